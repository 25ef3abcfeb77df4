"""`jiedui plan`: partners drafted for the gaps, and whether the capacities suffice."""

TEXT = {
    "plan.help": (
        "Draft partners for the gaps, and say whether the capacities suffice. Writes nothing to the store.  jiedui plan village --in 盘州市 -o plan.xlsx",
        "为空白单位草拟结对方案，并说明承接能力是否足够；不写入数据库。  jiedui plan 村 --in 盘州市 -o 方案.xlsx",
    ),
    "plan.counties": (
        "{gaps} {kind:by gaps} in {counties:county|counties} {gaps:=lacks|lack} partners: too many to be weighed against each other at once (a plan holds up to {most:organization|organizations}). Draft one county after the other: jiedui plan --in COUNTY",
        "{counties} 个县的 {gaps} 个{kind:many}缺结对单位，无法一次统筹（一次规划最多 {most:number} 个单位）。请逐县草拟：jiedui plan --in 县名",
    ),
    "plan.none": (
        "All {roster} {kind:by roster} {roster:=has|have} {partners:partner|partners} or more in force, as of {day}{scope:in}: there is nothing to plan.",
        "截至 {day}，{scope:in}{roster} 个{kind:many}都已有不少于 {partners} 个有效结对单位，无需规划。",
    ),
    "plan.all": (
        "With these capacities {needed:the one missing partner|all # missing partners} can be found: {gaps} {kind:by gaps} {gaps:=lacks|lack} partners, as of {day}{scope:in}{sector:through}; {chosen} of {helpers:organization|organizations} would take them on.",
        "按现有承接能力，{needed} 个空缺可全部填补：截至 {day}，{scope:in}{gaps} 个{kind:many}缺结对单位{sector:through}；由 {helpers} 个候选单位中的 {chosen} 个承接。",
    ),
    "plan.some": (
        "With these capacities {filled} of {needed:missing partner|missing partners} can be found: {gaps} {kind:by gaps} {gaps:=lacks|lack} partners, as of {day}{scope:in}{sector:through}.",
        "按现有承接能力，{needed} 个空缺中可填补 {filled} 个：截至 {day}，{scope:in}{gaps} 个{kind:many}缺结对单位{sector:through}。",
    ),
    "plan.raise": (
        "To find them all, raise the capacities by {by} in total: {parts:said}.",
        "若要全部填补，承接能力共需提高 {by}：{parts:said}。",
    ),
    "plan.raise_one": ("{name} from {from_} to {to}", "{name}由 {from_} 提高到 {to}"),
    "plan.raise_more": ("{count} more", "另有 {count} 家"),
    "plan.beyond": (
        "{count} cannot be found at any capacity: no other organization can be proposed. Give more of them a capacity (--capacities FILE), widen --in, or omit --helpers.",
        "有 {count} 个空缺无论承接能力多大都无法填补：没有其他可推荐的单位。请用 --capacities 文件列出更多单位、扩大 --in 范围，或不用 --helpers。",
    ),
    "plan.nobody": (
        "No organization on record can be proposed for {kind:many}. Name some (--capacities FILE), or another kind (--helpers KIND).",
        "没有可为{kind:many}推荐的单位。请列出可承接的单位（--capacities 文件），或指定其他类型（--helpers 类型）。",
    ),
    "plan.no_roster": (
        "No roster of {kind:many} is loaded: only those that agreements name are planned for.",
        "未加载{kind:many}名册：只规划协议提到的单位。",
    ),
    "plan.reason": ("{parts:said}", "{parts:said}"),
    "plan.why.former": ("was its partner until {end}", "曾结对至 {end}"),
    "plan.why.sector": ("works in {sector}", "同领域：{sector}"),
    "plan.why.linked": ("already helps in {unit}", "已在{unit}帮扶"),
    "plan.load": (
        "has {before} of at most {capacity}, {after} with this plan",
        "现结对 {before} 个，上限 {capacity} 个，按本方案为 {after} 个",
    ),
    "plan.full": (
        "all {count} that could help it are at their capacity; one more place at {name} would be enough",
        "可帮扶的 {count} 个单位均已达上限；{name}增加 1 个名额即可",
    ),
    "plan.alone": ("no other organization can be proposed", "没有其他可推荐的单位"),
    "plan.hall": (
        "Where it fails: {recipients:recipient lacks|recipients lack} {needed:partner|partners} in total, and the only {helpers:organization that can help them has|organizations that can help them have} room for {places}.",
        "症结所在：{recipients} 个受援方共缺 {needed} 个结对单位，而可帮扶它们的只有 {helpers} 个单位，仅余 {places} 个名额。",
    ),
    "plan.usual": (
        "Where no capacity is given, it is the most partners that a helper of the same kind has today: {kinds:each}. To change it: --capacity N, or --capacities FILE.",
        "未指定的承接能力取同类帮扶方目前最多的结对数：{kinds:each}。可用 --capacity N 或 --capacities 文件 另行指定。",
    ),
    "plan.who": (
        "Candidates are of a kind that helps {kind:many} somewhere, and help or helped somebody in the area or in a unit it lies in; organizations with a given capacity are candidates too. Preferred are a former partner, the same sector, and a link in the same township or in the nearest unit in common; the load is spread.",
        "候选单位：在该范围或其上级单位内有过帮扶、且所属类型帮扶过{kind:many}的单位，以及指定了承接能力的单位。优先考虑：曾结对、同领域、在同一乡镇或最近的共同上级已有帮扶；并尽量均衡负担。",
    ),
    "plan.wider": (
        "No possible helper is linked to this area itself: the candidates are those of {unit}.",
        "该范围本身没有可推荐的关联单位：候选单位取自{unit}。",
    ),
    "plan.everywhere": (
        "No possible helper is linked to this area or to a unit it lies in: the candidates are those of the whole network.",
        "该范围及其上级单位都没有可推荐的关联单位：候选单位取自全部数据。",
    ),
    "plan.draft": (
        "A plan is a draft, not a registered agreement; nothing was written to the store. Once it is corrected and agreed, you can load it:  jiedui plan -o plan.xlsx, then jiedui load plan.xlsx. Its pairs then count as agreements that begin on the day of the plan: correct the start where it is another.",
        "方案只是草案，不是已登记的协议；未写入数据库。修改并商定后是否加载由您决定：  jiedui plan -o 方案.xlsx，再 jiedui load 方案.xlsx。加载后按方案当日起始的协议计入；实际起始日不同的请改正。",
    ),
    "plan.grouped": (
        "{count:# of them is|# of them are} reached by an agreement that names both sides but not the pairs: gaps does not list {count:=it|them}. With --groups {count:=it counts|they count} as having a partner.",
        "其中 {count} 个已列入只写双方名单的成组协议，gaps 不将其列为空白。加 --groups 则视为已有结对单位。",
    ),
    "plan.large": (
        "{needs:partner is|partners are} missing, more than can be planned at a time ({most:number}). Take a part at a time: --in AREA.",
        "共缺 {needs:number} 个结对单位，超过一次规划的上限（{most:number}）。请分地区进行：--in 地区。",
    ),
    "plan.dense": (
        "{needs:recipient|recipients} that lack several partners, or have some, and {helpers:helper|helpers} make more pairs than can be planned at a time ({most:number}). Take a part at a time: --in AREA, or --helpers KIND.",
        "{needs:number} 个缺多个结对单位或已有结对单位的受援方与 {helpers:number} 个帮扶方的组合超过一次规划的上限（{most:number}）。请分地区（--in 地区）或分类型（--helpers 类型）进行。",
    ),
    "plan.capacity_table": (
        "{file} has no two columns headed helper and capacity (帮扶单位 and 承接能力). Found: {found}",
        "{file}：没有标题为“帮扶单位”和“承接能力”（helper、capacity）的两列。现有：{found}",
    ),
    "plan.capacity_rows": (
        "{file} cannot be used; {count:row must|rows must} be corrected.\n  {parts:lines}",
        "{file} 无法使用，需更正 {count} 行：\n  {parts:lines}",
    ),
    "plan.capacity_row": (
        "{place}, column {column}, “{cell}”: {parts:said}",
        "{place}，“{column}”列，“{cell}”：{parts:said}",
    ),
    "plan.capacity_number": ("not a whole number of zero or more", "不是不小于 0 的整数"),
    "plan.capacity_twice": ("already named in row {other}", "已见于第 {other} 行"),
    "plan.capacity_missing": ("nobody is named", "未写明单位"),
    "plan.ask.enough": ("Could every village be served with these capacities?", "按现有承接能力能否全覆盖？"),
    "plan.ask.propose": ("Propose partners for the gaps", "请为空白村推荐帮扶单位"),
}
