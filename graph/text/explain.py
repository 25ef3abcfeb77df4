"""`jiedui explain`: why an organization is counted as it is."""

TEXT = {
    "explain.help": (
        "Why an organization is counted as it is, and from which file and row.  jiedui explain 盘州市人民医院",
        "某单位为何这样统计，依据哪个文件的哪一行。  jiedui explain 盘州市人民医院",
    ),
    "explain.direct": (
        "{name} counts as direct on {day}{sector:through}: an agreement of its own is in force.",
        "{name} 在 {day} 计为“直接结对”{sector:through}：有本级有效协议。",
    ),
    "explain.direct_group": (
        "{name} counts as direct on {day}{sector:through}: an agreement in force names it as one of a group of recipients, without saying who helps whom.",
        "{name} 在 {day} 计为“直接结对”{sector:through}：有效协议把它列为多个受援方之一，但没有写明谁帮扶谁。",
    ),
    "explain.inherited": (
        "{name} counts as inherited on {day}{sector:through}: it has no agreement of its own in force, but {inherited_from} has one.",
        "{name} 在 {day} 计为“上级覆盖”{sector:through}：本级没有有效协议，但 {inherited_from} 有。",
    ),
    "explain.lapsed": (
        "{name} counts as lapsed on {day}{sector:through}: its last agreement, with {last_partner}, ended {last_end}.",
        "{name} 在 {day} 计为“已到期”{sector:through}：最后一份协议（{last_partner}）于 {last_end} 到期。",
    ),
    "explain.unlisted": (
        "{name} counts as lapsed on {day}{sector:through}: its last agreement, with {last_partner}, has not been listed since {unlisted_since}.",
        "{name} 在 {day} 计为“已到期”{sector:through}：最后一份协议（{last_partner}）自 {unlisted_since} 起不再列出。",
    ),
    "explain.never": (
        "{name} counts as never on {day}{sector:through}: no agreement names it, or a unit it lies in, as the recipient.",
        "{name} 在 {day} 计为“从未结对”{sector:through}：没有协议把它或它所在的单位列为受援方。",
    ),
    "explain.never_unit": (
        "{name} counts as never on {day}{sector:through}: no agreement names it as the recipient, and none that helps a unit it lies in is in force.",
        "{name} 在 {day} 计为“从未结对”{sector:through}：没有协议把它列为受援方，它所在的单位也没有有效的受援协议。",
    ),
    "explain.begins": (
        "{name} counts as never on {day}{sector:through}: its first agreement, with {next_partner}, begins {begins:on}.",
        "{name} 在 {day} 计为“从未结对”{sector:through}：第一份协议（{next_partner}）自 {begins} 起生效。",
    ),
    "explain.never_planned": (
        "{name} counts as never on {day}{sector:through}: an agreement with {planned} is only planned, and none was agreed.",
        "{name} 在 {day} 计为“从未结对”{sector:through}：与 {planned} 的结对尚在计划中，没有已商定的协议。",
    ),
    "explain.plan": (
        "An agreement of its own, with {planned}, is planned.",
        "它自己与 {planned} 的结对尚在计划中。",
    ),
    "explain.helper": (
        "{name} is a helper and not on a roster: no agreement names it, or a unit it lies in, as the recipient{sector:through}.",
        "{name} 是帮扶方，不在名册内：没有协议把它或它所在的单位列为受援方{sector:through}。",
    ),
    "explain.next": (
        "An agreement of its own, with {next_partner}, begins {begins:on}.",
        "它自己的一份协议（{next_partner}）自 {begins} 起生效。",
    ),
    "explain.helps": (
        "On {day} it helps {helps:organization|organizations}.",
        "{day}，它帮扶 {helps:number} 个单位。",
    ),
    "explain.helps_none": (
        "It is named as a helper, but none of those agreements is in force on {day}.",
        "有协议把它列为帮扶方，但在 {day} 均不在有效期内。",
    ),
    "explain.off_roster": (
        "{name} is not on a roster: shares and their totals leave it out.",
        "{name} 不在名册内，不计入各项比例及其总数。",
    ),
    "explain.on_roster": ("{name} ({kind:one}) is on the roster", "{name}（{kind:one}）在名册内"),
    "explain.not_on_roster": ("{name} ({kind:one}), not on the roster", "{name}（{kind:one}），不在名册内"),
    "explain.in_force": (
        "{helper} → {recipient}, {start:until end}: in force{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：有效{illustrative:mark}",
    ),
    "explain.in_force_group": (
        "{helper} → {recipient}, {start:until end}: in force, of a group{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：有效，未写明谁帮扶谁{illustrative:mark}",
    ),
    "explain.planned": (
        "{helper} → {recipient}, {start:until end}: planned{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：计划中{illustrative:mark}",
    ),
    "explain.ended": (
        "{helper} → {recipient}, {start:until end}: ended {end:on}{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：已于 {end} 到期{illustrative:mark}",
    ),
    "explain.no_longer_listed": (
        "{helper} → {recipient}, {start:until end}: not listed since {unlisted_since}{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：自 {unlisted_since} 起不再列出{illustrative:mark}",
    ),
    "explain.not_begun": (
        "{helper} → {recipient}, {start:until end}: begins {start:on}{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：自 {start} 起生效{illustrative:mark}",
    ),
    "explain.ask.why": ("Why is 新民镇 counted as it is, from which rows?", "新民镇为何这样统计？依据哪一行？"),
}
