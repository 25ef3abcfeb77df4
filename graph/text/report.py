"""`jiedui report`: what a report says besides the answers it is made of."""

TEXT = {
    "report.suffix": (
        "A report is a page, a workbook or a document: the name {file} must end in .html, .xlsx or .docx.",
        "报告可以是网页、工作簿或文档：{file} 须以 .html、.xlsx 或 .docx 结尾。",
    ),
    "report.docx": (
        "A Word document needs python-docx, which is not installed:  pip install python-docx  (or write .html or .xlsx)",
        "写 Word 文档需要 python-docx，尚未安装：  pip install python-docx  （或改写 .html、.xlsx）",
    ),
    "report.since": (
        "--since {since} must be before the day of the report, {day}.",
        "--since {since} 须早于报告日期 {day}。",
    ),
    "report.written": ("The report was written to {file}.", "报告已写入 {file}。"),
    "report.title": ("Report on paired assistance: {scope}", "{scope}结对帮扶情况报告"),
    "report.title_all": ("Report on paired assistance", "结对帮扶情况报告"),
    "report.about": ("{scope:open} · as of {day}", "范围：{scope:open}　数据截至：{day}"),
    "report.about_money": (
        "{scope:open} · as of {day} · money given {period:stretch}",
        "范围：{scope:open}　数据截至：{day}　资金时段：{period:stretch}",
    ),
    "report.banner": (
        "This report contains illustrative data: records invented to fill published counts, never facts. Every figure that rests on them, in whole or in part, is marked ※ and must not be passed on as a fact.",
        "本报告含示例数据：示例是为凑足通报数而虚构的，不是事实。凡全部或部分依据示例记录的数字均标有 ※，不得作为事实上报。",
    ),
    "report.made": (
        "jiedui {version} · as of {day} · data: {datasets:list}",
        "jiedui {version} · 数据截至 {day} · 数据：{datasets:list}",
    ),
    "report.contents": ("Contents", "目录"),
    "report.skip": ("To the report", "跳到正文"),
    "report.numbered": ("{number}. {heading}", "{number}、{heading}"),
    "report.overall": ("Overview", "总体情况"),
    "report.covered": ("Coverage", "覆盖情况"),
    "report.gaps": ("Gaps", "空白名单"),
    "report.checked": ("Claims and contradictions", "通报数核对与数据矛盾"),
    "report.spread": ("Concentration and dependence", "集中度与依赖"),
    "report.kept": ("Terms, one-to-one pairing and data", "协议期限、一对一与数据质量"),
    "report.expiring": ("Agreements about to end", "即将到期的协议"),
    "report.ended": ("Ended but still listed", "已到期仍在台账中的协议"),
    "report.changed": ("Changes", "变化情况"),
    "report.method": ("Method and sources", "统计口径与数据来源"),
    "report.traced": ("Where each figure comes from", "数据溯源"),
    "report.annex": ("Annex: {heading}", "附：{heading}"),
    "report.by_kind": ("Coverage by kind", "分类型覆盖情况"),
    "report.by_area": ("Coverage of {kind:many} by {level:word}", "{kind:many}分{level:word}覆盖情况"),
    "report.gap_list": ("{kind:many} without a registered partner of their own", "无本级登记结对单位的{kind:many}"),
    "report.no_gaps": (
        "All {kind:many} on the roster have a registered partner of their own.",
        "名册内的{kind:many}均有本级登记的结对单位。",
    ),
    "report.claims": ("Claimed figures and named records", "通报数与具名记录对照"),
    "report.no_claims": ("No source that is loaded claims a figure.", "已加载的来源没有通报数。"),
    "report.conflicts": ("Contradictions between sources", "各来源之间的矛盾"),
    "report.load": (
        "Helpers by the number of organizations of every kind that they are paired with in the area",
        "各帮扶方在本范围内的结对数（各类受援方合计）",
    ),
    "report.gave": ("Who gave most money {period:stretch}", "{period:stretch}投入资金最多的帮扶方"),
    "report.stats": ("How help for {kind:many} is spread", "{kind:many}帮扶的分布"),
    "report.critical": (
        "Helpers whose withdrawal would leave the most {kind:many} with no partner",
        "退出后影响最大的帮扶方（{kind:many}）",
    ),
    "report.undefined": (
        "{count:measure is|measures are} undefined, because there is nothing to share, and left out.",
        "{count} 项指标因没有可分配的数量而无法计算，未列出。",
    ),
    "report.before_after": ("Coverage on both days", "前后两日覆盖情况"),
    "report.changes": ("What changed for {kind:many}", "{kind:many}变化名单"),
    "report.one_roster": (
        "Both days are measured by the roster that is loaded now, because a roster carries no dates.",
        "两个日期均按现有名册计算：名册本身不含起止日期。",
    ),
    "report.chart": (
        "{caption}: members of the roster by state. The table beside it holds the same figures.",
        "{caption}：名册内各状态单位数。旁边的表格列出相同数字。",
    ),
    "report.chart_part": (
        "The chart shows the {shown} groups with the most gaps, of {all}; the table holds all of them.",
        "图中只列空白最多的 {shown} 组（共 {all} 组），表格列出全部。",
    ),
    "report.chart_gaps": ("gap {gaps:number} / {roster:number}", "缺 {gaps:number} / {roster:number}"),
    "report.chart_more": ("and {count:number} more", "另有 {count:number} 个"),
    "report.part": (
        "Showing the first {shown} of {all} rows. All of them: the same report as .xlsx, or {command} -o FILE.xlsx",
        "仅列 {all} 行中的前 {shown} 行。查看全部：将本报告写成 .xlsx，或 {command} -o 文件.xlsx",
    ),
    "report.marked": (
        "※ rests in whole or in part on illustrative records: invented, never facts.",
        "※ 全部或部分依据示例记录：虚构，不是事实。",
    ),
    "report.in_area": ("{area} ({count})", "{area}（{count}）"),
    "report.trace_how": (
        "A figure or table marked [n] is what command n answers on the same store. jiedui explain ID shows from which file and row an organization is counted as it is.",
        "标有［n］的数字或表格，可在同一数据库上用第 n 条命令得到；jiedui explain 编号 可查看某单位依据哪个文件的哪一行统计。",
    ),
    "report.sources": ("What is loaded", "已加载的数据"),
    "report.method_roster": (
        "A share is of the roster: the organizations that are expected to have a partner, whether or not an agreement names them. Without a roster, no share is given.",
        "比例以名册为分母：名册即应当结对的单位，不论有无协议提到它。没有名册的，不计算比例。",
    ),
    "report.method_states": (
        "A state is for a day. Direct: an agreement of its own is in force. Inherited: none of its own, but a unit it lies in has one. Lapsed: only agreements that have ended. Never: none. A gap is any state but direct; inherited help is shown separately and never added.",
        "状态按日期计。直接结对：有本级有效协议；上级覆盖：本级没有，但所属上级单位有；已到期：只有已终止的协议；从未结对：没有任何协议。除直接结对外均计为空白；上级覆盖另列，不并入直接结对。",
    ),
    "report.method_dates": (
        "Dates may be partial: 2018 is the whole year. An agreement counts as in force unless it has certainly ended or certainly has not begun; the number of such agreements stands beside the figures.",
        "日期可以不完整：只写“2018”即指全年。除确知已终止或尚未开始外，协议视为有效；依此计入的份数在相关数字旁说明。",
    ),
    "report.method_partners": (
        "Several agreements between the same two organizations count as one partner. An agreement that names both sides but not who is paired with whom covers its recipients, but is not counted as a partner of anyone.",
        "同一对单位之间的多份协议只计一个结对单位。只列双方名单、未写明谁与谁结对的协议，计入覆盖，不计入结对单位数。",
    ),
    "report.method_claims": (
        "A claimed figure is only compared with named records; nothing is derived from it.",
        "通报数只与具名记录核对，不据以推算。",
    ),
    "report.method_version": ("Made by jiedui {version}.", "由 jiedui {version} 生成。"),
    "report.sheet_words": ("Report", "报告"),
    "report.sheet_charts": ("Chart data", "图表数据"),
}
