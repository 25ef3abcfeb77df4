"""`jiedui plan`: partners drafted for the gaps, and whether the capacities suffice."""

TEXT = {
    "plan.none": (
        "Every one of the {roster} {kind:many} has {partners} in force or more, as of {day}{scope:in}: there is nothing to plan.",
        "截至 {day}，{scope:in}{roster} 个{kind:many}都已有不少于 {partners} 个有效结对单位，无需规划。",
    ),
    "plan.all": (
        "With these capacities all {needed} can be filled: {gaps} {kind:many} lack partners, as of {day}{scope:in}{sector:through}; {chosen} of {helpers} organizations would take them on.",
        "按现有承接能力，{needed} 个空缺可全部填补：截至 {day}，{scope:in}{gaps} 个{kind:many}缺结对单位{sector:through}；由 {helpers} 个候选单位中的 {chosen} 个承接。",
    ),
    "plan.some": (
        "With these capacities {filled} of {needed} can be filled: {gaps} {kind:many} lack partners, as of {day}{scope:in}{sector:through}.",
        "按现有承接能力，{needed} 个空缺中可填补 {filled} 个：截至 {day}，{scope:in}{gaps} 个{kind:many}缺结对单位{sector:through}。",
    ),
    "plan.raise": (
        "To fill them all, raise by {by} in all: {parts:said}.",
        "若要全部填补，承接能力共需提高 {by}：{parts:said}。",
    ),
    "plan.raise_one": ("{name} from {from_} to {to}", "{name}由 {from_} 提高到 {to}"),
    "plan.raise_more": ("{count} more", "另有 {count} 家"),
    "plan.beyond": (
        "{count} cannot be filled at any capacity: no other organization may be proposed. Give more of them a capacity (--capacities FILE), widen --in, or leave --helpers away.",
        "有 {count} 个空缺无论承接能力多大都无法填补：没有其他可推荐的单位。请用 --capacities 文件列出更多单位、扩大 --in 范围，或不用 --helpers。",
    ),
    "plan.nobody": (
        "No organization on record may be proposed for {kind:many}. Name who may (--capacities FILE), or another kind (--helpers KIND).",
        "没有可为{kind:many}推荐的单位。请列出可承接的单位（--capacities 文件），或指定其他类型（--helpers 类型）。",
    ),
    "plan.no_roster": (
        "No roster of {kind:many} is loaded: only the ones that agreements name are planned for.",
        "未加载{kind:many}名册：只规划协议提到的单位。",
    ),
    "plan.reason": ("{parts:said}", "{parts:said}"),
    "plan.why.former": ("was its partner until {end}", "曾结对至 {end}"),
    "plan.why.sector": ("works in {sector}", "同领域：{sector}"),
    "plan.why.linked": ("helps in {unit} already", "已在{unit}帮扶"),
    "plan.load": (
        "has {before} of at most {capacity}, {after} with this plan",
        "现结对 {before} 个，上限 {capacity} 个，按本方案为 {after} 个",
    ),
    "plan.full": (
        "all {count} that may help it are at their capacity; one place more at {name} would do",
        "可帮扶的 {count} 个单位均已达上限；{name}增加 1 个名额即可",
    ),
    "plan.alone": ("no other organization may be proposed", "没有其他可推荐的单位"),
    "plan.hall": (
        "Where it fails: {recipients} recipients lack {needed} partners in all, and the only {helpers} organizations that may help them have room for {places}.",
        "症结所在：{recipients} 个受援方共缺 {needed} 个结对单位，而可帮扶它们的只有 {helpers} 个单位，仅余 {places} 个名额。",
    ),
    "plan.usual": (
        "Capacity without a given one is the most partners that a helper of the kind has today: {kinds:kinds}. Another: --capacity N, or --capacities FILE.",
        "未指定的承接能力取同类帮扶方目前最多的结对数：{kinds:kinds}。可用 --capacity N 或 --capacities 文件 另行指定。",
    ),
    "plan.who": (
        "Candidates help, or helped, somebody in the area or a unit it lies in, and are of a kind that helps {kind:many} somewhere, or are given a capacity. Preferred are: a former partner, the same sector, a link in the same township or the nearest unit in common; load is spread.",
        "候选单位：在该范围或其上级单位内有过帮扶、且所属类型帮扶过{kind:many}的单位，以及指定了承接能力的单位。优先考虑：曾结对、同领域、在同一乡镇或最近的共同上级已有帮扶；并尽量均衡负担。",
    ),
    "plan.wider": (
        "Nobody who could be proposed is linked to this area itself: the candidates are those of {unit}.",
        "该范围本身没有可推荐的关联单位：候选单位取自{unit}。",
    ),
    "plan.everywhere": (
        "Nobody who could be proposed is linked to this area or a unit it lies in: the candidates are those of the whole network.",
        "该范围及其上级单位都没有可推荐的关联单位：候选单位取自全部数据。",
    ),
    "plan.draft": (
        "A plan is a draft and no registered agreement; nothing was written to the store. Once mended and agreed it is yours to load:  jiedui plan -o plan.xlsx, then jiedui load plan.xlsx. Loaded, its pairs count as agreements whose start is unknown.",
        "方案只是草案，不是已登记的协议；未写入数据库。修改并商定后是否加载由您决定：  jiedui plan -o 方案.xlsx，再 jiedui load 方案.xlsx。加载后按起始不明的协议计入。",
    ),
    "plan.grouped": (
        "{count} of them are reached by an agreement that names both sides but not the pairs: gaps does not list these. With --groups they count as having a partner.",
        "其中 {count} 个已列入只写双方名单的成组协议，gaps 不将其列为空白。加 --groups 则视为已有结对单位。",
    ),
    "plan.large": (
        "{needs:number} partners are lacking, more than are planned at a time ({most:number}). Take a part at a time: --in AREA.",
        "共缺 {needs:number} 个结对单位，超过一次规划的上限（{most:number}）。请分地区进行：--in 地区。",
    ),
    "plan.dense": (
        "{needs:number} recipients that lack several partners, or have some, and {helpers:number} helpers are more pairs than are planned at a time ({most:number}). Take a part at a time: --in AREA, or --helpers KIND.",
        "{needs:number} 个缺多个结对单位或已有结对单位的受援方与 {helpers:number} 个帮扶方的组合超过一次规划的上限（{most:number}）。请分地区（--in 地区）或分类型（--helpers 类型）进行。",
    ),
    "plan.capacity_table": (
        "{file}: no two columns are headed helper and capacity (帮扶单位 and 承接能力). Found: {found}",
        "{file}：没有标题为“帮扶单位”和“承接能力”（helper、capacity）的两列。现有：{found}",
    ),
    "plan.capacity_rows": (
        "{file} cannot be used; rows to mend: {count}.\n  {parts:lines}",
        "{file} 无法使用，需更正 {count} 行：\n  {parts:lines}",
    ),
    "plan.capacity_row": (
        "{place}, column {column}, “{cell}”: {parts:said}",
        "{place}，“{column}”列，“{cell}”：{parts:said}",
    ),
    "plan.capacity_number": ("no whole number of zero or more", "不是不小于 0 的整数"),
    "plan.capacity_twice": ("stands in row {other} already", "已见于第 {other} 行"),
    "plan.capacity_missing": ("nobody is named", "未写明单位"),
    "plan.ask.enough": ("Could every village be served with these capacities?", "按现有承接能力能否全覆盖？"),
    "plan.ask.propose": ("Propose partners for the gaps", "请为空白村推荐帮扶单位"),
}
