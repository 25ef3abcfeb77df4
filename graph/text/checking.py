"""What checks of the pairing and of the data find."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
    "one.found": (
        "{passed:passed} {one} of {roster} {kind:many} have exactly one partner in force, as of {day}{scope:in}; {none} have none, {several} have several, {shared} partners have several {kind:many}.",
        "{passed:passed}截至 {day}，{scope:in}{roster} 个{kind:many}中 {one} 个恰有一个有效结对单位；{none} 个没有，{several} 个有多个，{shared} 个结对单位结对了多个{kind:many}。",
    ),
    "one.undecided": (
        "{passed:passed} No roster of {kind:many} is loaded: whether each has exactly one partner cannot be said. Load one, or see jiedui coverage --by kind.",
        "{passed:passed}未加载{kind:many}名册，无法判断是否“一对一”。请加载名册，或查看 jiedui coverage --by kind。",
    ),
    "one.grouped": (
        "{count} of those with none are named in an agreement that does not say who is paired with whom; with --groups it counts.",
        "没有结对单位的当中，有 {count} 个列入了未写明谁与谁结对的成组协议；加 --groups 则计入。",
    ),
    "one.parallel": (
        "Several agreements with one partner are no breach. Of a shared partner, `partners` names its recipients.",
        "与同一单位有多份协议不算违反。对“shared”行，partners 列出该单位的受援方。",
    ),
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
    "about.undated": (
        "Undated agreements count as in force as long as nothing says otherwise: write down start and end.",
        "缺起止时间的协议在无相反记载时视为有效：请补记起止时间。",
    ),
    "about.ended": (
        "Agreements past their end are counted as lapsed: renew them, or leave them as history.",
        "已到期的协议计为“已到期”：请续签，或留作历史记录。",
    ),
    "about.draft": (
        "Pairs that a plan proposed and that were loaded count as agreements: give them a start once they are agreed.",
        "由规划草拟并已加载的结对按协议计入：商定后请补记起始时间。",
    ),
    "about.inside": (
        "A helper that lies in its recipient, or the other way round, may be listed by mistake.",
        "帮扶方位于受援方之内（或相反），可能是误列。",
    ),
    "about.money": (
        "An amount is set beside the median of its measure (“expected”): more than {times} times it is a remark, about 10,000 times it a likely slip of 万元 and 元.",
        "金额与同类中位数（“应为”一列）比较：超过 {times} 倍为提示，约 1 万倍多为“万元”与“元”混淆。",
    ),
    "about.no_contribution": (
        "Nothing is on record as given under these agreements, while something is under others.",
        "其他协议有投入记录，而这些协议没有。",
    ),
    "about.no_unit": (
        "Roster members that lie in no unit are left out of every answer about an area.",
        "未写明所属单位的名册单位，不会计入任何分地区的结果。",
    ),
    "about.unmatched": (
        "Names that were not matched stand for themselves. To decide: jiedui reconcile -o proposals.xlsx",
        "未匹配的名称按原样计入。如需确认：jiedui reconcile -o proposals.xlsx",
    ),
    "answer.at_least": (
        "{at_least} of {roster} {kind:many} have {k} distinct partners in force or more ({share_at_least:%}).",
        "{roster} 个{kind:many}中有 {at_least} 个的有效结对单位不少于 {k} 个（{share_at_least:%}）。",
    ),
    "note.at_least": (
        "Partners that are only named as a group are not counted among the distinct partners; with --groups they are.",
        "只列入成组名单的单位不计入“结对单位数”；加 --groups 则计入。",
    ),
    "note.drafts": (
        "{count} rows were proposed by a plan and loaded; whether they were agreed the records do not say.",
        "{count} 行由规划草拟后加载；记录未说明是否已商定。",
    ),
    "ask.groups_alone": (
        "--groups says which partners are counted: give --at-least K with it.",
        "--groups 说明计入哪些结对单位，须与 --at-least K 一起使用。",
    ),
}
