"""Problems in an input, by code; `hint` says what to do about each."""

TEXT = {
    "problem.table_in_prose": (
        "a table of {rows} rows is not read: it does not show which column names the helpers and which the helped",
        "有一个 {rows} 行的表格未能读取：看不出哪一列是帮扶方、哪一列是受援方",
    ),
    "problem.money_without_pair": (
        "no loaded ledger lists {count:the pair|the # pairs} that this money is of ({of:row|rows}: {rows}): {names:list}",
        "资金双方未见于任何已加载的台账，共 {count} 对（{of} 行：{rows}）：{names:list}",
    ),
    "problem.formula": ("the formula {value} has no value in the file", "公式 {value} 在文件中没有计算结果"),
    "problem.error_value": ("the cell holds the error {value}", "单元格是错误值 {value}"),
    "problem.unseen": ("the cell holds a control character (such as NUL)", "单元格含有控制字符（如 NUL）"),
    "problem.duplicate_id": ("{value} was used above for something else", "{value} 在前面已用于另一条不同的记录"),
    "problem.unknown_part_of": (
        "this dataset has no organization {value}; its place stays unknown",
        "本数据中没有单位 {value}，其隶属关系暂缺",
    ),
    "problem.cycle": (
        "following part_of from here leads back here; its place stays unknown",
        "沿隶属关系向上会回到自身，其隶属关系暂缺",
    ),
    "problem.unknown_organization": ("this dataset has no organization {value}", "本数据中没有单位 {value}"),
    "problem.unknown_agreement": ("this dataset has no agreement {value}", "本数据中没有协议 {value}"),
    "problem.unknown_source": ("{value} is not described in sources.csv", "sources.csv 中没有来源 {value}"),
    "problem.self_help": (
        "{value} is written as its own helper, which is not a pairing",
        "{value} 被写成自己的帮扶方，不计为结对",
    ),
    "problem.end_before_start": ("the end {value} is before the start", "终止日期 {value} 早于起始日期"),
    "problem.kind_differs": (
        "the agreement says {value:word}, but its recipient is of another kind",
        "协议写的是{value:word}，受援方却是另一类单位",
    ),
    "problem.ragged": (
        "the row has {found:cell|cells}, but the header has {expected}",
        "本行有 {found} 个单元格，表头只有 {expected} 个",
    ),
    "problem.hidden_sheet": ("the sheet is hidden and was not read", "该工作表已隐藏，未读取"),
    "problem.no_table": (
        "no table was found on the sheet: no header names the recipient",
        "该工作表未找到表格：没有受援方列",
    ),
    "problem.hidden_rows": (
        "{count:hidden row was|hidden rows were} read like the others",
        "有 {count} 个隐藏行，已照常读取",
    ),
    "problem.merged_values": (
        "{count:merged range covers|merged ranges cover} cells with values of their own; the cells were read as they are: {ranges}",
        "{count} 处合并区域内的单元格各有内容，已按各单元格读取：{ranges}",
    ),
    "problem.no_name": ("“{value}” is a number or a count, not a name", "“{value}”是数字或数量，不是名称"),
    "problem.doubtful_name": (
        "“{value}” may be no name: nothing shows that it is an organization (row {rows}); the pairing is not used",
        "“{value}”可能不是单位名称，没有依据表明是一个单位（第 {rows} 行），未计入结对",
    ),
    "problem.doubtful_recipient": (
        "“{value}” may be no name: it says something instead of naming who is helped (row {rows}); it is not used",
        "“{value}”像是说明文字，不是受援方名称（第 {rows} 行），未使用",
    ),
    "problem.count_differs": (
        "the cell says {expected} and lists {found}",
        "单元格写明共 {expected} 个，实际列出 {found} 个",
    ),
    "problem.elided": (
        "the unit before the first name was also used for the other names: read as {names}",
        "首个名称前的行政区已用于其后各名称，读作：{names}",
    ),
    "problem.spaced": (
        "only spaces separate what may be one name or several: read as {count} ({names})",
        "仅以空格分隔，可能是一个名称或几个名称：按 {count} 个读取（{names}）",
    ),
    "problem.personal_dropped": (
        "a person or a phone number beside the organization was not kept",
        "单位名称旁的个人姓名或电话未保留",
    ),
    "problem.personal_column": ("a column of personal data was not kept", "该列为个人信息，未保留"),
    "problem.no_unit": (
        "this column gives no unit of money; its amounts were not used",
        "该列没有金额单位，金额未使用",
    ),
    "problem.implausible": (
        "{yuan:number} yuan for one recipient is not plausible (more than {most:number}); the amount was not used",
        "单个受援方 {yuan:number} 元不合常理（超过 {most:number} 元），该金额未使用",
    ),
    "problem.merged_amount": (
        "the amount is merged over several rows, and several organizations give it: it is not known whose it is",
        "金额跨多行合并且帮扶方不止一个，无法确定归属",
    ),
    "problem.doubtful_date": (
        "“{value}” may be January or October, so only the year was read",
        "“{value}”可能是 1 月或 10 月，只按年份读取",
    ),
    "problem.proposal": (
        "“{value}” was not matched; it may be {candidates}",
        "“{value}”未能匹配，可能是：{candidates}",
    ),
    "problem.mended_again": (
        "names are read otherwise than before, so the rows that {mended} had mended are not in this version any more",
        "名称的识别结果与以前不同，{mended} 中更正的行已不在此版本中",
    ),
    "problem.unmatched": (
        "the registry has no “{value}” here; it stays an organization of its own",
        "该行政区内没有“{value}”，作为单独的单位保留",
    ),
    "problem.no_area": (
        "the sheet names no area, so its places were not matched with the registry",
        "工作表未写明所属地区，地名未与行政区划匹配",
    ),
    "problem.shared_code": (
        "the code {value} stands beside several names, so it is not their own (row {rows}); it was not used",
        "代码 {value} 对应多个名称，不是各自的代码（第 {rows} 行），未使用",
    ),
    "problem.code_name": (
        "the code {value} is that of {named}, but the name is {name}; the name was used",
        "代码 {value} 是{named}，而名称为{name}：已按名称处理",
    ),
    "problem.known_count": (
        "the package says that {expected:row holds|rows hold} {cell}; {found:# does|# do}",
        "数据包声明有 {expected} 行为 {cell}，实际为 {found} 行",
    ),
    "problem.unknown_word": (
        "“{value}” is not a known word; it was kept as printed ({count:row|rows}: {rows})",
        "“{value}”不是已知的用词，按原文保留（{count} 行：{rows}）",
    ),
    "problem.date_left_out": (
        "“{value}” cannot be read as a date; it was left out, the pairing stays ({count:row|rows}: {rows})",
        "“{value}”无法识别为日期，已略去，结对关系保留（{count} 行：{rows}）",
    ),
    "problem.dates_contradict": (
        "the end is before the start ({value}); both were left out, the pairing stays ({count:row|rows}: {rows})",
        "终止日期早于起始日期（{value}），两者均已略去，结对关系保留（{count} 行：{rows}）",
    ),
    "problem.error_left_out": (
        "the cell holds the error {value}; it was left out, the row stays ({count:row|rows}: {rows})",
        "单元格是错误值 {value}，已略去，本行保留（{count} 行：{rows}）",
    ),
    "problem.formula_left_out": (
        "a formula has no value in the file; the cell was left out, the row stays ({count:row|rows}: {rows})",
        "公式在文件中没有计算结果，该单元格已略去，本行保留（{count} 行：{rows}）",
    ),
    "problem.currency": (
        "amounts in {value} are not converted into yuan, and were not used ({count:row|rows}: {rows})",
        "以 {value} 计的金额不折算成人民币，未采用（{count} 行：{rows}）",
    ),
    "problem.amount_of_nobody": (
        "an amount in a row that names no helper was not used ({count:row|rows}: {rows})",
        "未写帮扶方的行中的金额未采用（{count} 行：{rows}）",
    ),
    "problem.planned_amount": (
        "the column holds what was planned: kept as planned, and not counted as given",
        "该列是计划数：记为计划，不计入已投入",
    ),
    "problem.count_table": (
        "the sheet counts pairs and names no partners, so it was not read",
        "该表只统计结对数量，没有列出结对单位，未读取",
    ),
    "problem.spent_amount": (
        "the column holds what was spent of what was given: kept as it is, and not counted as given",
        "该列是已到位资金的支出数：原样保留，不再计为投入",
    ),
    "problem.whose_terms": (
        "a row names several organizations, and several columns say this of one of them: it cannot be seen of which, so they were kept as they are and not used",
        "一行有多个单位，又有多列填写同一事项，无法判断各属哪个单位：原样保留，未采用",
    ),
    "problem.forms": (
        "labels stand beside what was filled in ({count:form|forms}): each form was read as one row",
        "标签在填写内容旁边（{count} 张登记表）：每张按一行读取",
    ),
    "problem.turned": (
        "the table is turned on its side, with its headers in column {column}: each of its columns was read as a row, column {first} as row {row}",
        "该表是横置的，表头在 {column} 列：每一列按一行读取，{first} 列为第 {row} 行",
    ),
    "problem.several_names": (
        "“{value}” may be one name or several ({count:row|rows}: {rows}); it is not used",
        "“{value}” 可能是一个名称，也可能是几个（{count} 行：{rows}）：未采用",
    ),
    "problem.former_helper": (
        "the column names who helped before, and no day says until when: not used ({count:row|rows}: {rows})",
        "该列是原来的帮扶单位，表中没有写明到何时为止：未采用（{count} 行：{rows}）",
    ),
    "problem.sum_differs": (
        "the total is not the sum of {parts} ({count:row|rows}: {rows})",
        "合计与 {parts} 之和不符（{count} 行：{rows}）",
    ),
    "problem.struck_rows": (
        "{count:crossed-out row was|crossed-out rows were} read like the others ({rows})",
        "有 {count} 行带删除线，已照常读取（{rows}）",
    ),
    "problem.western": (
        "the file does not say its encoding; it was read as Western European (Windows-1252)",
        "文件未注明编码，已按西欧编码（Windows-1252）读取",
    ),
    "problem.foreign_places": (
        "{count:place is|places are} named here, none of them in the registry of China; they were kept by their own names",
        "表中 {count} 个地名均不在中国行政区划中，按原名保留",
    ),
    "problem.planned_pairing": (
        "only planned ({value}): kept as planned, not in force and not counted, and so are its amounts ({count:row|rows}: {rows})",
        "尚在计划中（{value}）：连同其金额记为计划，未生效，不计入（{count} 行：{rows}）",
    ),
    "problem.unknown_status": (
        "the word {value} does not say whether a pairing is agreed: it counts as agreed ({count:row|rows}: {rows})",
        "“{value}”看不出结对是否已商定，按已商定计（{count} 行：{rows}）",
    ),
    "problem.ended_pairing": (
        "a pairing is said to have ended ({value}), but not when: it was left out ({count:row|rows}: {rows})",
        "结对已结束（{value}），但未写明何时结束，未采用（{count} 行：{rows}）",
    ),
    "problem.round_years": (
        "the years in the sheet's name ({years}) are taken as start and end of its pairings, which no column dates",
        "工作表名中的年份（{years}）作为该表结对的起止时间（没有时间列）",
    ),
    "problem.unclear_remark": (
        "a remark may say that a pairing has ended or has yet to begin ({value}); "
        "it counts as in force ({count:row|rows}: {rows})",
        "备注可能表示结对已结束或尚未开始（{value}），仍按有效计（{count} 行：{rows}）",
    ),
    "problem.unread_block": (
        "{range} looks like a list of names without a header; it was not read",
        "{range} 像是没有表头的名单，未读取",
    ),
    "problem.kind_unknown": (
        "nothing says whether these are villages, schools or others; they are kept as “other”",
        "没有说明这些是村、学校还是其他单位，按“其他”保留",
    ),
    "problem.inexact_amount": (
        "the amount is not exact and counts as the number it names: {value} ({count:row|rows}: {rows})",
        "金额不是确数，按所写的数计：{value}（{count} 行：{rows}）",
    ),
    "problem.loose_date": (
        "the date was read less exactly than it is written: {value} ({count:row|rows}: {rows})",
        "日期未能完全按原文读取：{value}（{count} 行：{rows}）",
    ),
    "problem.person": (
        "the helper is a person, not an organization; persons are never kept",
        "帮扶方是个人而非单位，个人信息一律不保留",
    ),
    "problem.other_unit": (
        "it stands under {unit} here, which has no such place; taken for the one on the list, in {meant}",
        "此处写在{unit}下，该处没有这个地方；按名单上{meant}的那一个计",
    ),
    "problem.listed_twice": (
        "the list names it again; it counts once ({count:row|rows}: {rows})",
        "名单中重复列出，只计一次（{count} 行：{rows}）",
    ),
}
