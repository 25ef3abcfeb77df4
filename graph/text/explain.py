"""`jiedui explain`: why an organization is counted as it is."""

TEXT = {
    "explain.help": (
        "Why an organization is counted as it is, and from which file and row.  jiedui explain 盘州市人民医院",
        "某单位为何这样统计，依据哪个文件的哪一行。  jiedui explain 盘州市人民医院",
    ),
    "explain.direct": (
        "{name} counts as direct on {day}: an agreement of its own is in force.",
        "{name} 在 {day} 计为“直接结对”：有本级有效协议。",
    ),
    "explain.inherited": (
        "{name} counts as inherited on {day}: it has no agreement of its own in force, but {inherited_from} has one.",
        "{name} 在 {day} 计为“上级覆盖”：本级没有有效协议，但 {inherited_from} 有。",
    ),
    "explain.lapsed": (
        "{name} counts as lapsed on {day}: its last agreement, with {last_partner}, ended {last_end}.",
        "{name} 在 {day} 计为“已到期”：最后一份协议（{last_partner}）于 {last_end} 到期。",
    ),
    "explain.never": (
        "{name} counts as never on {day}: no agreement names it or a unit it lies in.",
        "{name} 在 {day} 计为“从未结对”：没有协议提到它或它所在的单位。",
    ),
    "explain.on_roster": ("{name} ({kind:one}) is on the roster", "{name}（{kind:one}）在名册内"),
    "explain.not_on_roster": ("{name} ({kind:one}), not on the roster", "{name}（{kind:one}），不在名册内"),
    "explain.in_force": (
        "{helper} → {recipient}, {start:until end}: in force{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：有效{illustrative:mark}",
    ),
    "explain.not_in_force": (
        "{helper} → {recipient}, {start:until end}: not in force{illustrative:mark}",
        "{helper} → {recipient}，{start:until end}：无效{illustrative:mark}",
    ),
    "explain.ask.why": ("Why is 新民镇 counted as it is, from which rows?", "新民镇为何这样统计？依据哪一行？"),
}
