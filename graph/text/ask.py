"""Questions in words: what was understood, and why one is not answered."""

TEXT = {
    "ask.echo": ("Understood: {what}", "理解为：{what}"),
    "ask.offer": ("{what}  ({command})", "{what}　（{command}）"),
    "ask.command": ("= {command}", "= {command}"),
    "ask.in": ("; in {area}", "；范围：{area}"),
    "ask.sector": ("; only agreements of the sector {sector}", "；只计领域：{sector}"),
    "ask.to": ("; to {of:many}", "；给{of:many}"),
    "ask.below": ("; a share below {below}%", "；比例低于 {below}%"),
    "ask.by": ("; by {by}", "；分组：{by}"),
    "ask.groups": ("; counting group lists", "；成组名单也计入"),
    "ask.money": ("; with the money given from {start} to {end}", "；并列出 {start} 至 {end} 的资金"),
    "ask.day": ("; as of {day}", "；截至 {day}"),
    "ask.what.gaps": (
        "which {kind:many} have no registered partner of their own",
        "哪些{kind:many}没有本级登记的结对单位",
    ),
    "ask.what.inherited": (
        "which {kind:many} are reached only through a unit they lie in",
        "哪些{kind:many}只由上级单位结对覆盖",
    ),
    "ask.what.lapsed": (
        "which {kind:many} had a partner until their agreements ended",
        "哪些{kind:many}的结对协议已到期、现无结对单位",
    ),
    "ask.what.never": ("which {kind:many} never had a partner", "哪些{kind:many}从未结对"),
    "ask.what.idle": (
        "which {kind:many} on the helping side help nobody now",
        "帮扶方中哪些{kind:many}目前没有帮扶任何单位",
    ),
    "ask.what.coverage": (
        "what share of the roster of {kind:many} has a partner of its own",
        "名册中{kind:many}有本级结对单位的比例",
    ),
    "ask.what.partners": ("who helps {names:list}, and whom it helps", "谁帮扶{names:list}、它帮扶谁"),
    "ask.what.history": (
        "who has helped {names:list}, and whom it has helped, in the order of time",
        "{names:list}历年由谁帮扶、帮扶谁",
    ),
    "ask.what.link": ("how {names:list} are linked, through whom", "{names:list}之间经由谁有关联"),
    "ask.what.carries": (
        "which {kind:many} help the most {of:many} ({number:the first|the first #})",
        "哪些{kind:many}结对的{of:many}最多（前 {number} 名）",
    ),
    "ask.what.gave": (
        "which {kind:many} gave the most money{period} ({number:the first|the first #})",
        "哪些{kind:many}投入资金最多{period}（前 {number} 名）",
    ),
    "ask.what.received": (
        "which {kind:many} received the most money{period} ({number:the first|the first #})",
        "哪些{kind:many}获得资金最多{period}（前 {number} 名）",
    ),
    "ask.what.overlap": (
        "which {kind:many} have the most partners ({number:the first|the first #})",
        "哪些{kind:many}的结对单位最多（前 {number} 名）",
    ),
    "ask.what.expiring": ("which agreements with {kind:many} end{period}", "哪些{kind:many}的结对协议到期{period}"),
    "ask.what.ended": (
        "which agreements with {kind:many} have ended but are still on record",
        "哪些{kind:many}的结对协议已到期但仍在记录中",
    ),
    "ask.what.undated": ("which agreements with {kind:many} have no dates", "哪些{kind:many}的结对协议没有起止时间"),
    "ask.what.changed": ("what changed between {start} and {end}", "{start} 与 {end} 之间的变化"),
    "ask.what.dependent": ("which {kind:many} have one partner only{on}", "哪些{kind:many}只有一个结对单位{on}"),
    "ask.what.critical": (
        "which partners would leave the most {kind:many} with none if they withdrew",
        "哪些单位退出后失去结对的{kind:many}最多",
    ),
    "ask.what.withdrawal": (
        "if {names:list} withdraw, which {kind:many} lose their partners",
        "假如{names:list}退出，哪些{kind:many}失去结对",
    ),
    "ask.what.withdrawal_of": (
        "if all {helpers:many} on the helping side withdraw, which {kind:many} lose their partners",
        "假如帮扶方的{helpers:many}全部退出，哪些{kind:many}失去结对",
    ),
    "ask.what.one_to_one": ("whether {kind:many} have exactly one partner each", "{kind:many}是否都是一对一结对"),
    "ask.what.plan": (
        "which partners {kind:many} without one could be given",
        "可为没有结对单位的{kind:many}安排哪些帮扶单位",
    ),
    "ask.what.plan_with": (
        "which partners {kind:many} without one could be given when each takes {number}",
        "每家承接 {number} 个时，可为没有结对单位的{kind:many}安排哪些帮扶单位",
    ),
    "ask.what.spread": (
        "how help and money{period} are spread over {kind:many}",
        "帮扶和资金{period}在{kind:many}之间如何分布",
    ),
    "ask.what.claims": ("whether the records bear out the reported figures", "记录与通报数是否一致"),
    "ask.what.conflicts": ("where sources contradict each other", "各来源之间有哪些矛盾"),
    "ask.what.why": (
        "why {names:list} is counted as it is, and from which rows",
        "{names:list}为何这样统计、依据哪些行",
    ),
    "ask.what.direct": (
        "which {kind:many} have a registered partner of their own",
        "哪些{kind:many}有本级登记的结对单位",
    ),
    "ask.what.needed": (
        "how many {kind:many} have at least {number:partner|partners}",
        "有多少{kind:many}至少有 {number} 个结对单位",
    ),
    "ask.what.ranked": (
        "which {kind:many} on the {side:one} side come first by {rank:one} ({number:the first|the first #})",
        "{side:one}中哪些{kind:many}按{rank:one}居前（前 {number} 名）",
    ),
    "ask.what.helpers": ("which {kind:many} help anyone, on the helping side", "帮扶方中有哪些{kind:many}"),
    "ask.what.sources": ("which sources are loaded", "数据来自哪些来源"),
    "ask.what.versions": ("which versions of the data are loaded", "已加载哪些数据版本"),
    "ask.what.template": ("a blank roster to fill in", "待填写的空白名册"),
    "ask.what.checkstore": ("whether the file of the store is undamaged", "数据文件是否完好"),
    "ask.what.export": ("the records, as a file for other programs", "把记录导出为其他软件可用的文件"),
    "ask.what.find": ("which organizations are called {names:list}", "名称为{names:list}的单位"),
    "ask.what.reconcile": ("which names are not matched yet", "哪些名称尚未匹配"),
    "ask.what.checkdata": ("whether the data have errors", "数据有没有错误"),
    "ask.what.map": ("a map of the network", "网络地图"),
    "ask.what.report": ("the report", "情况报告"),
    "ask.writes": (
        "This writes a file, so it is not done unasked: run the command.",
        "此命令会写文件，不会自动执行：请运行该命令。",
    ),
    "ask.run": ("This writes a file. Run the command? [y/N] ", "此命令会写文件。是否运行？[y/N] "),
    "ask.said.have_yes": (
        "Yes: {count} of {roster} {kind:many} have a registered partner of their own{sector:through}.",
        "是：{roster} 个{kind:many}中有 {count} 个有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.have_no": (
        "No: {count} of {roster} {kind:many} have a registered partner of their own{sector:through}.",
        "否：{roster} 个{kind:many}中有 {count} 个有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.have_of": (
        "The roster has {roster} {kind:many}, not {total}: {count} of them have a registered partner of their own{sector:through}.",
        "名册中有 {roster} 个{kind:many}，不是 {total} 个：其中 {count} 个有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.lack_yes": (
        "Yes: {count} of {roster} {kind:many} have no registered partner of their own{sector:through}.",
        "是：{roster} 个{kind:many}中有 {count} 个没有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.lack_no": (
        "No: {count} of {roster} {kind:many} have no registered partner of their own{sector:through}.",
        "否：{roster} 个{kind:many}中有 {count} 个没有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.lack_of": (
        "The roster has {roster} {kind:many}, not {total}: {count} of them have no registered partner of their own{sector:through}.",
        "名册中有 {roster} 个{kind:many}，不是 {total} 个：其中 {count} 个没有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.having": (
        "{count} of {roster} {kind:many} have a registered partner of their own{sector:through}.",
        "{roster} 个{kind:many}中有 {count} 个有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.lacking": (
        "{count} of {roster} {kind:many} have no registered partner of their own{sector:through}.",
        "{roster} 个{kind:many}中有 {count} 个没有本级登记的结对单位{sector:through}。",
    ),
    "ask.said.at_least": (
        "{count} of {roster} {kind:many} have at least {least:partner|partners}.",
        "{roster} 个{kind:many}中有 {count} 个至少有 {least} 个结对单位。",
    ),
    "ask.said.highest": ("Highest: {groups:said}.", "最高：{groups:said}。"),
    "ask.said.lowest": ("Lowest: {groups:said}.", "最低：{groups:said}。"),
    "ask.said.gaps": ("{name} ({value:gap|gaps})", "{name}（{value} 个空白）"),
    "ask.said.share": ("{name} ({value:percent})", "{name}（{value:percent}）"),
    "ask.said.first": (
        "First: {names:list}, with {value} {of:many} as partners.",
        "居首：{names:list}，结对{of:many} {value} 个。",
    ),
    "ask.said.first_helped": (
        "First: {names:list}, with {value:partner|partners}.",
        "居首：{names:list}，结对单位 {value} 个。",
    ),
    "ask.said.first_funds": ("First: {names:list}, with {value} yuan.", "居首：{names:list}，{value} 元。"),
    "ask.said.first_by": (
        "First: {names:list} ({by:one} {value:short}).",
        "居首：{names:list}（{by:one} {value:short}）。",
    ),
    "ask.said.helping": (
        "On the helping side, {count} {kind:by count} {count:=helps|help} at least one recipient.",
        "帮扶方中，有 {count} 个{kind:many}帮扶至少一个单位。",
    ),
    "ask.said.partner_yes": (
        "Yes: as of {day}, {count:# partner helps|# partners help} {name}{more:|, besides # illustrative one|, besides # illustrative ones}.",
        "是：截至 {day}，有 {count} 个单位帮扶{name}{more:|，另有示例 # 个|，另有示例 # 个}。",
    ),
    "ask.said.partner_no": (
        "No: as of {day}, no registered partner helps {name}{more:|, besides # illustrative one|, besides # illustrative ones}.",
        "否：截至 {day}，{name}没有登记的帮扶单位{more:|，另有示例 # 个|，另有示例 # 个}。",
    ),
    "ask.said.helps_kind": (
        "As of {day}, {name} helps {count} {kind:many}{more:|, besides # illustrative one|, besides # illustrative ones}.",
        "截至 {day}，{name}帮扶 {count} 个{kind:many}{more:|，另有示例 # 个|，另有示例 # 个}。",
    ),
    "ask.said.partners": (
        "As of {day}, {name} helps {helps} and is helped by {helped}{more:|, besides # illustrative one|, besides # illustrative ones}.",
        "截至 {day}，{name}帮扶 {helps} 个单位，受 {helped} 个单位帮扶{more:|，另有示例 # 个|，另有示例 # 个}。",
    ),
    "ask.said.link_yes": (
        "Yes: as of {day}, an agreement in force says that {helper} helps {recipient}.",
        "是：截至 {day}，有效协议中有{helper}帮扶{recipient}。",
    ),
    "ask.said.link_no": (
        "No: as of {day}, no agreement in force is between {helper} and {recipient} themselves.",
        "否：截至 {day}，{helper}与{recipient}之间没有直接的有效协议。",
    ),
    "ask.said.link_back": (
        "No: as of {day}, {recipient} helps {helper}, not the other way round.",
        "否：截至 {day}，是{recipient}帮扶{helper}，而不是相反。",
    ),
    "ask.on_kind": (", of the kind {of:one}", "，且为{of:one}"),
    "ask.soon": (" soon", "（即将到期）"),
    "ask.from_to": (" from {start} to {end}", "（{start} 至 {end}）"),
    "ask.within": (" within {within}", "（{within} 内）"),
    "ask.word": ("“{word}” is not understood, so nothing is answered.", "不理解“{word}”，因此不作回答。"),
    "ask.word_here": (
        "“{word}” cannot be understood here, so nothing is answered.",
        "这里的“{word}”无法理解，因此不作回答。",
    ),
    "ask.pronoun": (
        "“{word}” does not say who is meant: give the name. Each question is read on its own, without the one before it.",
        "“{word}”没有指明是哪一个，请写出名称。每个问题单独理解，不联系上一个问题。",
    ),
    "ask.incomplete": ("“{word}” is not a complete question.", "“{word}”不是完整的问题。"),
    "ask.two": ("These are two questions; ask “{word}” separately.", "一次提了两个问题，请把“{word}”单独提出。"),
    "ask.two_readings": (
        "“{word}” can mean two things; use the command that you mean:\n  {commands}",
        "“{word}”有两种理解，请直接用所要的命令：\n  {commands}",
    ),
    "ask.two_areas": (
        "The question names an area, and so does --in {word}: leave one of them out.",
        "问题中已有地区，又有 --in {word}：请去掉其中一个。",
    ),
    "ask.empty": (
        "There is no question. To see what can be asked: jiedui ask --list",
        "没有问题。能问什么：jiedui ask --list",
    ),
    "ask.long": (
        "The question “{word}…” is too long: it has {length} characters, at most {limit} are read.",
        "问题“{word}…”过长：共 {length} 个字，最多 {limit} 个字。",
    ),
    "ask.no_sector": (
        "No agreement on record is in the sector “{word}”. Sectors on record: {known}",
        "记录中没有领域为“{word}”的协议。已有：{known}",
    ),
    "ask.no_counts": (
        "No claim on record states “{word}”. To see what is claimed: jiedui check claims",
        "记录中没有“{word}”这一通报数。查看通报数：jiedui check claims",
    ),
    "ask.side": (
        "“{word}” can be on either side. If you mean those who help, say “help nobody”.",
        "“{word}”可能是任何一方：若指帮扶方，请说“没有帮扶任何单位”。",
    ),
    "ask.since": (
        "“{word}” needs a time, such as “since 2018”.",
        "“{word}”缺少时间，例如“2018年以来”。",
    ),
    "ask.after": (
        "“{word}” is not before the day of the answer: give a later day with --as-of.",
        "“{word}”不早于所问的日期：请用 --as-of 指定更晚的日期。",
    ),
    "ask.nearest": (
        "Questions like these can be asked:\n  {questions}\nAll of them: jiedui ask --list",
        "可以这样问：\n  {questions}\n全部：jiedui ask --list",
    ),
    "ask.instead": ("Do you mean one of these?", "是不是想问："),
    "ask.list": ("What can be asked, in English and Chinese:", "能问什么（中文和英文）："),
    "ask.prompt": (
        "Ask in words, in English or Chinese. Tab completes; an empty line ends. Questions are not kept.",
        "用中文或英文提问；Tab 补全，空行结束。问题不会保存。",
    ),
    "ask.no_terminal": (
        'A question is missing:  jiedui ask "which villages lack a partner". To see what can be asked: jiedui ask --list',
        '缺少问题：  jiedui ask "哪些村没有结对"。能问什么：jiedui ask --list',
    ),
}
