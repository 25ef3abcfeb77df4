"""`jiedui rank`: organizations in order of a measure."""

TEXT = {
    "rank.help": (
        "Who matters most: by partners, money or centrality.  jiedui rank --side helper --top 10",
        "谁最重要：按结对单位数、资金或中心性排名。  jiedui rank --side helper --top 10",
    ),
    "rank.helper": (
        "{ranked} {kind:by ranked} that {ranked:=helps|help}, ranked by {by:word}, as of {day}; {without_partner:# has|# have} no partner in force.",
        "截至 {day}，作为帮扶方的 {ranked} 个{kind:many}按{by:word}排名；其中 {without_partner} 个没有有效结对。",
    ),
    "rank.recipient": (
        "{ranked} {kind:by ranked} that {ranked:=is|are} helped or on a roster, ranked by {by:word}, as of {day}; {without_partner:# has|# have} no partner in force.",
        "截至 {day}，受援或在册的 {ranked} 个{kind:many}按{by:word}排名；其中 {without_partner} 个没有有效结对。",
    ),
    "rank.estimate": (
        "{estimates} of the {ranked} values {estimates:=is an estimate|are estimates}: this part of the network is large, so shortest ways are counted from {sample} of its nodes, seed {seed}. The others are exact.",
        "{ranked} 个数值中有 {estimates} 个是估计值：所在的连通部分较大，只从中抽取 {sample} 个节点计算最短路径，随机种子 {seed}；其余为精确值。",
    ),
    "rank.components": (
        "The network falls into {parts:part that is|parts that are} not connected; {alone:# of them is|# of them are} a single organization without a partner.",
        "网络分为 {parts} 个互不相连的部分，其中 {alone} 个是没有结对的单个单位。",
    ),
    "rank.relative": ("The values only say who comes before whom.", "数值只用于比较先后，本身没有单位。"),
    "rank.of": ("Only pairs with {of:many}, or money between them, count.", "只计与{of:many}之间的结对或资金。"),
    "rank.illustrative": (
        "{count} of those listed {count:=is|are} ranked through illustrative records: invented to fill published counts, never facts.",
        "所列单位中有 {count} 个依据示例记录排名：示例是为凑足通报数而虚构的，不是事实。",
    ),
    "rank.extra": (
        "This ranking needs scipy, which is not installed:  pip install {name}",
        "这种排名需要 scipy，尚未安装：  pip install {name}",
    ),
    "rank.ask.carries": ("Which partner carries most villages?", "哪家帮扶单位结对村最多？"),
    "rank.ask.gave": ("Which partner gave most?", "哪家投入资金最多？"),
    "rank.ask.overlap": ("Which villages have most partners (overlap)?", "哪些村帮扶力量重复？"),
}
