"""`jiedui expiring`: agreements about to end, ended, or without dates."""

TEXT = {
    "expiring.help": (
        "Agreements that end soon, have ended but are still listed, or have no dates.  jiedui expiring --within 12m -o 到期.ics",
        "即将到期、已到期仍在台账、缺起止时间的协议。  jiedui expiring --within 12个月 -o 到期.ics",
    ),
    "expiring.found": (
        "As of {day}, {expiring:agreement|agreements} in force may end by {last}; {ended:# has|# have} ended but {ended:=is|are} still listed; {undated} in force {undated:=has|have} no start or no end.",
        "截至 {day}：{expiring} 份有效协议可能在 {last} 前到期，{ended} 份已到期仍在台账中，{undated} 份有效协议缺起止时间。",
    ),
    "expiring.window": (
        "From {first} to {last}, {expiring:agreement|agreements} may end; {ended} ended before {day}.",
        "{first} 至 {last}：{expiring} 份协议可能到期，另有 {ended} 份在 {day} 之前已到期。",
    ),
    "expiring.orphaned": (
        "If the expiring ones are not renewed, {count} {kind:by count} will have no agreement of {count:=its|their} own.",
        "如到期后不续签，将有 {count} 个{kind:many}不再有本级协议。",
    ),
    "expiring.partial_ends": (
        "For {count:agreement|agreements}, only the year or the month of the end is known: the days left are counted to the last day it can mean.",
        "{count} 份只知到期年份或月份：剩余天数算至其可能的最后一天。",
    ),
    "expiring.span": (
        "“{value}” is not a length of time. Give 12m, 90d or 2y (12个月, 90天, 2年).",
        "“{value}”不是时长。请写 12个月、90天 或 2年（12m、90d、2y）。",
    ),
    "expiring.within_until": (
        "--within and --until both say where the period ends: give only one of them.",
        "--within 与 --until 都表示止期，请只用一个。",
    ),
    "expiring.window_order": (
        "The period ends ({last}) before it begins ({first}): swap --from and --until.",
        "止期 {last} 早于起期 {first}：请对调 --from 与 --until。",
    ),
    "expiring.ask.window": ("Which pairings expire this year?", "今年哪些结对协议到期？"),
    "expiring.ask.ended": ("Which pairings are past their end but still reported?", "哪些已到期仍在台账中？"),
    "expiring.ask.undated": ("Which agreements have no dates?", "哪些协议缺起止时间？"),
}
