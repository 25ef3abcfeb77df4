"""`jiedui check claims`: claimed figures beside records."""

TEXT = {
    "claims.help": (
        "Claimed figures compared with what is on record.  jiedui check claims",
        "通报数与记录对照。  jiedui check claims",
    ),
    "claims.found": (
        "{passed:passed} {held} of {figures:claimed figure|claimed figures} {held:=is|are} borne out by named records, as of {day}.",
        "{passed:passed}截至 {day}，{figures} 项通报数中有 {held} 项与具名记录一致。",
    ),
    "claims.not_evidence": (
        "Illustrative records are shown beside a claim, but never counted as evidence for it.",
        "示例记录只列在通报数旁，不作为依据。",
    ),
    "claims.same_sentence": (
        "A figure from the same sentence as the claim is shown beside it, but does not confirm it.",
        "与通报数出自同一句的数字另列，不作为核对依据。",
    ),
    "claims.uncountable": (
        "Without a roster, a claim of full coverage cannot be checked.",
        "没有名册时，“全覆盖”无从核对。",
    ),
    "claims.ask.add_up": ("Do named pairs add up to the reported figures?", "名单与上报数是否一致？"),
}
