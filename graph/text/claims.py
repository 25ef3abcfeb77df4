"""`jiedui check claims`: claimed figures beside records."""

TEXT = {
    "claims.found": (
        "{passed:passed} {held} of {figures} claimed figures are borne out by named records, as of {day}.",
        "{passed:passed}截至 {day}，{figures} 项通报数中有 {held} 项与具名记录一致。",
    ),
    "claims.not_evidence": (
        "Illustrative records are shown beside a claim, never counted as evidence for it.",
        "示例记录只列在通报数旁，不作为依据。",
    ),
    "claims.uncountable": (
        "A claim of full coverage cannot be checked where no roster says what full is.",
        "没有名册时，“全覆盖”无从核对。",
    ),
    "claims.ask.add_up": ("Do named pairs add up to the reported figures?", "名单与上报数是否一致？"),
}
