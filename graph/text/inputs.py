"""What is said of inputs: records, problems with their hints, rosters, names to decide about."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
    "record.kind": (
        "“{value}” is no kind of organization. Known: {known}",
        "“{value}”不是已知的单位类型。可用：{known}",
    ),
    "record.form": ("“{value}” is no form of pairing. Known: {known}", "“{value}”不是已知的结对形式。可用：{known}"),
    "record.certainty": ("“{value}” is no certainty. Known: {known}", "“{value}”不是已知的确定程度。可用：{known}"),
    "record.measure": ("“{value}” is no known measure. Known: {known}", "“{value}”不是已知的投入指标。可用：{known}"),
    "record.bool": ("“{value}” is neither yes nor no", "“{value}”既不是“是”也不是“否”"),
    "record.date": (
        "“{value}” is no date (2018, 2018-05, 2018-05-03 or 2018年5月3日)",
        "“{value}”不是日期（2018、2018-05、2018-05-03 或 2018年5月3日）",
    ),
    "record.number": ("“{value}” is no number", "“{value}”不是数字"),
    "record.negative": ("“{value}” is negative", "“{value}”是负数"),
    "record.unit": (
        "“{value}” is no unit of money (元, 万元, 亿元, yuan)",
        "“{value}”不是金额单位（元、万元、亿元、yuan）",
    ),
    "record.counts": (
        "“{value}” is no list of counts (department=6;township=4)",
        "“{value}”不是数量清单（department=6;township=4）",
    ),
    "record.missing": ("{field} is empty", "{field} 为空"),
    "record.long": ("this is longer than {limit} characters: more than a name", "超过 {limit} 个字符，不像是名称"),
    "record.part_of_self": ("{id} is said to lie in itself", "{id} 被写成隶属于自身"),
    "record.self_help": ("{id} is written as its own helper", "{id} 被写成自己的帮扶方"),
    "record.end_before_start": ("the end {end} is before the start {start}", "终止日期 {end} 早于起始日期 {start}"),
    "record.claim": (
        "{id} states neither counts on both sides nor a measure with its value (or both)",
        "{id} 应当只写两侧数量，或只写指标与数值",
    ),
    "problem.formula": ("the formula {value} has no value in the file", "公式 {value} 在文件中没有计算结果"),
    "problem.error_value": ("the cell holds the error {value}", "单元格是错误值 {value}"),
    "problem.unseen": ("the cell holds a control character (such as NUL)", "单元格含有控制字符（如 NUL）"),
    "problem.duplicate_id": ("{value} was used above for something else", "{value} 在前面已用于另一条不同的记录"),
    "problem.unknown_part_of": (
        "{value} is no organization of this dataset; its place stays unknown",
        "本数据中没有单位 {value}，其隶属关系暂缺",
    ),
    "problem.cycle": (
        "following part_of from here leads back here; its place stays unknown",
        "沿隶属关系向上会回到自身，其隶属关系暂缺",
    ),
    "problem.unknown_organization": ("{value} is no organization of this dataset", "本数据中没有单位 {value}"),
    "problem.unknown_agreement": ("{value} is no agreement of this dataset", "本数据中没有协议 {value}"),
    "problem.unknown_source": ("{value} is not described in sources.csv", "sources.csv 中没有来源 {value}"),
    "problem.self_help": ("{value} is written as its own helper: no pairing", "{value} 被写成自己的帮扶方，不计为结对"),
    "problem.end_before_start": ("the end {value} is before the start", "终止日期 {value} 早于起始日期"),
    "problem.kind_differs": (
        "the agreement says {value}, its recipient is of another kind",
        "协议写的是 {value}，受援方却是另一类单位",
    ),
    "problem.ragged": (
        "the row has {found} cells, the header {expected}",
        "本行有 {found} 个单元格，表头只有 {expected} 个",
    ),
    "problem.hidden_sheet": ("the sheet is hidden and was not read", "该工作表已隐藏，未读取"),
    "problem.no_table": (
        "no table was found on the sheet: no header names who is helped",
        "该工作表未找到表格：没有受援方列",
    ),
    "problem.hidden_rows": ("{count} hidden rows were read like the others", "有 {count} 个隐藏行，已照常读取"),
    "problem.no_name": ("“{value}” is a number or a count, no name", "“{value}”是数字或数量，不是名称"),
    "problem.count_differs": (
        "the cell speaks of {expected} but names {found}",
        "单元格写明共 {expected} 个，实际列出 {found} 个",
    ),
    "problem.elided": (
        "the unit before the first name was read for the others too",
        "首个名称前的行政区已用于其后各名称",
    ),
    "problem.personal_dropped": (
        "a person or a phone number beside the organization was not kept",
        "单位名称旁的个人姓名或电话未保留",
    ),
    "problem.personal_column": ("a column of personal data was not kept", "该列为个人信息，未保留"),
    "problem.no_unit": (
        "no unit of money is told for this column; its amounts were not used",
        "该列没有金额单位，金额未使用",
    ),
    "problem.implausible": (
        "{yuan:number} yuan for one recipient cannot be (more than {most:number}); the amount was not used",
        "单个受援方 {yuan:number} 元不合常理（超过 {most:number} 元），该金额未使用",
    ),
    "problem.merged_amount": (
        "the amount is merged over several rows, and several give it: whose it is is not known",
        "金额跨多行合并且帮扶方不止一个，无法确定归属",
    ),
    "problem.doubtful_date": (
        "“{value}” may be January or October: read as the year alone",
        "“{value}”可能是 1 月或 10 月，只按年份读取",
    ),
    "problem.proposal": (
        "“{value}” was not matched; it may be {candidates}",
        "“{value}”未能匹配，可能是：{candidates}",
    ),
    "problem.unmatched": (
        "the registry knows no “{value}” here; it stays an organization of its own",
        "该行政区内没有“{value}”，作为单独的单位保留",
    ),
    "problem.no_area": (
        "nothing tells which area the sheet is about, so its places were not matched with the registry",
        "无法判断该工作表属于哪个地区，地名未与行政区划匹配",
    ),
    "problem.code_name": (
        "the code {value} is that of {named}, the name is {name}: the code was used",
        "代码 {value} 是{named}，而名称为{name}：已按代码处理",
    ),
    "problem.known_count": (
        "the package says that {expected} rows hold {cell}; {found} do",
        "数据包声明有 {expected} 行为 {cell}，实际为 {found} 行",
    ),
    "hint.formula": (
        "open the file in Excel and save it, or type the value",
        "请用 Excel 打开并保存一次，或直接填写数值",
    ),
    "hint.error_value": ("replace the error by the value it should be", "请将错误值改为实际内容"),
    "hint.unseen": ("retype the cell", "请重新输入该单元格"),
    "hint.duplicate_id": (
        "give this record an id of its own, or remove one of the two",
        "请改用不同的编号，或删除其一",
    ),
    "hint.unknown_part_of": ("add that organization, or mend its id", "请补充该单位，或更正编号"),
    "hint.cycle": ("mend part_of in one of these rows", "请更正其中一行的隶属关系"),
    "hint.unknown_organization": ("add it to the organizations, or mend the id", "请在单位表中补充，或更正编号"),
    "hint.unknown_agreement": (
        "mend the id, or leave it empty and name helper and recipient",
        "请更正编号，或留空并填写双方",
    ),
    "hint.unknown_source": ("add it to sources.csv", "请在 sources.csv 中补充"),
    "hint.self_help": ("name the organization that helps", "请填写真正的帮扶单位"),
    "hint.end_before_start": ("mend one of the two dates", "请更正其中一个日期"),
    "hint.kind_differs": ("mend the kind, or leave it empty", "请更正类型，或留空"),
    "hint.ragged": (
        "quote the cell that holds a separator, or remove the extra ones",
        "请给含分隔符的内容加引号，或删去多余的单元格",
    ),
    "hint.hidden_sheet": (
        "unhide the sheet, or say use = true for it in a mapping file",
        "请取消隐藏，或在列对应文件中为其写 use = true",
    ),
    "hint.no_table": (
        "nothing to do if it holds none; else name its header rows in a mapping file",
        "如本无表格可忽略，否则请在列对应文件中指明表头行",
    ),
    "hint.hidden_rows": ("delete them if they should not count", "如不应计入，请删除这些行"),
    "hint.no_name": ("write the name of the organization", "请填写单位名称"),
    "hint.count_differs": ("name all of them, or mend the number", "请补全名称，或更正数量"),
    "hint.elided": ("write the full names if this is wrong", "如有误，请写全称"),
    "hint.personal_dropped": ("nothing to do; persons are never kept", "无需处理，个人信息一律不保留"),
    "hint.personal_column": ("nothing to do; persons are never kept", "无需处理，个人信息一律不保留"),
    "hint.no_unit": (
        "write the unit into the header (万元), or amount_unit into a mapping file",
        "请在表头写明单位（如 万元），或在列对应文件中写 amount_unit",
    ),
    "hint.implausible": ("look at the unit: 元 or 万元?", "请核对单位是 元 还是 万元"),
    "hint.merged_amount": ("give each row its own amount", "请按行分别填写金额"),
    "hint.doubtful_date": ("write 2018-01 or 2018-10", "请写成 2018-01 或 2018-10"),
    "hint.proposal": (
        "decide with: jiedui reconcile FILE -o proposals.xlsx",
        "请用 jiedui reconcile 文件 -o proposals.xlsx 逐条确认",
    ),
    "hint.unmatched": ("check the spelling and the township", "请核对写法和所属乡镇"),
    "hint.no_area": (
        "say it with --in, e.g. --in 520281 or --in 盘州市",
        "请用 --in 指明，例如 --in 520281 或 --in 盘州市",
    ),
    "hint.code_name": ("check which of the two is right", "请核对代码与名称哪个正确"),
    "hint.known_count": ("the package has changed: look at these rows anew", "数据包已变化，请重新核对这些行"),
    "hint.known": ("known to the package: {en}", "数据包已说明：{zh}"),
    "hint.kind": ("use one of the known kinds", "请使用已知的单位类型"),
    "hint.form": ("use one of the known forms, or leave it empty", "请使用已知的结对形式，或留空"),
    "hint.certainty": ("write named or group", "请填写 named 或 group"),
    "hint.measure": ("use one of the known measures", "请使用已知的投入指标"),
    "hint.bool": ("write true or false (是 or 否)", "请填写 是 或 否"),
    "hint.date": ("write the year, year-month or year-month-day", "请按 年、年-月 或 年-月-日 填写"),
    "hint.number": ("write a plain number", "请填写数字"),
    "hint.negative": ("amounts are zero or more", "数值应不小于零"),
    "hint.unit": (
        "write 元, 万元 or 亿元 after the number or in the unit column",
        "请在数字后或单位列写明 元、万元 或 亿元",
    ),
    "hint.counts": ("write kind=count, separated by semicolons", "请按 类型=数量 填写，用分号隔开"),
    "hint.missing": ("fill the cell", "请填写该单元格"),
    "hint.long": ("shorten it; put notes into a column of their own", "请缩短名称，说明另列填写"),
    "hint.claim": ("state either the counts or the measure", "数量与指标只填其一"),
    "hint.part_of_self": ("mend part_of", "请更正隶属关系"),
    "input.missing": ("There is no file {file}. Check the path.", "找不到文件 {file}。请检查路径。"),
    "input.unknown": (
        "{name} is neither a file or folder nor a bundled package. Bundled: {known}",
        "{name} 既不是文件或文件夹，也不是自带数据包。自带：{known}",
    ),
    "input.unreadable": ("{file} cannot be read: {why}", "无法读取 {file}：{why}"),
    "input.damaged": (
        "{file} is damaged or cut short. Get a new copy of it.",
        "{file} 已损坏或不完整。请重新获取该文件。",
    ),
    "input.too_large": (
        "{file} is larger than {limit} MiB when unpacked and was not read. Split it, or save it as CSV.",
        "{file} 解压后超过 {limit} MiB，未读取。请拆分，或另存为 CSV。",
    ),
    "input.encoding": (
        "The encoding of {file} was not recognised. Save it as “CSV UTF-8”.",
        "无法识别 {file} 的编码。请另存为“CSV UTF-8”。",
    ),
    "input.too_wide": (
        "{file} [{sheet}] spans more than {limit} cells: something stands far away from the table. Delete the empty rows and columns around the table.",
        "{file} [{sheet}] 所占单元格超过 {limit} 个：表格之外很远处还有内容。请删除表格四周的空行空列。",
    ),
    "input.decisions": (
        "Row {row} of {file} is no decision about a name. Mend the row, or remove it; the file is one that jiedui reconcile writes.",
        "{file} 第 {row} 行不是有效的名称决定。请更正或删除该行；该文件由 jiedui reconcile 生成。",
    ),
    "input.proposals": (
        "{file} is no table of proposals: it needs the columns {columns}. Write one with: jiedui reconcile -o proposals.xlsx",
        "{file} 不是名称确认表，缺少这些列：{columns}。请用 jiedui reconcile -o proposals.xlsx 生成。",
    ),
    "input.decide": (
        "Row {row} of {file}: “{value}” is no answer. Write 是 or 否 (and a kind from the list); nothing was recorded.",
        "{file} 第 {row} 行：“{value}”无效。请填 是 或 否（类型须为列表中的词）；未记录任何决定。",
    ),
    "input.candidate": (
        "Row {row} of {file}: there is no organization “{value}”. Use an id from the list, or cn- and a division code; nothing was recorded.",
        "{file} 第 {row} 行：没有单位“{value}”。请使用列表中的编号，或 cn- 加行政区划代码；未记录任何决定。",
    ),
    "input.decided_twice": (
        "Rows {other} and {row} of {file} both say 是 for “{value}”. Leave one; nothing was recorded.",
        "{file} 第 {other} 行和第 {row} 行都对“{value}”填了“是”。请只保留一个；未记录任何决定。",
    ),
    "input.empty": ("{file} is empty.", "{file} 是空文件。"),
    "input.format": (
        "{file} is of a kind that is not read. Known: {known}",
        "{file} 的格式不受支持。可读格式：{known}",
    ),
    "input.csv": ("{file} is no proper table: {why}", "{file} 不是规范的表格：{why}"),
    "input.book": ("{file} cannot be read as a workbook: {why}", "{file} 无法作为工作簿读取：{why}"),
    "input.no_package": (
        "{folder} holds no datapackage.json. Name a data package, or the file to load.",
        "{folder} 中没有 datapackage.json。请指定数据包，或要加载的文件。",
    ),
    "input.descriptor": ("{file} is no proper descriptor: {why}", "{file} 不是规范的描述文件：{why}"),
    "input.outside": (
        "The package names the file {file}, which lies outside {folder}. Files of a package lie in its folder.",
        "数据包引用了 {folder} 之外的文件 {file}。数据包的文件必须放在其文件夹内。",
    ),
    "input.duplicate_header": (
        "{file} has two columns called “{column}”. Rename or remove one.",
        "{file} 中有两列都叫“{column}”。请重命名或删除其一。",
    ),
    "input.several": (
        "{file} holds several datasets: {names}. Load them with jiedui load, or name one.",
        "{file} 含多个数据集：{names}。请用 jiedui load 加载，或指定其一。",
    ),
    "input.newer_export": (
        "{file} was exported by a newer version. Update jiedui.",
        "{file} 由更新的版本导出。请升级 jiedui。",
    ),
    "input.missing_column": (
        "{file} has no column “{column}”. Found: {found}",
        "{file} 缺少“{column}”列。现有：{found}",
    ),
    "input.mapping": ("The mapping {file} cannot be read: {why}", "无法读取列对应文件 {file}：{why}"),
    "input.mapping_name": (
        "The mapping {file} speaks of {name}, which is not known. Known: {known}",
        "列对应文件 {file} 中的 {name} 无法识别。可用：{known}",
    ),
    "input.mapping_column": (
        "The mapping {file} names a column “{column}” that the table does not have. Found: {found}",
        "列对应文件 {file} 指定的列“{column}”在表中不存在。现有：{found}",
    ),
    "input.no_recipient": (
        'No column of {file} was recognised as who is helped. Name it with --mapping FILE ([columns] recipient = "…"). Found: {found}',
        '未能识别 {file} 中的受援方列。请用 --mapping 文件 指定（[columns] recipient = "…"）。现有：{found}',
    ),
    "input.no_kind": (
        '{file} does not say what “{column}” holds: villages, schools…? Tell with --mapping FILE ([defaults] recipient_kind = "village").',
        '{file} 没有说明“{column}”列是村、学校还是其他。请用 --mapping 文件 指定（[defaults] recipient_kind = "village"）。',
    ),
    "input.in_registry": (
        "--in takes a part of a registry; {name} is none. Load it whole and use --in with the question.",
        "--in 只用于截取行政区划；{name} 不是行政区划。请整体加载，在提问时使用 --in。",
    ),
    "input.in_unknown": (
        "{name} has no unit “{area}”. Give its code or full name.",
        "{name} 中没有“{area}”。请给出代码或全称。",
    ),
    "input.in_ambiguous": (
        "“{area}” may be: {candidates}. Give the code.",
        "“{area}”可能是：{candidates}。请给出代码。",
    ),
    "network.type": ("the graph must be a MultiDiGraph, not {value}", "网络必须是 MultiDiGraph，而不是 {value}"),
    "network.id": (
        "the node {subject} is a {value}; an id must be a text",
        "节点 {subject} 的标识是 {value}，应为文本",
    ),
    "network.kind": ("{subject} has no known kind: {value}", "{subject} 的类型未知：{value}"),
    "network.name": ("{subject} has no name", "{subject} 没有名称"),
    "network.part_of": (
        "{subject} lies in {value}, which is not in the graph",
        "{subject} 隶属于 {value}，但后者不在网络中",
    ),
    "network.cycle": ("{subject} lies in itself, through {value}", "{subject} 经由 {value} 隶属于自身"),
    "network.self_help": ("agreement {subject} makes {value} its own helper", "协议 {subject} 使 {value} 帮扶自身"),
    "network.certainty": (
        "agreement {subject} has no known certainty: {value}",
        "协议 {subject} 的确定程度未知：{value}",
    ),
    "network.form": ("agreement {subject} has no known form: {value}", "协议 {subject} 的形式未知：{value}"),
    "network.date": ("agreement {subject} has no proper date: {value}", "协议 {subject} 的日期不规范：{value}"),
    "load.done": (
        "{name}: loaded {organizations} organizations, {agreements} agreements, {contributions} contributions, {claims} claims.",
        "{name}：已加载 {organizations} 个单位、{agreements} 份协议、{contributions} 项投入、{claims} 项通报数。",
    ),
    "load.unchanged": (
        "{name}: the same as loaded before ({organizations} organizations, {agreements} agreements); nothing to do.",
        "{name}：与上次加载相同（{organizations} 个单位、{agreements} 份协议），无需更新。",
    ),
    "load.dry_run": (
        "{name}: would load {organizations} organizations, {agreements} agreements, {contributions} contributions, {claims} claims. Nothing was written.",
        "{name}：试运行，将加载 {organizations} 个单位、{agreements} 份协议、{contributions} 项投入、{claims} 项通报数。未写入。",
    ),
    "load.refused": (
        "{name}: not loaded, because of the errors below (--strict).",
        "{name}：因下列错误未加载（--strict）。",
    ),
    "load.change": (
        "  {what:one}: {added} added, {removed} removed, {changed} changed since the last load.",
        "  {what:one}：较上次新增 {added}，移除 {removed}，变更 {changed}。",
    ),
    "load.problems": (
        "Errors: {errors}, warnings: {warnings}. Rows not used: {rejected}; the rest was.",
        "{errors} 个错误，{warnings} 个提醒；{rejected} 行未使用，其余均已使用。",
    ),
    "load.attributes": (
        "{name}: columns that are not part of the format, kept as attributes: {columns}",
        "{name}：格式之外的列，已作为属性保留：{columns}",
    ),
    "load.detail": ("    {what:one}: {recipient}{change}", "    {what:one}：{recipient}{change}"),
    "load.details_more": (
        "    … and {count} more changes (-f json tells all)",
        "    ……另有 {count} 处变化（-f json 可看全部）",
    ),
    "load.rejects": (
        "Rows with errors written to {file}: {count}. Mend the coloured cells there and load it.",
        "{count} 行有错误的记录已写入 {file}：更正标色的单元格后可直接加载该文件。",
    ),
    "load.rejects_none": ("No row holds an error: {file} was not written.", "没有出错的行，未写入 {file}。"),
    "load.mapping": ("The mapping was written to {file}.", "列对应已写入 {file}。"),
    "load.unmatched": (
        "Names not matched: {proposed} with candidates, {alone} without. To decide: jiedui reconcile -o proposals.xlsx",
        "未匹配的名称：{proposed} 个有候选，{alone} 个没有候选。请确认：jiedui reconcile -o proposals.xlsx",
    ),
    "dry.table": (
        "{file} [{sheet}]: header in row {header}, {records} records, {skipped} rows that are none (totals, notes); area: {area}",
        "{file} [{sheet}]：表头第 {header} 行，{records} 条记录，{skipped} 行不是记录（合计、注释）；地区：{area}",
    ),
    "dry.records": ("The first {count} records:", "前 {count} 条记录："),
    "dry.hidden": ("{file} [{sheet}]: hidden, not read", "{file} [{sheet}]：已隐藏，未读取"),
    "dry.no_table": ("{file} [{sheet}]: no table found, not read", "{file} [{sheet}]：未找到表格，未读取"),
    "dry.examples": ("{file} [{sheet}]: examples or instructions, not read", "{file} [{sheet}]：示例或说明，未读取"),
    "dry.mapping": ("{file} [{sheet}]: left out by the mapping", "{file} [{sheet}]：按列对应文件跳过"),
    "reconcile.found": (
        "Names that were not matched: {names}; with candidates: {proposed}, with none: {alone}.",
        "{names} 个名称未匹配：{proposed} 个有候选，{alone} 个没有候选。",
    ),
    "reconcile.none": ("Every name was matched.", "全部名称均已匹配。"),
    "reconcile.written": (
        "Written to {file}. Put 是 or 否 beside the candidates, then: jiedui reconcile --apply {file}",
        "已写入 {file}。请在候选旁填 是 或 否，然后运行：jiedui reconcile --apply {file}",
    ),
    "reconcile.applied": (
        "Accepted: {yes}, refused: {no}; kept in {file}. They count from the next load on: load the files again.",
        "已确认 {yes} 个名称，排除 {no} 个候选，保存在 {file}。下次加载时生效：请重新加载文件。",
    ),
    "reconcile.undone": (
        "Taken back about “{name}”: {count}. Load the files again.",
        "已撤销关于“{name}”的 {count} 个决定。请重新加载文件。",
    ),
    "reconcile.held": ("Decisions that hold: {decisions}.", "现有 {decisions} 个有效决定。"),
    "reconcile.how": (
        "One row is one candidate for a name that could not be matched surely.\nPut 是 (yes) beside the right one, 否 (no) beside wrong ones; at most one 是 for each name.\nIf you know the right organization and it is not listed, write its id (cn- and the division code) under “Candidate id” and 是.\nThen: jiedui reconcile --apply this file, and load the rosters again.",
        "每一行是一个未能确定匹配的名称及其候选。\n正确的填“是”，错误的填“否”；每个名称最多一个“是”。\n如正确单位不在候选中，请在“候选编号”填写其编号（cn- 加行政区划代码）并填“是”。\n然后运行：jiedui reconcile --apply 本文件，并重新加载台账。",
    ),
    "template.written": (
        "A blank roster was written to {file}. Fill in the first sheet, then: jiedui load {file}",
        "空白台账已写入 {file}。填写第一个工作表后运行：jiedui load {file}",
    ),
    "template.units": (
        "The unit the recipient lies in. Full names; the township matters most.",
        "受援单位所在地，写全称；乡镇最重要。",
    ),
    "template.recipient": (
        "Who is helped: one village, school, hospital… a row. A row without a helper says that it has no partner yet.",
        "受援单位：每行一个村、学校、医院等。没有帮扶单位的行表示尚未结对。",
    ),
    "template.kind": ("Choose from the list.", "从列表中选择。"),
    "template.code": ("The official code, if it is known (villages: 12 digits).", "官方代码，如有（村为 12 位）。"),
    "template.helper": ("Who helps. Several: separate with 、", "帮扶单位。多个用、分隔。"),
    "template.sector": ("What the help is about (education, health, industry…).", "帮扶领域（教育、卫生、产业等）。"),
    "template.form": ("How the pairing is organised.", "结对形式。"),
    "template.date": (
        "2018, 2018-05 or 2018-05-03. Empty: not known, or still running.",
        "2018、2018-05 或 2018-05-03。空白表示不详或仍有效。",
    ),
    "template.funds": ("Money given, in 10,000 yuan.", "资金，单位万元。"),
    "template.year": ("The year the money is of.", "资金所属年度。"),
}
