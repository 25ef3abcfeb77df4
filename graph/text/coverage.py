"""`jiedui coverage`: the share of a roster with a partner."""

TEXT = {
    "coverage.help": (
        "The share of the roster with a partner of its own.  jiedui coverage --by kind",
        "名册中有本级结对单位的比例。  jiedui coverage --by kind",
    ),
    "coverage.share": (
        "{direct} of {roster} {kind:by roster} {direct:=has|have} a registered partner of {direct:=its|their} own ({share:%}), as of {day}{scope:in}{sector:through}.",
        "截至 {day}，{scope:in}{roster} 个{kind:many}中有 {direct} 个有本级登记的结对单位（{share:%}）{sector:through}。",
    ),
    "coverage.no_share": (
        "No roster of {kind:many} is loaded, so no share can be given: nothing says who should have a partner.",
        "未加载{kind:many}名册，无法计算比例：不知道哪些单位应当结对。",
    ),
    "coverage.no_list": (
        "{count:line has|lines have} pairs and no list of {kind:many}, so no share ({names:list}). To state one: jiedui roster KIND --in AREA",
        "{count} 行有结对而没有{kind:many}名单，因此没有比例（{names:list}）。如需列入名册：jiedui roster 类别 --in 地区",
    ),
    "coverage.rosters": ("Rosters loaded: {rosters:kinds}.", "已加载的名册：{rosters:kinds}。"),
    "coverage.two_by": (
        "With two --by, the first is kind, the second an area level or sector: --by kind --by county",
        "用两个 --by 时，第一个须为 kind，第二个为区域层级或 sector：--by kind --by county",
    ),
    "coverage.at_least": (
        "{at_least} of {roster} {kind:by roster} {at_least:=has|have} {k} or more distinct partners in force ({share_at_least:%}).",
        "{roster} 个{kind:many}中有 {at_least} 个的有效结对单位不少于 {k} 个（{share_at_least:%}）。",
    ),
    "coverage.group_only": (
        "Partners that are only named as members of a group are not counted here; --groups counts them.",
        "仅列入成组名单的单位不计入此处的结对单位数；加 --groups 则计入。",
    ),
    "coverage.groups_alone": (
        "--groups only works with --at-least K.",
        "--groups 须与 --at-least K 一起使用。",
    ),
    "coverage.by_needed": (
        "--top, --least and --below choose among lines: say which with --by, such as --by township.",
        "--top、--least、--below 用于挑选各行，须用 --by 说明分组，例如 --by township。",
    ),
    "coverage.chosen": (
        "Shown: {shown} of {lines:line|lines} with a share.",
        "列出有比例的 {lines} 行中的 {shown} 行。",
    ),
    "coverage.below": (
        "{shown} of {lines:line|lines} with a share {shown:=is|are} below {below}%.",
        "有比例的 {lines} 行中有 {shown} 行低于 {below}%。",
    ),
    "coverage.shareless": (
        "{unlisted:line has|lines have} no share, as nobody of them is on a roster: not shown.",
        "{unlisted} 行没有名册、因而没有比例，未列出。",
    ),
    "coverage.ask.share": ("What share is covered, by type and county?", "分类型、分县覆盖率是多少？"),
}
