"""`jiedui gaps`: who has no registered partner, and who helps nobody."""

TEXT = {
    "gaps.help": (
        "Which villages (schools, townships…) have no registered partner of their own.  jiedui gaps village --in 盘州市",
        "哪些村（学校、乡镇……）没有本级登记的结对单位。  jiedui gaps village --in 盘州市",
    ),
    "gaps.no_roster": (
        "No roster of {kind:many} is loaded, so no share can be given. Agreements name {seen}; {count} of them {count:=has|have} none in force.",
        "未加载{kind:many}名册，无法计算比例。协议提到的 {seen} 个中，{count} 个目前没有有效协议。",
    ),
    "gaps.states": (
        "{gaps:# has none of its own|# have none of their own}: {inherited:# is reached through a unit it lies in|# are reached through a unit they lie in}, {lapsed} had one that ended, {never} never had any.",
        "{gaps} 个没有本级结对单位：其中 {inherited} 个由上级单位结对覆盖，{lapsed} 个协议已到期，{never} 个从未结对。",
    ),
    "gaps.by_area": (
        "Here --by takes an area level ({known}), not {value}.",
        "此处 --by 只能是区域层级（{known}），不能是 {value}。",
    ),
    "gaps.helping": (
        "{direct} of {seen} {kind:by seen} on the helping side {direct:=has|have} an agreement in force as helper, as of {day}{scope:in}. No roster says who should help, so no share can be given.",
        "截至 {day}，{scope:in}帮扶一侧的 {seen} 个{kind:many}中，{direct} 个有有效的帮扶协议。没有规定谁应当帮扶的名册，因此没有比例。",
    ),
    "gaps.helping_states": (
        "{gaps:# helps nobody itself|# help nobody themselves}: {inherited:# lies in a unit that helps|# lie in a unit that helps}, {lapsed} had an agreement that ended, {never} never had any.",
        "{gaps} 个没有本级帮扶对象：其中 {inherited} 个所属单位有帮扶，{lapsed} 个协议已到期，{never} 个从未结对。",
    ),
    "gaps.helping_side": (
        "The helping side is every organization that an agreement of any time names as helper, and every organization in a helping unit that is on no roster, is not a recipient, and whose nearest unit above with an agreement only helps.",
        "帮扶一侧包括：任何时期的协议列为帮扶方的单位，以及隶属于帮扶单位、不在名册、未受帮扶、且最近的协议提到的上级只作为帮扶方的单位。",
    ),
    "gaps.ask.lacking": ("Which villages lack a partner?", "哪些村还没有结对帮扶单位？"),
    "gaps.ask.by_township": ("How many gaps in each township?", "各乡镇各有多少空白村？"),
    "gaps.ask.inherited": (
        "Which villages are covered only through their township?",
        "哪些村只靠乡镇结对、没有村级帮扶？",
    ),
    "gaps.ask.lapsed": ("Which villages had a partner but have none now?", "哪些村结对已到期未续签？"),
    "gaps.ask.sector": ("Which schools have no education partner?", "哪些学校没有教育帮扶？"),
    "gaps.ask.idle": ("Which eastern units have no pairing?", "哪些东部单位尚未结对？"),
}
