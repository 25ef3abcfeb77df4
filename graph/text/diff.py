"""`jiedui diff`: what changed between two days or two loads."""

TEXT = {
    "diff.help": (
        "What changed between two days, or two loads of a source.  jiedui diff 2020-12-31 2022-01-01",
        "两个日期或两份数据之间的变化。  jiedui diff 2020-12-31 2022-01-01",
    ),
    "diff.found": (
        "From {first} to {second}{scope:in}: {added:recipient|recipients} gained partners, {ended} lost partners, {re_paired} changed partners; {extended:pair was|pairs were} extended, {amounts:amount|amounts} changed.",
        "{scope:in}从 {first} 到 {second}：{added} 个受援方新增结对，{ended} 个终止结对，{re_paired} 个调整结对；{extended} 对延期，{amounts} 项金额变化。",
    ),
    "diff.members": (
        "{renamed:organization was|organizations were} renamed, {listed} joined the roster, {unlisted} left it.",
        "{renamed} 个更名，{listed} 个列入名册，{unlisted} 个移出名册。",
    ),
    "diff.coverage": (
        "Of the {kind:many} on the roster, {direct_before} of {roster_before} had a registered partner of their own on {first} ({share_before:%}), and {direct_after} of {roster} on {second} ({share_after:%}).",
        "名册中的{kind:many}：{first}，{roster_before} 个中 {direct_before} 个有本级登记的结对单位（{share_before:%}）；{second}，{roster} 个中 {direct_after} 个（{share_after:%}）。",
    ),
    "diff.no_roster": (
        "No roster of {kind:many} is loaded for both, so no shares can be compared: {direct_before} had a registered partner of their own on {first}, and {direct_after} on {second}.",
        "两者并非都有{kind:many}名册，无法比较比例：有本级登记结对单位的，{first} 为 {direct_before} 个，{second} 为 {direct_after} 个。",
    ),
    "diff.open_both": (
        "{open:part agreements} {agreements:=agreement|agreements} in force on either day {open:=has|have} an unknown or partial date (an agreement in force on both days counts twice): {open:=it is|they are} taken as in force because nothing says otherwise.",
        "两日的 {agreements} 份有效协议（两日均有效者计两次）{open:part agreements 份}起止日期不明或不完整：因无相反记载，视为有效。",
    ),
    "diff.group_changes": (
        "{count:pair|pairs} that only {count:=stands|stand} in a group's list also began or ended; --groups counts {count:=it|them}.",
        "另有 {count} 对仅见于成组名单的结对开始或终止；加 --groups 可计入。",
    ),
    "diff.unplaced": (
        "{count:amount is|amounts are} not compared: the period is unknown or runs over the turn of a year.",
        "{count} 项金额未比较：时段不明或跨年度。",
    ),
    "diff.after_load": (
        "The loaded data is of {newest}. Changes between then and {day} are only those that dates on record foresee.",
        "已加载数据截至 {newest}；此后至 {day} 的变化，仅包括按记录中的日期可以预见的部分。",
    ),
    "diff.years": (
        "Amounts are compared by calendar year: {first:year} with {second:year}, where both are on record.",
        "金额按年度比较：{first:year} 年与 {second:year} 年，仅限两年均有记录者。",
    ),
    "diff.rejected": (
        "{count:row|rows} of {name} could not be used and {count:=is|are} not compared. To see {count:=it|them}: jiedui load {name} --dry-run",
        "{name} 有 {count} 行不能使用，未参与比较。查看：jiedui load {name} --dry-run",
    ),
    "diff.order": (
        "{first} is later than {second}: give the earlier day first.",
        "{first} 晚于 {second}：请先写较早的日期。",
    ),
    "diff.mixed": (
        "{day} is a day, but {path} is not: give two days (2020-12-31 2022-01-01) or two loads (tables, packages, .db stores).",
        "{day} 是日期，而 {path} 不是：请给出两个日期（2020-12-31 2022-01-01），或两份数据（表格、数据包、.db 数据库）。",
    ),
    "diff.area": (
        "{count:No unit|# unit|# units} of {name} {count:=is|are} called “{text}”, but exactly one is needed: give its id, code or full name.",
        "{name} 中名为“{text}”的单位有 {count} 个，须恰为一个：请给出编号、代码或全称。",
    ),
    "diff.as_of": (
        "Two days already say what is compared: --as-of is only for two loads.",
        "比较的是两个日期：--as-of 只用于比较两份数据。",
    ),
    "diff.ask.since": ("What changed since 2018?", "2018 年以来有哪些变化？"),
}
