"""What changed and what is about to end; the helping side; how two are linked; a calendar of ends."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
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
    "note.open_both": (
        "{open} of the {agreements} agreements in force on either day (one in force on both counts twice) rest on an unknown or partial date: they are taken as in force because nothing says otherwise.",
        "两日的 {agreements} 份有效协议（两日均有效者计两次）中有 {open} 份起止日期不明或不完整：因无相反记载，视为有效。",
    ),
    "note.group_changes": (
        "{count} pairs that only stand in a group's list began or ended too; --groups counts them.",
        "另有 {count} 对仅见于成组名单的结对开始或终止；加 --groups 可计入。",
    ),
    "note.unplaced": (
        "{count} amounts are not compared: their period is unknown or runs over the turn of a year.",
        "{count} 项金额未比较：时段不明或跨年度。",
    ),
    "note.after_load": (
        "What is loaded is of {newest}: what changed between then and {day} is told only where dates on record foresee it.",
        "已加载数据截至 {newest}：此后至 {day} 的变化仅限记录中的日期所能预见者。",
    ),
    "note.years": (
        "An amount is that of the calendar year: {first:year} beside {second:year}, where both are on record.",
        "金额按年度比较：{first:year} 年与 {second:year} 年，仅限两年均有记录者。",
    ),
    "note.rejected": (
        "{count} rows of {name} could not be used and are not compared. See them: jiedui load {name} --dry-run",
        "{name} 有 {count} 行不能使用，未参与比较。查看：jiedui load {name} --dry-run",
    ),
    "expiring.found": (
        "As of {day}: {expiring} agreements in force may end by {last}, {ended} ended and are still listed, {undated} in force have no start or no end.",
        "截至 {day}：{expiring} 份有效协议可能在 {last} 前到期，{ended} 份已到期仍在台账中，{undated} 份有效协议缺起止时间。",
    ),
    "expiring.window": (
        "From {first} to {last}: {expiring} agreements may end, {ended} ended before {day}.",
        "{first} 至 {last}：{expiring} 份协议可能到期，其中截至 {day} 已到期的另有 {ended} 份。",
    ),
    "expiring.orphaned": (
        "If the expiring ones are not renewed, {count} {kind:many} are left with no agreement of their own.",
        "如到期后不续签，将有 {count} 个{kind:many}不再有本级协议。",
    ),
    "note.partial_ends": (
        "Of {count} only the year or the month of the end is known: the days left are counted to the last day it may mean.",
        "{count} 份只知到期年份或月份：剩余天数算至其可能的最后一天。",
    ),
    "helping.found": (
        "{direct} of {seen} {kind:many} on the helping side have an agreement in force by which they help, as of {day}{scope:in}. There is no roster of who should help, so there is no share.",
        "截至 {day}，{scope:in}帮扶一侧的 {seen} 个{kind:many}中，{direct} 个有有效的帮扶协议。没有规定谁应当帮扶的名册，因此没有比例。",
    ),
    "helping.states": (
        "{gaps} help nobody themselves: {inherited} lie in a unit that helps, {lapsed} had an agreement that ended, {never} never had any.",
        "{gaps} 个没有本级帮扶对象：其中 {inherited} 个所属单位有帮扶，{lapsed} 个协议已到期，{never} 个从未结对。",
    ),
    "note.helping": (
        "On the helping side stand those that an agreement of any time names as helper, and those that lie in a helping unit: on no roster, no recipient, and the nearest unit above that any agreement names only helps.",
        "帮扶一侧包括：任何时期的协议列为帮扶方的单位，以及隶属于帮扶单位、不在名册、未受帮扶、且最近的协议提到的上级只作为帮扶方的单位。",
    ),
    "link.found": (
        "{one} and {other} are linked in {length} steps, as of {day}.",
        "截至 {day}，{one} 与 {other} 之间有关联，相隔 {length} 步。",
    ),
    "link.same": ("{one} and {other} are one organization.", "{one} 与 {other} 是同一单位。"),
    "link.none": (
        "No pairs in force link {one} and {other}, as of {day}, nor the units they lie in.",
        "截至 {day}，{one} 与 {other} 之间没有有效结对关联，其所属单位之间也没有。",
    ),
    "link.far": (
        "No link of up to {steps} steps was found between {one} and {other}, as of {day}.",
        "截至 {day}，{one} 与 {other} 之间在 {steps} 步以内未找到关联。",
    ),
    "note.link_more": (
        "More ways are as short; {count} of them are shown.",
        "同样短的关联还有更多，此处列出 {count} 条。",
    ),
    "note.link_ring": (
        "The search ended where one step leads to more than {most} organizations: a shorter way may exist.",
        "某一步涉及的单位超过 {most} 个，搜索到此为止：可能还有更短的关联。",
    ),
    "note.link_units": (
        "Pairs alone do not link the two in up to {steps} steps: “part of” and “contains” lead over the units they lie in.",
        "仅靠结对，两者在 {steps} 步以内并不相连：标为“隶属”“下辖”的步骤经由其所属单位。",
    ),
    "depend.on": (
        "For {count} of those {single} the one partner is of this kind: {on:word}.",
        "这 {single} 个中，{count} 个的唯一结对单位为{on:word}。",
    ),
    "stats.funds_per_person": (
        "{total:number} yuan for {people:number} people, {value:short} a person; the population of {known} of {all} is known, and only they count.",
        "{people:number} 人共 {total:number} 元，人均 {value:short} 元；{all} 个中有 {known} 个已知人口，只计这些。",
    ),
    "stats.need_partners": (
        "Partners go with need (Spearman's ρ, 1 is the same order, −1 the contrary): {value:short}, over the {known} of {all} whose need is known.",
        "结对单位数与需求的相关（斯皮尔曼 ρ，1 为次序相同，−1 为相反）：{value:short}，按 {all} 个中已知需求的 {known} 个计算。",
    ),
    "stats.need_funds": (
        "Money goes with need (Spearman's ρ, 1 is the same order, −1 the contrary): {value:short}, over the {known} of {all} whose need is known.",
        "资金与需求的相关（斯皮尔曼 ρ，1 为次序相同，−1 为相反）：{value:short}，按 {all} 个中已知需求的 {known} 个计算。",
    ),
    "stats.no_order": (
        "Undefined: there are fewer than two to order, or all have the same.",
        "无法计算：不足两个，或数值全部相同。",
    ),
    "calendar.name": ("Pairing agreements that end", "结对协议到期"),
    "calendar.ends": (
        "Agreement ends: {helper} → {recipient}{illustrative:mark}",
        "结对协议到期：{helper} → {recipient}{illustrative:mark}",
    ),
    "calendar.renewed": (
        "Agreement ends, renewed: {helper} → {recipient}{illustrative:mark}",
        "结对协议到期（已续签）：{helper} → {recipient}{illustrative:mark}",
    ),
    "calendar.about": (
        "{helper} helps {recipient} ({area})\nAgreement: {agreement}\nStart: {start:open}\nEnd as recorded: {end}\nSource: {source}",
        "{helper} 帮扶 {recipient}（{area}）\n协议：{agreement}\n起：{start:open}\n止（按记录）：{end}\n来源：{source}",
    ),
    "calendar.written": (
        "{file}: {count} agreements that end, each with a reminder 30 days before.",
        "{file}：{count} 份到期协议，各提前 30 天提醒。",
    ),
    "ask.span": (
        "“{value}” is no length of time. Give 12m, 90d or 2y (12个月, 90天, 2年).",
        "“{value}”不是时长。请写 12个月、90天 或 2年（12m、90d、2y）。",
    ),
    "ask.within_until": (
        "--within and --until both say where it ends: give one of them.",
        "--within 与 --until 都表示止期，请只用一个。",
    ),
    "ask.window": (
        "The window ends ({last}) before it begins ({first}): turn --from and --until round.",
        "止期 {last} 早于起期 {first}：请对调 --from 与 --until。",
    ),
    "ask.diff_order": (
        "{first} comes after {second}: give the earlier day first.",
        "{first} 晚于 {second}：请先写较早的日期。",
    ),
    "ask.diff_mixed": (
        "{day} is a day, {path} is none: give two days (2020-12-31 2022-01-01) or two loads (tables, packages, .db stores).",
        "{day} 是日期，而 {path} 不是：请给出两个日期（2020-12-31 2022-01-01），或两份数据（表格、数据包、.db 数据库）。",
    ),
    "ask.diff_area": (
        "{count} units of {name} are called “{text}”, exactly one is needed: give its id, code or full name.",
        "{name} 中名为“{text}”的单位有 {count} 个，须恰为一个：请给出编号、代码或全称。",
    ),
    "ask.two_by": (
        "With two --by the first is kind, the second an area level or sector: --by kind --by county",
        "用两个 --by 时，第一个须为 kind，第二个为区域层级或 sector：--by kind --by county",
    ),
    "ask.to_history": (
        "--to asks for a link, --history for one organization's agreements: give one of them.",
        "--to 查询关联，--history 查询单个单位的历年协议：请只用一个。",
    ),
    "ask.groups_to": (
        "--groups goes with --to: without it, every agreement is listed, those of a group marked.",
        "--groups 只与 --to 合用：不用 --to 时列出全部协议，成组者有标记。",
    ),
    "ask.as_of_diff": (
        "Two days say what is compared: --as-of is for two loads.",
        "比较的是两个日期：--as-of 只用于比较两份数据。",
    ),
    "help.diff": (
        "What changed between two days, or two loads of a source.  jiedui diff 2020-12-31 2022-01-01",
        "两个日期或两份数据之间的变化。  jiedui diff 2020-12-31 2022-01-01",
    ),
    "help.diff_from": (
        "A day (of 2020: its last), or a table, a package or a store.",
        "日期（2020 即该年最后一天），或表格、数据包、数据库。",
    ),
    "help.diff_to": ("The later day, or the newer load.", "较晚的日期，或较新的数据。"),
    "help.diff_in": (
        "Only what lies in this unit; of a table, the unit it is about.",
        "只看该区域内；对表格则为其所属的地区。",
    ),
    "help.diff_as_of": (
        "Of two loads that tell no day: the day they are for.",
        "两份数据未注明日期时，其所对应的日期。",
    ),
    "help.expiring": (
        "Agreements about to end, ended but still listed, without dates.  jiedui expiring --within 12m -o 到期.ics",
        "即将到期、已到期仍在台账、缺起止时间的协议。  jiedui expiring --within 12个月 -o 到期.ics",
    ),
    "help.within": (
        "How far ahead to look: 12m (default), 90d, 2y; 12个月, 90天, 2年.",
        "查看多长时间之内：12个月（默认）、90天、2年；12m、90d、2y。",
    ),
    "help.window_from": (
        "Only agreements whose end may fall on or after this day (default: the day of the answer).",
        "只看到期日可能在该日或其后的协议（默认为回答的日期）。",
    ),
    "help.window_until": (
        "Only agreements whose end may fall on or before this day (2021: its last).",
        "只看到期日可能在该日或其前的协议（2021 即该年最后一天）。",
    ),
    "help.ends_state": (
        "Only these: expiring, ended (but still listed) or undated (no start or no end).",
        "只看：expiring（将到期）、ended（已到期仍在台账）或 undated（缺起止时间）。",
    ),
    "help.ends_output": (
        "Write to this file; its ending tells the format. .ics: a calendar with reminders.",
        "写入该文件，格式由后缀决定。.ics 为带提醒的日历。",
    ),
    "help.gaps_side": (
        "recipient (default); helper: organizations on the helping side that help nobody now.",
        "recipient（默认，受援方）；helper：帮扶一侧目前没有帮扶对象的单位。",
    ),
    "help.link_to": (
        "Instead: the shortest ways to this organization, and through whom.",
        "改为列出：与该单位之间最短的关联及经由谁。",
    ),
    "help.depend_on": (
        "Only those whose one partner is of this kind: enterprise, department…",
        "只看唯一结对单位为该类型的：企业、部门……",
    ),
}
