"""`jiedui check data`: errors and remarks in the data."""

TEXT = {
    "data.found": (
        "{passed:passed} {errors} errors and {remarks} remarks in the data, as of {day}{scope:in}.",
        "{passed:passed}截至 {day}，{scope:in}数据中有错误 {errors} 项、提示 {remarks} 项。",
    ),
    "data.counts": ("{parts:said}.", "{parts:said}。"),
    "data.count": ("{rule:word}: {count}", "{rule:word} {count} 项"),
    "data.severity": (
        "An error cannot be so, or falsifies sums, and fails the check; a remark may be so, and makes answers weaker.",
        "“错误”不可能属实或会使合计失真，核对不通过；“提示”可能属实，但会降低答案的可靠性。",
    ),
    "data.about.undated": (
        "Undated agreements count as in force as long as nothing says otherwise: write down start and end.",
        "缺起止时间的协议在无相反记载时视为有效：请补记起止时间。",
    ),
    "data.about.ended": (
        "Agreements past their end are counted as lapsed: renew them, or leave them as history.",
        "已到期的协议计为“已到期”：请续签，或留作历史记录。",
    ),
    "data.about.draft": (
        "Pairs that a plan proposed and that were loaded count as agreements: give them a start once they are agreed.",
        "由规划草拟并已加载的结对按协议计入：商定后请补记起始时间。",
    ),
    "data.about.inside": (
        "A helper that lies in its recipient, or the other way round, may be listed by mistake.",
        "帮扶方位于受援方之内（或相反），可能是误列。",
    ),
    "data.about.money": (
        "An amount is set beside the median of its measure (“expected”): more than {times} times it is a remark, about 10,000 times it a likely slip of 万元 and 元.",
        "金额与同类中位数（“应为”一列）比较：超过 {times} 倍为提示，约 1 万倍多为“万元”与“元”混淆。",
    ),
    "data.about.no_contribution": (
        "Nothing is on record as given under these agreements, while something is under others.",
        "其他协议有投入记录，而这些协议没有。",
    ),
    "data.about.no_unit": (
        "Roster members that lie in no unit are left out of every answer about an area.",
        "未写明所属单位的名册单位，不会计入任何分地区的结果。",
    ),
    "data.about.unmatched": (
        "Names that were not matched stand for themselves. To decide: jiedui reconcile -o proposals.xlsx",
        "未匹配的名称按原样计入。如需确认：jiedui reconcile -o proposals.xlsx",
    ),
}
