"""`jiedui depend`: who has only one partner."""

TEXT = {
    "depend.found": (
        "{single} of the {recipients} {kind:many} with a partner have only one ({share_single:%}), as of {day}; {partners} partners carry them.",
        "截至 {day}，{recipients} 个有结对单位的{kind:many}中，{single} 个只有一个（{share_single:%}），由 {partners} 个结对单位承担。",
    ),
    "depend.on": (
        "For {count} of those {single} the one partner is of this kind: {on:word}.",
        "这 {single} 个中，{count} 个的唯一结对单位为{on:word}。",
    ),
    "depend.ask.single": ("Which villages depend on a single enterprise?", "哪些村只靠一家企业帮扶？"),
    "depend.ask.critical": ("Which partners would leave most villages with none?", "哪些单位退出后失去帮扶的村最多？"),
}
