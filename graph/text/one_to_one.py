"""`jiedui check one-to-one`: whether each has exactly one partner."""

TEXT = {
    "one_to_one.help": (
        "Whether each roster member has exactly one partner that it shares with no other.  jiedui check one-to-one --kind school",
        "名册单位是否“一对一”：恰有一个结对单位，且该单位不再结对同类单位。  jiedui check one-to-one --kind 学校",
    ),
    "one_to_one.found": (
        "{passed:passed} {one} of {roster} {kind:by roster} {one:=has|have} exactly one partner in force, as of {day}{scope:in}; {none:# has|# have} none, {several:# has|# have} several; {shared:partner has|partners have} several {kind:many}.",
        "{passed:passed}截至 {day}，{scope:in}{roster} 个{kind:many}中 {one} 个恰有一个有效结对单位；{none} 个没有，{several} 个有多个，{shared} 个结对单位结对了多个{kind:many}。",
    ),
    "one_to_one.undecided": (
        "{passed:passed} No roster of {kind:many} is loaded, so it is not known whether each has exactly one partner. Load a roster, or see jiedui coverage --by kind.",
        "{passed:passed}未加载{kind:many}名册，无法判断是否“一对一”。请加载名册，或查看 jiedui coverage --by kind。",
    ),
    "one_to_one.grouped": (
        "{count} of those with none {count:=is|are} named in an agreement that does not say who is paired with whom; --groups counts it.",
        "没有结对单位的当中，有 {count} 个列入了未写明谁与谁结对的成组协议；加 --groups 则计入。",
    ),
    "one_to_one.parallel": (
        "Several agreements with the same partner do not break the rule. For a partner that is shared, `partners` names its recipients.",
        "与同一单位有多份协议不算违反。对“共用”的结对单位，“结对单位”列列出其受援方。",
    ),
    "one_to_one.ask.each": ("Does every school have exactly one partner?", "学校是否全部“一对一”？"),
}
