"""`jiedui template`: the blank roster."""

TEXT = {
    "template.suffix": (
        "A template is a workbook: the name {file} must end in .xlsx.",
        "模板是工作簿，{file} 须以 .xlsx 结尾。",
    ),
    "template.written": (
        "Written: {file}, a blank roster. Fill in the first sheet, then: jiedui load {file}",
        "已写入空白台账 {file}。填写第一个工作表后运行：jiedui load {file}",
    ),
    "template.units": (
        "The unit the recipient lies in, with full names; the township matters most.",
        "受援单位所在地，写全称；乡镇最重要。",
    ),
    "template.recipient": (
        "Who is helped: one village, school, hospital… in each row. A row without a helper means that it has no partner yet.",
        "受援单位：每行一个村、学校、医院等。没有帮扶单位的行表示尚未结对。",
    ),
    "template.kind": ("Choose from the list.", "从列表中选择。"),
    "template.code": ("The official code, if known (villages: 12 digits).", "官方代码，如有（村为 12 位）。"),
    "template.helper": ("Who helps. Several: separate with 、", "帮扶单位。多个用、分隔。"),
    "template.sector": ("What the help is about (education, health, industry…).", "帮扶领域（教育、卫生、产业等）。"),
    "template.form": ("How the pairing is organised.", "结对形式。"),
    "template.date": (
        "2018, 2018-05 or 2018-05-03. Empty: not known, or still in force.",
        "2018、2018-05 或 2018-05-03。空白表示不详或仍有效。",
    ),
    "template.status": (
        "Empty, or agreed: the two are paired. Planned: they may be; it is kept and not counted, nor is the money beside it.",
        "空白或“已商定”表示已结对。“计划中”的保留但不计入，同行资金也不计入已投入。",
    ),
    "template.funds": ("Money given, in 10,000 yuan.", "资金，单位万元。"),
    "template.year": ("The year the money belongs to.", "资金所属年度。"),
}
