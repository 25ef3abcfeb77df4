"""`jiedui diff`: what changed between two days or two loads."""

TEXT = {
    "diff.found": (
        "From {first} to {second}{scope:in}: {added} recipients gained partners, {ended} lost some, {re_paired} were re-paired; {extended} pairs were extended, {amounts} amounts changed.",
        "{scope:in}从 {first} 到 {second}：{added} 个受援方新增结对，{ended} 个终止结对，{re_paired} 个调整结对；{extended} 对延期，{amounts} 项金额变化。",
    ),
    "diff.members": (
        "{renamed} were renamed, {listed} are new on the roster, {unlisted} are off it.",
        "{renamed} 个更名，{listed} 个列入名册，{unlisted} 个移出名册。",
    ),
    "diff.coverage": (
        "Of the {kind:many} on the roster, {direct_before} of {roster_before} had a registered partner of their own on {first} ({share_before:%}), {direct_after} of {roster} on {second} ({share_after:%}).",
        "名册中的{kind:many}：{first} 有本级登记结对单位的为 {roster_before} 个中的 {direct_before} 个（{share_before:%}），{second} 为 {roster} 个中的 {direct_after} 个（{share_after:%}）。",
    ),
    "diff.no_roster": (
        "No roster of {kind:many} is loaded for both, so there is no share to compare: {direct_before} had a registered partner of their own on {first}, {direct_after} on {second}.",
        "两者并非都有{kind:many}名册，无法比较比例：有本级登记结对单位的，{first} 为 {direct_before} 个，{second} 为 {direct_after} 个。",
    ),
    "diff.open_both": (
        "{open} of the {agreements} agreements in force on either day (one in force on both counts twice) rest on an unknown or partial date: they are taken as in force because nothing says otherwise.",
        "两日的 {agreements} 份有效协议（两日均有效者计两次）中有 {open} 份起止日期不明或不完整：因无相反记载，视为有效。",
    ),
    "diff.group_changes": (
        "{count} pairs that only stand in a group's list began or ended too; --groups counts them.",
        "另有 {count} 对仅见于成组名单的结对开始或终止；加 --groups 可计入。",
    ),
    "diff.unplaced": (
        "{count} amounts are not compared: their period is unknown or runs over the turn of a year.",
        "{count} 项金额未比较：时段不明或跨年度。",
    ),
    "diff.after_load": (
        "What is loaded is of {newest}: what changed between then and {day} is told only where dates on record foresee it.",
        "已加载数据截至 {newest}：此后至 {day} 的变化仅限记录中的日期所能预见者。",
    ),
    "diff.years": (
        "An amount is that of the calendar year: {first:year} beside {second:year}, where both are on record.",
        "金额按年度比较：{first:year} 年与 {second:year} 年，仅限两年均有记录者。",
    ),
    "diff.rejected": (
        "{count} rows of {name} could not be used and are not compared. See them: jiedui load {name} --dry-run",
        "{name} 有 {count} 行不能使用，未参与比较。查看：jiedui load {name} --dry-run",
    ),
    "diff.order": (
        "{first} comes after {second}: give the earlier day first.",
        "{first} 晚于 {second}：请先写较早的日期。",
    ),
    "diff.mixed": (
        "{day} is a day, {path} is none: give two days (2020-12-31 2022-01-01) or two loads (tables, packages, .db stores).",
        "{day} 是日期，而 {path} 不是：请给出两个日期（2020-12-31 2022-01-01），或两份数据（表格、数据包、.db 数据库）。",
    ),
    "diff.area": (
        "{count} units of {name} are called “{text}”, exactly one is needed: give its id, code or full name.",
        "{name} 中名为“{text}”的单位有 {count} 个，须恰为一个：请给出编号、代码或全称。",
    ),
    "diff.as_of": (
        "Two days say what is compared: --as-of is for two loads.",
        "比较的是两个日期：--as-of 只用于比较两份数据。",
    ),
    "diff.ask.since": ("What changed since 2018?", "2018 年以来有哪些变化？"),
}
