"""`jiedui partners`: who helps an organization, whom it helps, and how two are linked."""

TEXT = {
    "partners.help": (
        "Who helps an organization and whom it helps.  jiedui partners 盘州市人民医院",
        "谁帮扶某单位、它帮扶谁。  jiedui partners 盘州市人民医院",
    ),
    "partners.found": (
        "{name}, as of {day}: helped by {helped_by}, helps {helps} (distinct partners in force).",
        "{name}，截至 {day}：受 {helped_by} 个单位帮扶，帮扶 {helps} 个单位（有效协议，按单位去重）。",
    ),
    "partners.besides": (
        "In addition: {group} only as members of a group, {illustrative} illustrative.",
        "另有：仅见于成组名单 {group} 个，示例 {illustrative} 个。",
    ),
    "partners.group_rows": (
        "{count:row comes|rows come} from an agreement that names both sides but not who is paired with whom.",
        "{count} 行来自只列双方名单、未写明谁与谁结对的协议。",
    ),
    "partners.planned_rows": (
        "{count:row is|rows are} only planned: {count:=it makes|they make} nobody a partner.",
        "{count} 行尚在计划中，不计为结对。",
    ),
    "partners.unverified": (
        "{count:row is|rows are} unverified: no page that states {count:=it|them} was seen.",
        "{count} 行未经核实：未见载有该结对的页面。",
    ),
    "partners.given": (
        "Given: {measure:word} {bound:meant}{value:number} {unit:unit}{period:during}, {helper:any} → {recipient:any}{illustrative:mark}",
        "投入：{measure:word} {bound:meant}{value:number} {unit:unit}{period:during}，{helper:any} → {recipient:any}{illustrative:mark}",
    ),
    "partners.planned_given": (
        "Planned, not counted as given: {measure:word} {bound:meant}{value:number} {unit:unit}{period:during}, {helper:any} → {recipient:any}{illustrative:mark}",
        "计划，不计入已投入：{measure:word} {bound:meant}{value:number} {unit:unit}{period:during}，{helper:any} → {recipient:any}{illustrative:mark}",
    ),
    "partners.link_found": (
        "{one} and {other} are linked in {length:step|steps}, as of {day}.",
        "截至 {day}，{one} 与 {other} 之间有关联，相隔 {length} 步。",
    ),
    "partners.link_same": ("{one} and {other} are the same organization.", "{one} 与 {other} 是同一单位。"),
    "partners.link_none": (
        "As of {day}, no pairs in force link {one} and {other}, or the units they lie in.",
        "截至 {day}，{one} 与 {other} 之间没有有效结对关联，其所属单位之间也没有。",
    ),
    "partners.link_far": (
        "No link of up to {steps:step|steps} was found between {one} and {other}, as of {day}.",
        "截至 {day}，{one} 与 {other} 之间在 {steps} 步以内未找到关联。",
    ),
    "partners.link_more": (
        "There are more ways of the same length; {count:# is|# are} shown.",
        "同样短的关联还有更多，此处列出 {count} 条。",
    ),
    "partners.link_ring": (
        "The search stopped at a step that leads to more than {most} organizations: there may be a shorter way.",
        "某一步涉及的单位超过 {most} 个，搜索到此为止：可能还有更短的关联。",
    ),
    "partners.link_units": (
        "Pairs alone do not link the two within {steps:step|steps}: the steps “part of” and “contains” go through the units they lie in.",
        "仅靠结对，两者在 {steps} 步以内并不相连：标为“隶属”“下辖”的步骤经由其所属单位。",
    ),
    "partners.to_history": (
        "--to asks for a link, --history for the agreements of one organization: give only one of them.",
        "--to 查询关联，--history 查询单个单位的历年协议：请只用一个。",
    ),
    "partners.groups_to": (
        "--groups only works with --to. Without it all agreements are listed, and those of a group are marked.",
        "--groups 须与 --to 一起使用。不用 --to 时列出全部协议，成组者有标记。",
    ),
    "partners.drafts": (
        "{count:row was|rows were} proposed by a plan and then loaded; the records do not say whether {count:=it was|they were} agreed.",
        "{count} 行由规划草拟后加载；记录未说明是否已商定。",
    ),
    "partners.ask.helpers": ("Who helps 双凤镇?", "谁在帮扶双凤镇？"),
    "partners.ask.helped": ("Whom does 盘州市教育局 help?", "盘州市教育局帮扶了哪些对象？"),
    "partners.ask.link": (
        "Is there any link between 新民镇 and 双凤镇, through whom?",
        "新民镇与双凤镇之间有无关联？经由谁？",
    ),
    "partners.ask.history": ("Who has helped 双凤镇, year by year?", "双凤镇历年由谁帮扶？"),
}
