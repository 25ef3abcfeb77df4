"""`jiedui withdraw`: what if these leave."""

TEXT = {
    "withdraw.help": (
        "What if these leave: who is left with no partner, and who with one.  jiedui withdraw 大连市中医医院",
        "假如这些单位退出：哪些不再有结对单位，哪些只剩一个。  jiedui withdraw 大连市中医医院",
    ),
    "withdraw.found": (
        "Without {names:list}, as of {day}: {orphaned} of the {affected} they help {orphaned:=has|have} no agreement of {orphaned:=its|their} own left, {reduced_to_one:# has|# have} one partner left; they gave {funds_lost:number} yuan on record.",
        "假如{names:list}退出（截至 {day}）：其帮扶的 {affected} 个单位中，{orphaned} 个不再有本级协议，{reduced_to_one} 个只剩一个结对单位；上述单位登记投入资金 {funds_lost:number} 元。",
    ),
    "withdraw.found_kind": (
        "Without the {count} {helpers:by count} that help anyone here, as of {day}: {orphaned} of the {affected} they help {orphaned:=has|have} no agreement of {orphaned:=its|their} own left, {reduced_to_one:# has|# have} one partner left; they gave {funds_lost:number} yuan on record.",
        "假如在此帮扶的 {count} 个{helpers:many}全部退出（截至 {day}）：其帮扶的 {affected} 个单位中，{orphaned} 个不再有本级协议，{reduced_to_one} 个只剩一个结对单位；上述单位登记投入资金 {funds_lost:number} 元。",
    ),
    "withdraw.who": (
        "Say who leaves: names, or a kind of helpers with --helpers, not both.",
        "请说明谁退出：写出名称，或用 --helpers 指定帮扶方类型，二者只用其一。",
    ),
    "withdraw.illustrative_funds": (
        "{value:number} yuan of it is illustrative: invented, never facts.",
        "其中 {value:number} 元为示例：虚构，不是事实。",
    ),
    "withdraw.funds_periods": (
        "Money is added up over all periods on record; that does not mean that it ends with the agreement.",
        "资金为全部记录时段的合计，并不表示随协议终止。",
    ),
    "withdraw.ask.leaving": (
        "If 示例企业01 withdraws, which villages lose support?",
        "若示例企业01退出，哪些村失去帮扶？",
    ),
}
