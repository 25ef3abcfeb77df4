"""`jiedui check data`: errors and remarks in the data."""

TEXT = {
    "data.help": (
        "Agreements without dates or past their end, implausible money, missing units and names.  jiedui check data",
        "缺时间或已到期的协议、可疑金额、缺失的所属与名称。  jiedui check data",
    ),
    "data.found": (
        "{passed:passed} {errors:error|errors} and {remarks:remark|remarks} in the data, as of {day}{scope:in}.",
        "{passed:passed}截至 {day}，{scope:in}数据中有错误 {errors} 项、提示 {remarks} 项。",
    ),
    "data.counts": ("{parts:said}.", "{parts:said}。"),
    "data.count": ("{rule:word}: {count}", "{rule:word} {count} 项"),
    "data.severity": (
        "An error is something that cannot be true, or that distorts totals; it fails the check. A remark may be true, but makes answers less certain.",
        "“错误”不可能属实或会使合计失真，核对不通过；“提示”可能属实，但会降低答案的可靠性。",
    ),
    "data.about.undated": (
        "Agreements without dates count as in force as long as nothing says otherwise: add the start and the end.",
        "缺起止时间的协议在无相反记载时视为有效：请补记起止时间。",
    ),
    "data.about.ended": (
        "Agreements past their end count as lapsed: renew them, or leave them as history.",
        "已过终止日期的协议按“已到期”统计：请续签，或留作历史记录。",
    ),
    "data.about.draft": (
        "Pairs that a plan proposed and that were then loaded count as agreements from the day of the plan: check that they were agreed, and when.",
        "由规划草拟并已加载的结对自规划之日起按协议计入：请核对是否已商定、何时起始。",
    ),
    "data.about.inside": (
        "A helper that lies in its recipient, or a recipient that lies in its helper, may be a mistake.",
        "帮扶方位于受援方之内（或相反），可能有误。",
    ),
    "data.about.money": (
        "Each amount is compared with the median of its measure (“expected”): more than {times} times the median is a remark; about 10,000 times suggests that 万元 and 元 were mixed up.",
        "金额与同类中位数（“应为”一列）比较：超过 {times} 倍为提示，约 1 万倍多为“万元”与“元”混淆。",
    ),
    "data.about.money_without_pair": (
        "This money went between two that no loaded ledger lists as a pair on any day: load that ledger, or check both names. It counts all the same; “found” is its sum in yuan.",
        "这些资金的双方在任何日期都未列入已加载的台账：请加载相应台账，或核对双方名称。资金照常计入；“记录”一列为合计（元）。",
    ),
    "data.about.no_contribution": (
        "Nothing is recorded as given under these agreements, although other agreements have records.",
        "其他协议有投入记录，而这些协议没有。",
    ),
    "data.about.no_unit": (
        "Roster members that lie in no unit are missing from every answer about an area.",
        "未写明所属单位的名册单位，不会计入任何分地区的结果。",
    ),
    "data.about.off_roster": (
        "Recipients of agreements that no roster holds are in no share: a misspelt name, or a list that lacks them (jiedui reconcile, jiedui roster).",
        "不在任何名册内的受援方不计入比例：可能是名称写错，或名单有遗漏（jiedui reconcile、jiedui roster）。",
    ),
    "data.about.unused_rows": (
        "Rows that could not be used are missing from every answer: mend them with jiedui load FILE --rejects MENDED.xlsx, then load that workbook.",
        "未采用的行不计入任何结果：用 jiedui load 文件 --rejects 更正.xlsx 写出，改好后加载该工作簿。",
    ),
    "data.about.unmatched": (
        "Names that were not matched are counted as they are written. To decide: jiedui reconcile -o proposals.xlsx",
        "未匹配的名称按原样计入。如需确认：jiedui reconcile -o 名称确认.xlsx",
    ),
}
