"""The help of the command line: one line for each command and option."""

TEXT = {
    "help.diff_from": (
        "A day (2020: its last day), or a table, a package or a store.",
        "日期（2020 即该年最后一天），或表格、数据包、数据库。",
    ),
    "help.diff_to": ("The later day, or the newer load.", "较晚的日期，或较新的数据。"),
    "help.diff_in": (
        "Only what lies in this unit; for a table, the unit it is about.",
        "只看该区域内；对表格则为其所属的地区。",
    ),
    "help.diff_as_of": (
        "The day of two loads that do not state one.",
        "两份数据未注明日期时，其所对应的日期。",
    ),
    "help.within": (
        "How far ahead to look: 12m (default), 90d, 2y; 12个月, 90天, 2年.",
        "查看多长时间之内：12个月（默认）、90天、2年；12m、90d、2y。",
    ),
    "help.window_from": (
        "Only agreements that may end on or after this day (default: the day of the answer).",
        "只看到期日可能在该日或其后的协议（默认为回答的日期）。",
    ),
    "help.window_until": (
        "Only agreements that may end on or before this day (2021: its last day).",
        "只看到期日可能在该日或其前的协议（2021 即该年最后一天）。",
    ),
    "help.ends_state": (
        "Only these: expiring, ended (but still listed) or undated (no start or no end).",
        "只看：expiring（将到期）、ended（已到期仍在台账）或 undated（缺起止时间）。",
    ),
    "help.ends_output": (
        "Write to this file; its ending decides the format. .ics: a calendar with reminders.",
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
        "Only those whose only partner is of this kind: enterprise, department…",
        "只看唯一结对单位为该类型的：企业、部门……",
    ),
    "help.app": (
        "Who is paired with whom in a paired-assistance network, and who is paired with no one?",
        "结对帮扶网络中，谁与谁结对，谁还没有结对？",
    ),
    "help.usage": ("Usage: ", "用法："),
    "help.default": (" (default: {value})", "（默认：{value}）"),
    "help.options": ("Options", "选项"),
    "help.arguments": ("Arguments", "参数"),
    "help.commands": ("Commands", "命令"),
    "help.help": ("Show this text.", "显示本说明。"),
    "help.install_completion": ("Install completion for this shell.", "为当前终端安装补全。"),
    "help.show_completion": ("Show the completion script.", "显示补全脚本。"),
    "help.store": (
        "The file that holds the network (default: $JIEDUI_STORE, else jiedui.db in this folder).",
        "存放网络的文件（默认：$JIEDUI_STORE，否则为当前文件夹的 jiedui.db）。",
    ),
    "help.lang": ("The language of answers (default: the one of the system).", "回答所用的语言（默认随系统）。"),
    "help.debug": ("Show the traceback of an unexpected error.", "出现意外错误时显示详细信息。"),
    "help.version": ("Show the version.", "显示版本。"),
    "help.as_of": (
        "The day of the answer (default: the newest day of the loaded data).",
        "回答所依据的日期（默认：已加载数据的最新日期）。",
    ),
    "help.in": (
        "Only what lies in this unit: a name, a code, a part of a name or pinyin initials.",
        "只看该区域内：名称、代码、部分名称或拼音首字母。",
    ),
    "help.format": ("table (default), json, csv or xlsx.", "table（默认）、json、csv 或 xlsx。"),
    "help.output": ("Write to this file; its ending decides the format.", "写入该文件，格式由后缀决定。"),
    "help.sector": (
        "Count only agreements of this sector (education, health…).",
        "只计该领域的协议（education、health…）。",
    ),
    "help.period": (
        "Count only money given in this period: 2024, 2024-H1, 2024-Q1, 2024-05, 2022..2024.",
        "只计该时间段内投入的资金：2024、2024上半年、2024年一季度、2024-05、2022-2024。",
    ),
    "help.kind": (
        "village, township, county, school, hospital… (or 村, 乡镇, 学校…)",
        "村、乡镇、县、学校、医院……（或 village、school…）",
    ),
    "help.org": (
        "A name, an alias, a part of a name, a code, an id or pinyin initials.",
        "名称、别名、部分名称、代码、编号或拼音首字母。",
    ),
    "help.name": ("The name to look up.", "要查找的名称。"),
    "help.gaps_by": (
        "Count by: township, county, prefecture or province.",
        "按 township、county、prefecture 或 province 汇总。",
    ),
    "help.state": ("Only those in this state.", "只看该状态。"),
    "help.coverage_by": (
        "What to group by. Villages are counted unless a kind is named.",
        "分组方式；除按类型外，未指明类型时统计村。",
    ),
    "help.at_least": (
        "Also how many have at least this many distinct partners in force; 2: those with a fallback.",
        "另列有效结对单位不少于此数的单位有多少；2 表示有后备。",
    ),
    "help.coverage_top": (
        "With --by: only this many lines with the highest shares, and all that tie with the last.",
        "与 --by 同用：只列比例最高的几行（并列者一并列出）。",
    ),
    "help.coverage_lowest": (
        "With --by: the lowest shares first; with --top these are kept.",
        "与 --by 同用：从比例最低的排起；与 --top 同用时只留最低的几行。",
    ),
    "help.coverage_below": (
        "With --by: only lines with a share below this many percent.",
        "与 --by 同用：只列比例低于此百分数的行。",
    ),
    "help.history": ("In order of time, including those that ended.", "按时间顺序列出，包括已终止的。"),
    "help.check": (
        "Checks: claims, conflicts, one-to-one, data. Exit 1 when one fails.",
        "核对：claims（通报数）、conflicts（矛盾）、one-to-one（一对一）、data（数据）。未通过时退出码为 1。",
    ),
    "help.load": (
        "Load data packages (by name or folder) and tables.  jiedui load panzhou-dalian",
        "加载数据包（名称或文件夹）和表格。  jiedui load panzhou-dalian",
    ),
    "help.paths": (
        "A bundled package, a package's folder, or a table (csv, tsv, xlsx, xls, ods).",
        "自带数据包、数据包文件夹，或表格（csv、tsv、xlsx、xls、ods）。",
    ),
    "help.load_in": (
        "For a registry: only this unit and all that lies in it. For a roster: the unit it is about (name or code).",
        "行政区划只加载该单位及其下辖；台账所属的地区（名称或代码）。",
    ),
    "help.write_mapping": (
        "Write how the columns were understood to a mapping file, for next month.",
        "将对各列的理解写成列对应文件，供下次使用。",
    ),
    "help.rejects": (
        "Write the rows with errors to a workbook, to be corrected and loaded.",
        "将有错误的行写入工作簿，更正后可再加载。",
    ),
    "help.called": (
        "The name of the data; what is loaded under it later is its next version.",
        "数据的名称；以后以此名加载的是它的下一个版本。",
    ),
    "help.reconcile": (
        "Names not matched, statements of bulletins not sure: list them, decide, apply.  jiedui reconcile -o proposals.xlsx",
        "未匹配的名称和通报中存疑的语句：列出、确认、应用。  jiedui reconcile -o 确认.xlsx",
    ),
    "help.reconcile_paths": (
        "Rosters and bulletins to look through (default: what is in the store).",
        "要检查的台账和通报；不写则检查数据库中的记录。",
    ),
    "help.apply": ("Record the decisions in this workbook.", "记录该工作簿中的决定。"),
    "help.undo_decision": (
        "Take back the decisions about this name, or statement (its key or sentence).",
        "撤销关于该名称或语句（编号或原句）的决定。",
    ),
    "help.held": ("List the decisions in force.", "列出现有的决定。"),
    "help.template": (
        "A blank roster to fill in.  jiedui template -o 台账.xlsx",
        "空白台账，供填写。  jiedui template -o 台账.xlsx",
    ),
    "help.load_as_of": ("The day the table is for.", "表格所对应的日期。"),
    "help.mapping": ("Which column of a table holds what (a TOML file).", "表格各列的含义（TOML）。"),
    "help.read_as": (
        "What the file is: ledger (who helps whom), roster (a list of those who should have a partner), money, prose (a bulletin).",
        "文件是什么：ledger（结对台账）、roster（应结对单位名单）、money（资金表）、prose（通报）。",
    ),
    "help.whole": (
        "Whether those who are helped are all who should have a partner.",
        "受援方是否就是全部应结对单位。",
    ),
    "help.correct": (
        "It puts right what was loaded: the version of the day given with --as-of, else the newest.",
        "更正已加载的内容：--as-of 给出的那天的版本，否则为最新版本。",
    ),
    "help.version_of": (
        "It is a version of the dataset of this name (jiedui versions lists them).",
        "它是这份数据的一个版本（jiedui versions 可列出）。",
    ),
    "help.beside": ("It is a table of its own, however like another it looks.", "它是另一张表，无论多像已加载的表。"),
    "help.strict": ("Load nothing when anything is wrong.", "有任何错误时不加载。"),
    "help.dry_run": ("Say what would be loaded, but write nothing.", "只说明将加载什么，不写入。"),
    "help.map": (
        "Where the gaps are and who is paired with whom, as one offline page to search, filter, print and mail.  jiedui map -o map.html",
        "将空白和结对情况绘成一个离线网页，可搜索、筛选、打印、发送。  jiedui map -o 结对图.html",
    ),
    "help.map_state": (
        "Only members in this state (gaps, direct, inherited, lapsed, never) and their partners; can be repeated.",
        "只显示该状态（gaps、direct、inherited、lapsed、never）的单位及其结对方，可重复。",
    ),
    "help.map_page": (
        "Above 100,000 organizations: also a page for this area, which its row opens; can be repeated.",
        "超过 10 万个单位时：另为该地区写一个网页，点击其行即打开，可重复。",
    ),
    "help.map_output": ("The page to write.", "要写入的网页文件。"),
    "help.focus": ("Only this organization and its partners.", "只显示该单位及其结对单位。"),
    "help.hops": ("How many pairs away from it to show.", "显示到几层结对关系。"),
    "help.layout": (
        "How the network is laid out: columns (helpers, recipients, gaps) or free (by forces).",
        "网络图布局：columns（帮扶方、受援方、空白各一栏）或 free（力导向）。",
    ),
    "help.open": ("Open the page in the browser.", "在浏览器中打开。"),
    "help.force": (
        "Replace a file that already exists; never a store, a loaded file or what the command reads.",
        "替换已有文件；数据库、已加载的文件和本命令读取的文件除外。",
    ),
    "help.rank_kind": ("Only this kind of organization in the list.", "列表中只显示该类型的单位。"),
    "help.side": ("Rank those who help, or those who are helped.", "对帮扶方或受援方排名。"),
    "help.rank_by": ("What to rank by. pagerank needs scipy.", "排名依据。pagerank 需要 scipy。"),
    "help.top": ("Only this many from the top, and all who tie with the last.", "只列前几名（并列者一并列出）。"),
    "help.rank_of": (
        "Count only pairs with this kind of organization, and money between them.",
        "只计与该类型的对方之间的结对或资金。",
    ),
    "help.ask": (
        "Ask in words; `ask` can be omitted.  jiedui which villages lack a partner",
        "用文字提问，可省略 ask。  jiedui 哪些村没有结对",
    ),
    "help.words": ("The question, in English or Chinese.", "问题，中文或英文。"),
    "help.explain_only": (
        "Only say what was understood and which command answers it.",
        "只说明如何理解、对应哪条命令。",
    ),
    "help.listed": ("List what can be asked.", "列出能问的问题。"),
    "help.groups": (
        "Also count partners that are only named as members of a group.",
        "也计入仅列入成组名单的结对单位。",
    ),
    "help.critical": (
        "Instead: which partners would leave the most with none if they withdrew.",
        "改为列出：哪些结对单位退出影响最大。",
    ),
    "help.leavers": ("The organizations that leave together: names, ids, codes.", "一起退出的单位：名称、编号或代码。"),
    "help.leaving_kind": (
        "Instead of names: all helpers of this kind leave together.",
        "不写名称时：该类型的帮扶方一起退出。",
    ),
    "help.capacity": (
        "The most partners a helper may have, including those it has (default: the most that a helper of its kind has).",
        "每个帮扶方最多结对几个，含现有的（默认：同类帮扶方目前的最大值）。",
    ),
    "help.capacities": (
        "The same for each helper: a table (csv, xlsx…) with the columns helper and capacity.",
        "逐个指定：含“帮扶单位”和“承接能力”两列的表格（csv、xlsx……）。",
    ),
    "help.need": ("How many partners each should have.", "每个单位应有几个结对单位。"),
    "help.helpers": ("Propose only this kind of helper.", "只推荐该类型的帮扶方。"),
    "help.roster": (
        "Say who should have a partner: every unit of a kind in an area.  jiedui roster village --in 盘州市",
        "说明哪些单位应有结对单位：某地区某类的全部单位。  jiedui roster 村 --in 盘州市",
    ),
    "help.remove": (
        "Take a dataset, or one version of it, out of the store.  jiedui remove 台账 --version 2024-06-30",
        "将一份数据或其一个版本移出数据库。  jiedui remove 台账 --version 2024-06-30",
    ),
    "help.rename": ("Give a dataset another name.  jiedui rename OLD NEW", "为一份数据改名。  jiedui rename 原名 新名"),
    "help.undo": (
        "Take back the last command that changed the store: a load, a removal, a new name.  jiedui undo",
        "撤销最近一次改动数据库的命令（加载、移除、改名）。  jiedui undo",
    ),
    "help.dataset": ("The name of a dataset (jiedui versions lists them).", "数据名称（jiedui versions 可列出）。"),
    "help.version_day": (
        "Only the version of this day; - is the one without a day.",
        "只针对这一天的版本；- 表示没有日期的版本。",
    ),
    "help.new_name": ("The name it is to have.", "新名称。"),
    "help.dry_run_change": ("Say what would change, but write nothing.", "只说明将变动什么，不写入。"),
    "help.push": (
        "Copy this store into another, such as a Neo4j server.  jiedui push neo4j://HOST:7687",
        "将本数据库复制到另一处，如 Neo4j 服务器。  jiedui push neo4j://主机:7687",
    ),
    "help.push_url": ("The store to copy to: neo4j://HOST:7687, or a file.", "目标：neo4j://主机:7687，或文件。"),
    "help.pull": (
        "Copy another store, such as a Neo4j server, into this one.  jiedui pull neo4j://HOST:7687",
        "将另一处（如 Neo4j 服务器）的数据复制到本数据库。  jiedui pull neo4j://主机:7687",
    ),
    "help.pull_url": ("The store to copy from: neo4j://HOST:7687, or a file.", "来源：neo4j://主机:7687，或文件。"),
    "help.wipe": (
        "First remove what jiedui wrote there before; other data stays.",
        "先清除目标中由 jiedui 写入的数据；其他数据不受影响。",
    ),
    "help.export": (
        "Write the network for other programs, or as records that can be loaded again.  jiedui export gexf -o network.gexf",
        "导出网络供其他程序使用，或导出可重新加载的记录。  jiedui export gexf -o 网络.gexf",
    ),
    "help.export_form": (
        "graphml, gexf (Gephi), json (networkx): the network with sides and states; csv (a data package), xlsx: records that jiedui load reads back; cypher: a script for Neo4j; sqlite: plain tables for Datasette and the like.",
        "graphml、gexf、json： 网络，带双方和状态； csv（数据包）、xlsx： 可用 jiedui load 重新加载的记录； cypher： Neo4j 脚本； sqlite： 供 Datasette 等使用的普通表。",
    ),
    "help.all_versions": (
        "csv and xlsx: every version of each dataset, not only the newest.",
        "csv、xlsx：导出每个数据集的所有版本，而不只是最新的。",
    ),
    "help.export_output": (
        "The file to write (for csv, a folder). Without it, cypher, graphml, gexf and json go to standard output.",
        "要写入的文件（csv 为文件夹）；不指定时，cypher、graphml、gexf、json 输出到标准输出。",
    ),
    "help.demo": (
        "Load the bundled example into a fresh store and show what can be asked.  jiedui demo",
        "将自带示例加载到全新的数据库，并演示可以问什么。  jiedui demo",
    ),
    "help.report": (
        "The report to hand upward: coverage, gaps, claims, dependence, sources.  jiedui report --in 盘州市 -o report.docx",
        "上报用的情况报告：覆盖、空白、核对、依赖、来源。  jiedui report --in 盘州市 -o 报告.docx",
    ),
    "help.report_kinds": (
        "Only these kinds: village, school… (default: every kind on the roster).",
        "只报告这些类型：村、学校……（默认：名册内的所有类型）。",
    ),
    "help.report_output": (
        "The file to write: a page (.html), a workbook (.xlsx) or a Word document (.docx).",
        "要写入的文件：网页（.html）、工作簿（.xlsx）或 Word 文档（.docx）。",
    ),
    "help.report_since": ("Also show what changed since this day.", "另列自该日期以来的变化。"),
    "help.report_title": ("The title of the report.", "报告标题。"),
}
