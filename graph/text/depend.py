"""`jiedui depend`: who has only one partner."""

TEXT = {
    "depend.help": (
        "Who has one partner only.  jiedui depend village --critical",
        "哪些单位只有一个结对单位。  jiedui depend 村 --critical",
    ),
    "depend.found": (
        "{single} of the {recipients} {kind:by recipients} with a partner {single:=has|have} only one ({share_single:%}), as of {day}; they depend on {partners:partner|partners}.",
        "截至 {day}，{recipients} 个有结对单位的{kind:many}中，{single} 个只有一个（{share_single:%}），依赖 {partners} 个结对单位。",
    ),
    "depend.on": (
        "For {count} of these {single}, the only partner is of this kind: {on:word}.",
        "这 {single} 个中，{count} 个的唯一结对单位为{on:word}。",
    ),
    "depend.ask.single": ("Which villages depend on a single enterprise?", "哪些村只靠一家企业帮扶？"),
    "depend.ask.critical": ("Which partners would leave most villages with none?", "哪些单位退出后失去帮扶的村最多？"),
}
