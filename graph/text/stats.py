"""`jiedui stats`: how help is spread."""

TEXT = {
    "stats.help": (
        "How help is spread: load, concentration, inequality, in words.  jiedui stats village --in 盘州市",
        "帮扶如何分布：负担、集中度、差异，用文字说明。  jiedui stats 村 --in 盘州市",
    ),
    "stats.found": (
        "{recipients} {kind:by recipients}, {helpers:helper|helpers} with a partner among them, {pairs:pair|pairs} in force, as of {day}.",
        "截至 {day}：{recipients} 个{kind:many}，其中有结对的帮扶方 {helpers} 个，有效结对 {pairs} 对。",
    ),
    "stats.no_roster": (
        "No roster of {kind:many} is loaded: these are only those that agreements name, so any without an agreement are missing.",
        "未加载{kind:many}名册：这里只有协议提到的单位，没有结对的不在其中。",
    ),
    "stats.undefined": ("Undefined: there is nothing to share.", "无法计算：没有可分配的数量。"),
    "stats.load": (
        "Partners of a helper: {mean:short} on average, median {median:short}, at most {most}.",
        "每个帮扶方平均结对 {mean:short} 个，中位数 {median:short} 个，最多 {most} 个。",
    ),
    "stats.hhi": (
        "Herfindahl–Hirschman index of pairs over helpers: {hhi:short}; 1 means that one helper has all of them.",
        "结对在帮扶方之间的集中度（HHI）为 {hhi:short}；全部集中于一家时为 1。",
    ),
    "stats.effective": (
        "This is equivalent to {effective:short} equal helpers; there are {helpers}.",
        "相当于由 {effective:short} 家平均承担；实际有 {helpers} 家。",
    ),
    "stats.top": (
        "{count:The helper with the most partners holds|The # helpers with the most partners hold} {share:%} of the pairs.",
        "结对最多的 {count} 家承担了 {share:%} 的结对。",
    ),
    "stats.gini_partners": (
        "Inequality of partners (Gini, 0 is even): {value:short}; {zeros} of {all} {zeros:=has|have} none and {zeros:=counts|count} as 0.",
        "结对单位数的基尼系数为 {value:short}（0 为完全均等）；{all} 个中有 {zeros} 个没有，按 0 计。",
    ),
    "stats.funds_mean": (
        "{total:number} yuan on record, {mean:short} on average; {without:# has|# have} none on record.",
        "登记资金共 {total:number} 元，平均 {mean:short} 元；{without} 个没有登记资金。",
    ),
    "stats.gini_funds": (
        "Inequality of money (Gini, 0 is even): {value:short}; {zeros} of {all} {zeros:=has|have} none and {zeros:=counts|count} as 0.",
        "资金的基尼系数为 {value:short}（0 为完全均等）；{all} 个中有 {zeros} 个没有，按 0 计。",
    ),
    "stats.theil_total": (
        "Theil index of money: {value:short}, of at most {most:short}.",
        "资金的泰尔指数为 {value:short}，最大为 {most:short}。",
    ),
    "stats.theil_between": (
        "{share:%} of it lies between the {areas:unit|units} they lie in.",
        "其中 {share:%} 来自 {areas} 个所属单位之间的差异。",
    ),
    "stats.theil_within": ("{share:%} of it lies within those units.", "其中 {share:%} 来自所属单位内部的差异。"),
    "stats.components": (
        "The pairs fall into {parts:part that is|parts that are} not connected; {alone:# of them is|# of them are} a single organization without a partner.",
        "结对网络分为 {parts} 个互不相连的部分，其中 {alone} 个是没有结对的单个单位。",
    ),
    "stats.density": (
        "{pairs} of the {most:possible pair|possible pairs} {pairs:=exists|exist} ({value:%}).",
        "可能的 {most} 对中有 {pairs} 对（{value:%}）。",
    ),
    "stats.illustrative_pairs": (
        "{count:part pairs} {pairs:=pair is|pairs are} illustrative: invented to fill published counts, never facts.",
        "{pairs} 对{count:part pairs 对}为示例：为凑足通报数而虚构，不是事实。",
    ),
    "stats.invented_funds": (
        "The money of {count} of them is illustrative, in whole or in part.",
        "其中 {count} 个单位的资金全部或部分为示例。",
    ),
    "stats.spread": (
        "Uneven does not mean unfair: needs differ, and these figures do not take them into account.",
        "不均等并不等于不公平：各单位需求不同，这些数字并未考虑。",
    ),
    "stats.funds_per_person": (
        "{total:number} yuan for {people:number} people, {value:short} per person. Only those whose population is known count: {known} of {all}.",
        "{people:number} 人共 {total:number} 元，人均 {value:short} 元；{all} 个中有 {known} 个已知人口，只计这些。",
    ),
    "stats.need_partners": (
        "Correlation of partners with need (Spearman's ρ, 1 is the same order, −1 the reverse): {value:short}, over the {known} of {all} whose need is known.",
        "结对单位数与需求的相关（斯皮尔曼 ρ，1 为次序相同，−1 为相反）：{value:short}，按 {all} 个中已知需求的 {known} 个计算。",
    ),
    "stats.need_funds": (
        "Correlation of money with need (Spearman's ρ, 1 is the same order, −1 the reverse): {value:short}, over the {known} of {all} whose need is known.",
        "资金与需求的相关（斯皮尔曼 ρ，1 为次序相同，−1 为相反）：{value:short}，按 {all} 个中已知需求的 {known} 个计算。",
    ),
    "stats.no_order": (
        "Undefined: there are fewer than two values to order, or all are the same.",
        "无法计算：不足两个，或数值全部相同。",
    ),
    "stats.nested_large": (
        "{count} on one side are more than nestedness can compare with each other ({limit}). Narrow it to an area or a kind.",
        "一侧有 {count} 个单位，超过嵌套度计算的上限（{limit}）。请限定地区或类型。",
    ),
    "stats.matching": (
        "With the existing pairs, {matched} of the {all:recipient|recipients} could each have a partner that they share with nobody; {without} could not, {unpaired} of them because they have no partner.",
        "按现有结对，{all} 个受援方中最多有 {matched} 个可以各有一个互不共用的帮扶方；{without} 个不能，其中 {unpaired} 个是因为没有结对单位。",
    ),
    "stats.no_matching": (
        "How many recipients could each have a partner that they share with nobody is left out: with {pairs:pair|pairs} it would take too long. Ask about an area: --in AREA.",
        "结对多达 {pairs:number} 对，计算最多有多少个受援方可以各有一个互不共用的帮扶方耗时过长，故略去。请限定地区：--in 地区。",
    ),
    "stats.extra": (
        "So large a network needs scipy, which is not installed:  pip install {name}",
        "分析这样大的网络需要 scipy，尚未安装：  pip install {name}",
    ),
    "stats.ask.funds": ("Funds per village and per person?", "村均、人均帮扶资金多少？"),
    "stats.ask.unequal": ("How unequal is money, within or between townships?", "资金分配差异多大，乡镇间还是乡镇内？"),
    "stats.ask.concentrated": ("How concentrated is help?", "帮扶力量集中度如何？"),
}
