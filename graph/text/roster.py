"""`jiedui roster`: who should have a partner."""

TEXT = {
    "roster.help.in": (
        "The area whose units are meant, by name, short form or code.",
        "指哪个地区的单位：名称、简称或代码。",
    ),
    "roster.help.unit": ("Only villages, or only communities.", "只含村，或只含社区。"),
    "roster.help.except": ("A table of those that are left out.", "不列入者的名单（表格）。"),
    "roster.help.off": (
        "Take one organization off every roster, whoever names it.",
        "将一个单位移出所有名册，无论谁列有它。",
    ),
    "roster.stated": (
        "{name}: {count} on the roster. To take that back: jiedui undo",
        "{name}：名册 {count} 个。如需撤销：jiedui undo",
    ),
    "roster.off": (
        "{name} is on no roster now. To take that back: jiedui undo",
        "{name} 已移出所有名册。如需撤销：jiedui undo",
    ),
    "roster.what": (
        "Say of which kind and area every unit should have a partner (jiedui roster village --in 盘州市), or whom to take off (--off NAME).",
        "请说明哪个地区的哪类单位应有结对单位（jiedui roster 村 --in 盘州市），或要移出谁（--off 名称）。",
    ),
    "roster.unit": (
        "{value}: --unit is village or community.",
        "{value}：--unit 只能是 village（村）或 community（社区）。",
    ),
    "roster.nobody": (
        "The registry knows no {kind:one} in {area} that is left: nothing was written.",
        "行政区划名录中，{area} 没有剩下的{kind:one}：未写入任何内容。",
    ),
}
