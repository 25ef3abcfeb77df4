"""Answers in words, the notes under them, and what is said when they are written out."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
    "answer.share": (
        "{direct} of {roster} {kind:many} have a registered partner of their own ({share:%}), as of {day}{scope:in}{sector:through}.",
        "截至 {day}，{scope:in}{roster} 个{kind:many}中有 {direct} 个有本级登记的结对单位（{share:%}）{sector:through}。",
    ),
    "answer.no_share": (
        "No roster of {kind:many} is loaded, so there is no share: who should have a partner is not known.",
        "未加载{kind:many}名册，无法计算比例：不知道哪些应当结对。",
    ),
    "answer.no_roster": (
        "No roster of {kind:many} is loaded, so there is no share. Of the {seen} that agreements name, {count} have none in force.",
        "未加载{kind:many}名册，无法计算比例。协议提到的 {seen} 个中，{count} 个目前没有有效协议。",
    ),
    "answer.gap_states": (
        "{gaps} have none of their own: {inherited} are reached through a unit they lie in, {lapsed} had one that ended, {never} never had any.",
        "{gaps} 个没有本级结对单位：其中 {inherited} 个由上级单位结对覆盖，{lapsed} 个协议已到期，{never} 个从未结对。",
    ),
    "answer.partners": (
        "{name}, as of {day}: helped by {helped_by}, helps {helps} (distinct partners in force).",
        "{name}，截至 {day}：受 {helped_by} 个单位帮扶，帮扶 {helps} 个单位（有效协议，按单位去重）。",
    ),
    "answer.partners_besides": (
        "Besides: {group} only as members of a group, {illustrative} illustrative.",
        "另有：仅见于成组名单 {group} 个，示例 {illustrative} 个。",
    ),
    "answer.find": ("{count} found for “{text}”.", "“{text}”找到 {count} 个。"),
    "answer.dataset": (
        "{name}: {title_en} (as of {day}; {organizations} organizations, {agreements} agreements)",
        "{name}：{title_zh}（截至 {day}；{organizations} 个单位，{agreements} 份协议）",
    ),
    "answer.claims": (
        "{passed:passed} {held} of {figures} claimed figures are borne out by named records, as of {day}.",
        "{passed:passed}截至 {day}，{figures} 项通报数中有 {held} 项与具名记录一致。",
    ),
    "answer.conflicts": (
        "{passed:passed} {count} contradictions between sources.",
        "{passed:passed}各来源之间有 {count} 处矛盾。",
    ),
    "explain.direct": (
        "{name} counts as direct on {day}: an agreement of its own is in force.",
        "{name} 在 {day} 计为“直接结对”：有本级有效协议。",
    ),
    "explain.inherited": (
        "{name} counts as inherited on {day}: none of its own is in force, but {inherited_from} has one.",
        "{name} 在 {day} 计为“上级覆盖”：本级没有有效协议，但 {inherited_from} 有。",
    ),
    "explain.lapsed": (
        "{name} counts as lapsed on {day}: its last agreement, with {last_partner}, ended {last_end}.",
        "{name} 在 {day} 计为“已到期”：最后一份协议（{last_partner}）于 {last_end} 终止。",
    ),
    "explain.never": (
        "{name} counts as never on {day}: no agreement names it or a unit it lies in.",
        "{name} 在 {day} 计为“从未结对”：没有协议提到它或它所在的单位。",
    ),
    "explain.on_roster": ("{name} ({kind:one}) is on the roster", "{name}（{kind:one}）在名册内"),
    "explain.not_on_roster": ("{name} ({kind:one}), not on the roster", "{name}（{kind:one}），不在名册内"),
    "explain.in_force": (
        "{helper} → {recipient}, {start:open} to {end:open}: in force{illustrative:mark}",
        "{helper} → {recipient}，{start:open} 至 {end:open}：有效{illustrative:mark}",
    ),
    "explain.not_in_force": (
        "{helper} → {recipient}, {start:open} to {end:open}: not in force{illustrative:mark}",
        "{helper} → {recipient}，{start:open} 至 {end:open}：无效{illustrative:mark}",
    ),
    "rank.helper": (
        "{ranked} {kind:many} that help, ranked by {by:word}, as of {day}; {without_partner} have no partner in force.",
        "截至 {day}，作为帮扶方的 {ranked} 个{kind:many}按{by:word}排名；其中 {without_partner} 个没有有效结对。",
    ),
    "rank.recipient": (
        "{ranked} {kind:many} that are helped or on a roster, ranked by {by:word}, as of {day}; {without_partner} have no partner in force.",
        "截至 {day}，受援或在册的 {ranked} 个{kind:many}按{by:word}排名；其中 {without_partner} 个没有有效结对。",
    ),
    "stats.found": (
        "{recipients} {kind:many}, {helpers} helpers with a partner among them, {pairs} pairs in force, as of {day}.",
        "截至 {day}：{recipients} 个{kind:many}，其中有结对的帮扶方 {helpers} 个，有效结对 {pairs} 对。",
    ),
    "stats.no_roster": (
        "No roster of {kind:many} is loaded: these are the ones that agreements name, and whoever has none is missing.",
        "未加载{kind:many}名册：这里只有协议提到的单位，没有结对的不在其中。",
    ),
    "stats.undefined": ("Undefined: there is nothing to share.", "无法计算：没有可分配的数量。"),
    "stats.load": (
        "A helper has {mean:short} partners on average, {median:short} in the middle, {most} at most.",
        "每个帮扶方平均结对 {mean:short} 个，中位数 {median:short} 个，最多 {most} 个。",
    ),
    "stats.hhi": (
        "Herfindahl–Hirschman index of pairs over helpers: {hhi:short}, where 1 is all with one helper.",
        "结对在帮扶方之间的集中度（HHI）为 {hhi:short}；全部集中于一家时为 1。",
    ),
    "stats.effective": (
        "That is as if {effective:short} helpers carried the same each; there are {helpers}.",
        "相当于由 {effective:short} 家平均承担；实际有 {helpers} 家。",
    ),
    "stats.top": (
        "The {count} helpers with most partners hold {share:%} of the pairs.",
        "结对最多的 {count} 家承担了 {share:%} 的结对。",
    ),
    "stats.gini_partners": (
        "How unequally partners are spread (Gini, 0 is even): {value:short}; {zeros} of {all} have none and count as 0.",
        "结对单位数的基尼系数为 {value:short}（0 为完全均等）；{all} 个中有 {zeros} 个没有，按 0 计。",
    ),
    "stats.funds_mean": (
        "{total:number} yuan on record, {mean:short} on average; {without} have none on record.",
        "登记资金共 {total:number} 元，平均 {mean:short} 元；{without} 个没有登记资金。",
    ),
    "stats.gini_funds": (
        "How unequally money is spread (Gini, 0 is even): {value:short}; {zeros} of {all} have none and count as 0.",
        "资金的基尼系数为 {value:short}（0 为完全均等）；{all} 个中有 {zeros} 个没有，按 0 计。",
    ),
    "stats.theil_total": (
        "Theil index of money: {value:short}, of at most {most:short}.",
        "资金的泰尔指数为 {value:short}，最大为 {most:short}。",
    ),
    "stats.theil_between": (
        "{share:%} of it lies between the {areas} units they lie in.",
        "其中 {share:%} 来自 {areas} 个所属单位之间的差异。",
    ),
    "stats.theil_within": ("{share:%} of it lies within those units.", "其中 {share:%} 来自所属单位内部的差异。"),
    "stats.components": (
        "The pairs fall into {parts} parts that nothing connects; {alone} of them are one organization without a partner.",
        "结对网络分为 {parts} 个互不相连的部分，其中 {alone} 个是没有结对的单位。",
    ),
    "stats.density": (
        "{pairs} of the {most} possible pairs are there ({value:%}).",
        "可能的 {most} 对中有 {pairs} 对（{value:%}）。",
    ),
    "depend.found": (
        "{single} of the {recipients} {kind:many} with a partner have only one ({share_single:%}), as of {day}; {partners} partners carry them.",
        "截至 {day}，{recipients} 个有结对单位的{kind:many}中，{single} 个只有一个（{share_single:%}），由 {partners} 个结对单位承担。",
    ),
    "withdraw.found": (
        "Without {names:list}, as of {day}: {orphaned} of the {affected} they help have no agreement of their own left, {reduced_to_one} have one partner left; {funds_lost:number} yuan on record came from them.",
        "假如{names:list}退出（截至 {day}）：其帮扶的 {affected} 个单位中，{orphaned} 个不再有本级协议，{reduced_to_one} 个只剩一个结对单位；记录在案的资金 {funds_lost:number} 元来自它们。",
    ),
    "note.estimate": (
        "{estimates} of the {ranked} values are estimates: their part of the network is large, so shortest ways are counted from {sample} of its nodes, seed {seed}. The others are exact.",
        "{ranked} 个数值中有 {estimates} 个是估计值：所在的连通部分较大，只从中抽取 {sample} 个节点计算最短路径，随机种子 {seed}；其余为精确值。",
    ),
    "note.components": (
        "The network falls into {parts} parts, {alone} of them one organization without a partner; what lies in different parts is not connected at all.",
        "网络分为 {parts} 个互不相连的部分，其中 {alone} 个只有一个没有结对的单位。",
    ),
    "note.relative": ("The values only say who comes before whom.", "数值只用于比较先后，本身没有单位。"),
    "note.ranked_of": ("Only what they have with {of:many} counts.", "只计与{of:many}之间的结对或资金。"),
    "note.unnamed_funds": (
        "{count} entries of money name nobody on this side and are not counted.",
        "{count} 笔资金未写明这一侧是谁，未计入。",
    ),
    "note.illustrative_ranked": (
        "{count} of those listed are ranked through illustrative records: invented to fill published counts, never facts.",
        "所列单位中有 {count} 个依据示例记录排名：示例是为凑足通报数而虚构的，不是事实。",
    ),
    "note.illustrative_funds": (
        "{value:number} yuan of it are illustrative: invented, never facts.",
        "其中 {value:number} 元为示例：虚构，不是事实。",
    ),
    "note.illustrative_pairs": (
        "{count} of the {pairs} pairs are illustrative: invented to fill published counts, never facts.",
        "{pairs} 对中有 {count} 对为示例：为凑足通报数而虚构，不是事实。",
    ),
    "note.invented_funds": (
        "The money of {count} of them is illustrative, in whole or in part.",
        "其中 {count} 个单位的资金全部或部分为示例。",
    ),
    "note.spread": (
        "Uneven is not unjust: needs differ, and these figures do not know them.",
        "不均等并不等于不公平：各单位需求不同，这些数字并未考虑。",
    ),
    "note.funds_periods": (
        "Money is added up over all periods on record; it is not said to end with the agreement.",
        "资金为全部记录时段的合计，并不表示随协议终止。",
    ),
    "note.rosters": ("Rosters loaded: {rosters:kinds}.", "已加载的名册：{rosters:kinds}。"),
    "note.illustrative": (
        "{count} of {roster} are counted through illustrative records: invented to fill published counts, never facts.",
        "{roster} 个中有 {count} 个依据示例记录计数：示例是为凑足通报数而虚构的，不是事实。",
    ),
    "note.illustrative_rows": (
        "{count} rows are illustrative: invented to fill published counts, never facts.",
        "{count} 行为示例：为凑足通报数而虚构，不是事实。",
    ),
    "note.open_dates": (
        "{open} of the {agreements} agreements in force rest on an unknown or partial date: they are taken as in force on {day} because nothing says otherwise.",
        "{agreements} 份有效协议中有 {open} 份起止日期不明或不完整：因无相反记载，视为在 {day} 有效。",
    ),
    "note.registered": (
        "“No registered partner” is what the records say; it does not say that no help is given.",
        "“无登记结对单位”仅指记录中没有，并不表示没有得到帮扶。",
    ),
    "note.group_rows": (
        "{count} rows come from an agreement that names both sides but not who is paired with whom.",
        "{count} 行来自只列双方名单、未写明谁与谁结对的协议。",
    ),
    "note.unverified": (
        "{count} rows are unverified: no page was seen that states them.",
        "{count} 行未经核实：未见载有该结对的页面。",
    ),
    "note.given": (
        "Given: {measure:word} {value:number} {unit:word}{period:during}, {helper:any} → {recipient:any}{illustrative:mark}",
        "投入：{measure:word} {value:number} {unit:word}{period:during}，{helper:any} → {recipient:any}{illustrative:mark}",
    ),
    "note.dataset": ("{name}: {en}", "{name}：{zh}"),
    "note.not_evidence": (
        "Illustrative records are shown beside a claim, never counted as evidence for it.",
        "示例记录只列在通报数旁，不作为依据。",
    ),
    "note.uncountable": (
        "A claim of full coverage cannot be checked where no roster says what full is.",
        "没有名册时，“全覆盖”无从核对。",
    ),
    "note.conflicts": (
        "“expected” is the statement that counts: the one a recorded contribution repeats, else that of the newest dataset.",
        "“应为”一列是所采用的说法：与已记录投入一致者，否则为最新数据的说法。",
    ),
    "output.more": (
        "Showing {rows} of {all} rows. All of them: -f csv, or -o FILE.xlsx",
        "显示 {all} 行中的前 {rows} 行。查看全部：-f csv，或 -o 文件.xlsx",
    ),
    "output.xlsx": ("A workbook needs a file: add -o FILE.xlsx", "工作簿需要写入文件：请加 -o 文件.xlsx"),
    "output.suffix": (
        "The name {file} does not tell a format. Use .json, .csv, .xlsx or .txt, or add --format.",
        "文件名 {file} 看不出格式。请用 .json、.csv、.xlsx 或 .txt，或加 --format。",
    ),
    "output.file": ("{file} cannot be written: {why}", "无法写入 {file}：{why}"),
    "output.rows": (
        "{rows} rows are more than a worksheet holds ({limit}). Use -f csv.",
        "{rows} 行超过一张工作表的上限（{limit}）。请用 -f csv。",
    ),
    "demo.exists": (
        "{path} exists already. The demonstration writes a fresh store and a map beside it: name another with --store.",
        "{path} 已存在。演示会写入全新的数据库和一张结对图：请用 --store 另指定文件。",
    ),
    "demo.what": (
        "Panzhou (Guizhou) and Dalian (Liaoning), as a bulletin of 2019-12-30 reports them.\n"
        "Documented: the places, the named hospitals, schools and bureaus, and the bulletin's figures.\n"
        "Illustrative: who is paired with which township, village and school. The bulletin names none of them; they were\n"
        "drawn at random to fill its counts (示例…, “Example …”) and are never facts.",
        "盘州市（贵州）与大连市（辽宁），依据 2019-12-30 的一则通报。\n"
        "有据可查：行政区划、点名的医院、学校和部门，以及通报中的数字。\n"
        "示例：哪个单位与哪个乡镇、村、学校结对。通报没有列出名单，此处按其数量随机生成（示例…），不是事实。",
    ),
    "demo.coverage": ("Coverage by kind", "分类型覆盖率"),
    "demo.gaps": ("Villages without a registered partner of their own", "没有本级登记结对单位的村"),
    "demo.claims": ("What the bulletin claims and named records do not bear out", "通报数中没有具名记录支持的部分"),
    "demo.next": (
        "The map was written to {file}: open it in a browser.\n"
        "Try next:\n"
        "  {command} gaps village --in 新民镇\n"
        "  {command} partners 盘州市人民医院\n"
        "  {command} explain 新民镇",
        "结对图已写入 {file}，用浏览器打开即可。\n"
        "接下来可以试：\n"
        "  {command} gaps village --in 新民镇\n"
        "  {command} partners 盘州市人民医院\n"
        "  {command} explain 新民镇",
    ),
}
