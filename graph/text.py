"""Every sentence the program says, in English and Chinese, by key. Nothing else in the project holds text for people.

A template's fields are filled by `say`; `WORDS` turns vocabulary values into words of the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = ("en", "zh")

_Pair = tuple[str, str]

TEXT: Mapping[str, _Pair] = {
    # --- records: one cell, or one record, that cannot be
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
    "record.long": (
        "this is longer than {limit} characters: more than a name",
        "超过 {limit} 个字符，不像是名称",
    ),
    "record.part_of_self": ("{id} is said to lie in itself", "{id} 被写成隶属于自身"),
    "record.self_help": ("{id} is written as its own helper", "{id} 被写成自己的帮扶方"),
    "record.end_before_start": ("the end {end} is before the start {start}", "终止日期 {end} 早于起始日期 {start}"),
    "record.claim": (
        "{id} states neither counts on both sides nor a measure with its value (or both)",
        "{id} 应当只写两侧数量，或只写指标与数值",
    ),
    # --- problems: a place in an input
    "problem.formula": (
        "the formula {value} has no value in the file",
        "公式 {value} 在文件中没有计算结果",
    ),
    "problem.error_value": ("the cell holds the error {value}", "单元格是错误值 {value}"),
    "problem.unseen": ("the cell holds a control character (such as NUL)", "单元格含有控制字符（如 NUL）"),
    "problem.duplicate_id": (
        "{value} was used above for something else",
        "{value} 在前面已用于另一条不同的记录",
    ),
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
    # --- inputs that cannot be read at all
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
    # --- stores
    "store.none": (
        "There is no store at {path} yet. Load something first (jiedui load panzhou-dalian), or name one with --store.",
        "{path} 处还没有数据库。请先加载数据（jiedui load panzhou-dalian），或用 --store 指定。",
    ),
    "store.no_folder": (
        "There is no folder {path}. Make it, or name another with --store.",
        "没有文件夹 {path}。请先建立，或用 --store 另行指定。",
    ),
    "store.not_ours": (
        "{path} is no jiedui store; nothing was touched. Name another file with --store.",
        "{path} 不是结对数据库，未作任何改动。请用 --store 指定其他文件。",
    ),
    "store.newer": (
        "{path} was written by a newer version (schema {version}; this one reads up to {known}). Update jiedui.",
        "{path} 由更新的版本写成（结构 {version}，本版本最高支持 {known}）。请升级 jiedui。",
    ),
    "store.open": ("{path} cannot be opened: {why}", "无法打开 {path}：{why}"),
    "store.busy": (
        "Another load is writing {path}. Wait for it to finish and try again.",
        "另一个加载正在写入 {path}。请等待其完成后重试。",
    ),
    "store.write": (
        "{path} cannot be written: {why}. The former state is unchanged.",
        "无法写入 {path}：{why}。原有数据未变。",
    ),
    "store.cycle": (
        "The datasets together say that {id} lies in itself; this load was not done. See `part_of` in both.",
        "各数据合并后 {id} 会隶属于自身，本次未加载。请核对各数据中的隶属关系。",
    ),
    "store.scheme": (
        "Stores of the kind {url}:// are not known here. Give the path of a file, or neo4j://HOST:7687.",
        "不支持 {url}:// 类型的数据库。请给出文件路径，或 neo4j://主机:7687。",
    ),
    "store.down": (
        "No Neo4j server answers at {url}. Is it running, and are host and port right? (docs/neo4j.md tells how to start one.)",
        "{url} 没有 Neo4j 服务响应。请确认服务已启动、主机和端口无误（启动方法见 docs/neo4j.md）。",
    ),
    "store.tls": (
        "{url} and the server do not agree on encryption. Use neo4j+s:// (or neo4j+ssc:// for a self-signed certificate) where it encrypts, neo4j:// where it does not.",
        "{url} 与服务器的加密方式不一致。服务器加密时用 neo4j+s://（自签名证书用 neo4j+ssc://），不加密时用 neo4j://。",
    ),
    "store.password": (
        "The server at {url} refuses the user or the password. Set NEO4J_USERNAME and NEO4J_PASSWORD.",
        "{url} 拒绝了用户名或密码。请设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
    ),
    "store.no_password": (
        "The server at {url} needs a password. Set NEO4J_PASSWORD (and NEO4J_USERNAME, unless it is neo4j).",
        "{url} 需要密码。请设置 NEO4J_PASSWORD（用户名不是 neo4j 时还需 NEO4J_USERNAME）。",
    ),
    "store.credentials": (
        "An address must not hold a user or a password: they end up in histories and logs. Give {url}, and set NEO4J_USERNAME and NEO4J_PASSWORD.",
        "地址中不能写用户名和密码，以免留在历史记录和日志里。请使用 {url}，并设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
    ),
    "store.database": (
        "The server at {url} has no database “{name}”. Correct NEO4J_DATABASE, or unset it for the default one.",
        "{url} 上没有数据库“{name}”。请更正 NEO4J_DATABASE，或取消设置以使用默认数据库。",
    ),
    "store.read_only": (
        "{url} may only be read with these credentials; nothing was written. Ask its administrator, or use another user.",
        "以当前身份只能读取 {url}，未写入任何内容。请联系管理员，或换用其他用户。",
    ),
    "store.old": (
        "The server is {found}; at least Neo4j {needed} is needed. Nothing was touched.",
        "服务器版本为 {found}，至少需要 Neo4j {needed}。未作任何改动。",
    ),
    "store.empty": (
        "There is no network at {url} yet. Load one (jiedui --store {url} load panzhou-dalian), or push a store to it.",
        "{url} 中还没有数据。请先加载（jiedui --store {url} load panzhou-dalian），或推送已有数据库。",
    ),
    "store.foreign": (
        "The database at {url} holds data that is not ours; nothing was touched. Use an empty database.",
        "{url} 的数据库中有其他数据，未作任何改动。请使用空数据库。",
    ),
    "store.overtaken": (
        "Another load took over {path} because this one had not written for long. The former state is unchanged: load again.",
        "本次加载停顿过久，{path} 已由另一个加载接管。原有数据未变，请重新加载。",
    ),
    "store.no_dataset": (
        "There is no dataset {name} in the store. Loaded: {known}",
        "数据库中没有数据 {name}。已加载：{known}",
    ),
    "store.server": ("The server at {url} says: {why}", "{url} 返回错误：{why}"),
    # --- the network's conventions
    "network.type": ("the graph must be a MultiDiGraph, not {value}", "网络必须是 MultiDiGraph，而不是 {value}"),
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
    # --- looking names up
    "ask.unknown": (
        "Nothing loaded is called “{text}”. Try: jiedui find {text}",
        "已加载的数据中没有“{text}”。可试：jiedui find {text}",
    ),
    "ask.ambiguous": (
        "“{text}” may be any of {count}; give the id:\n  {candidates}",
        "“{text}”可能是 {count} 个单位之一，请给出编号：\n  {candidates}",
    ),
    # --- answers in words
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
        "{passed:passed} 截至 {day}，{figures} 项通报数中有 {held} 项与具名记录一致。",
    ),
    "answer.conflicts": (
        "{passed:passed} {count} contradictions between sources.",
        "{passed:passed} 各来源之间有 {count} 处矛盾。",
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
    "stats.theil_within": (
        "{share:%} of it lies within those units.",
        "其中 {share:%} 来自所属单位内部的差异。",
    ),
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
    # --- notes under an answer
    "note.estimate": (
        "An estimate: shortest ways from {sample} of {nodes} nodes, seed {seed}.",
        "估计值：从 {nodes} 个节点中抽取 {sample} 个计算最短路径，随机种子 {seed}。",
    ),
    "note.components": (
        "The network falls into {parts} parts, {alone} of them one organization without a partner; what lies in different parts is not connected at all.",
        "网络分为 {parts} 个互不相连的部分，其中 {alone} 个只有一个没有结对的单位。",
    ),
    "note.relative": (
        "The values only say who comes before whom.",
        "数值只用于比较先后，本身没有单位。",
    ),
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
        "“expected”为所采用的说法：与已记录投入一致者，否则为最新数据的说法。",
    ),
    # --- loading
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
    "load.detail": (
        "    {what:one}: {recipient}{change}",
        "    {what:one}：{recipient}{change}",
    ),
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
    # --- what a roster was understood to say
    "dry.table": (
        "{file} [{sheet}]: header in row {header}, {records} records, {skipped} rows that are none (totals, notes); area: {area}",
        "{file} [{sheet}]：表头第 {header} 行，{records} 条记录，{skipped} 行不是记录（合计、注释）；地区：{area}",
    ),
    "dry.records": ("The first {count} records:", "前 {count} 条记录："),
    "dry.hidden": ("{file} [{sheet}]: hidden, not read", "{file} [{sheet}]：已隐藏，未读取"),
    "dry.no_table": ("{file} [{sheet}]: no table found, not read", "{file} [{sheet}]：未找到表格，未读取"),
    "dry.examples": ("{file} [{sheet}]: examples or instructions, not read", "{file} [{sheet}]：示例或说明，未读取"),
    "dry.mapping": ("{file} [{sheet}]: left out by the mapping", "{file} [{sheet}]：按列对应文件跳过"),
    # --- names to decide about
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
    # --- the blank roster
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
    "progress.pages": ("writing the pages", "正在写入网页"),
    "progress.read": ("Reading {name} …", "正在读取 {name} ……"),
    "progress.record": ("rows read", "已读取的行"),
    "progress.organization": ("organizations", "单位"),
    "progress.agreement": ("agreements", "协议"),
    "progress.contribution": ("contributions", "投入"),
    "progress.merge": ("merging", "合并"),
    "progress.index": ("indexes", "索引"),
    # --- writing answers
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
    "ask.lang": ("“{value}” is no language known here: en or zh", "不支持语言“{value}”：请用 en 或 zh"),
    "ask.by_area": (
        "--by takes an area level here: {known}; not {value}",
        "此处 --by 只能是区域层级：{known}；不能是 {value}",
    ),
    # --- the demonstration
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
    # --- help
    "help.app": (
        "Who is paired with whom in a paired-assistance network, and who is paired with no one?",
        "结对帮扶网络中，谁与谁结对，谁还没有结对？",
    ),
    "help.options": ("Options", "选项"),
    "help.arguments": ("Arguments", "参数"),
    "help.commands": ("Commands", "命令"),
    "help.help": ("Show this text.", "显示本说明。"),
    "help.install_completion": ("Install completion for this shell.", "为当前终端安装补全。"),
    "help.show_completion": ("Show the completion script.", "显示补全脚本。"),
    "help.store": (
        "The file that keeps the network (default: $JIEDUI_STORE, else jiedui.db in this folder).",
        "存放网络的文件（默认：$JIEDUI_STORE，否则为当前文件夹的 jiedui.db）。",
    ),
    "help.lang": ("The language of answers (default: the locale's).", "回答所用的语言（默认随系统）。"),
    "help.debug": ("Show the traceback of an unexpected error.", "出现意外错误时显示详细信息。"),
    "help.version": ("Show the version.", "显示版本。"),
    "help.as_of": (
        "The day the answer is for (default: the newest day of what is loaded).",
        "回答所对应的日期（默认：已加载数据的最新日期）。",
    ),
    "help.in": (
        "Only what lies in this unit: a name, a code, a part of a name, pinyin initials.",
        "只看该区域内：名称、代码、部分名称或拼音首字母。",
    ),
    "help.format": ("table (default), json, csv or xlsx.", "table（默认）、json、csv 或 xlsx。"),
    "help.output": ("Write to this file; its ending tells the format.", "写入该文件，格式由后缀决定。"),
    "help.sector": (
        "Count only agreements of this sector (education, health…).",
        "只计该领域的协议（education、health…）。",
    ),
    "help.kind": (
        "village, township, county, school, hospital… (or 村, 乡镇, 学校…)",
        "村、乡镇、县、学校、医院……（或 village、school…）",
    ),
    "help.org": (
        "A name, an alias, a part of a name, a code, an id or pinyin initials.",
        "名称、别名、部分名称、代码、编号或拼音首字母。",
    ),
    "help.name": ("What to look for.", "要查找的内容。"),
    "help.gaps": (
        "Which villages (schools, townships…) have no registered partner of their own.  jiedui gaps village --in 盘州市",
        "哪些村（学校、乡镇……）没有本级登记的结对单位。  jiedui gaps village --in 盘州市",
    ),
    "help.gaps_by": (
        "How many in each: township, county, prefecture or province.",
        "按 township、county、prefecture 或 province 汇总。",
    ),
    "help.state": ("Only those in this state.", "只看该状态。"),
    "help.coverage": (
        "The share of the roster with a partner of its own.  jiedui coverage --by kind",
        "名册中有本级结对单位的比例。  jiedui coverage --by kind",
    ),
    "help.coverage_by": (
        "What to group by; villages are counted unless a kind is named.",
        "分组方式；除按类型外，未指明类型时统计村。",
    ),
    "help.partners": (
        "Who helps an organization and whom it helps.  jiedui partners 盘州市人民医院",
        "谁帮扶某单位、它帮扶谁。  jiedui partners 盘州市人民医院",
    ),
    "help.history": ("In the order of time, ended ones among the others.", "按时间顺序列出，包括已终止的。"),
    "help.explain": (
        "Why an organization is counted as it is, from which file and row.  jiedui explain 盘州市人民医院",
        "某单位为何这样统计，依据哪个文件的哪一行。  jiedui explain 盘州市人民医院",
    ),
    "help.find": ("Look a name up.  jiedui find 双凤", "查找名称。  jiedui find 双凤"),
    "help.sources": (
        "What is loaded, and where it comes from.  jiedui sources",
        "已加载的数据及其来源。  jiedui sources",
    ),
    "help.check": (
        "Checks: claims, conflicts. Exit 1 when one fails.",
        "核对：claims（通报数）、conflicts（矛盾）。未通过时退出码为 1。",
    ),
    "help.claims": (
        "Claimed figures beside what is on record.  jiedui check claims",
        "通报数与记录对照。  jiedui check claims",
    ),
    "help.conflicts": (
        "Where sources contradict each other.  jiedui check conflicts",
        "各来源之间的矛盾。  jiedui check conflicts",
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
        "Of a registry, only this unit with all that lies in it; of a roster, the unit it is about (name or code).",
        "行政区划只加载该单位及其下辖；台账所属的地区（名称或代码）。",
    ),
    "ask.one_name": (
        "--name is for one file, not for {count}: load them one by one.",
        "--name 只能用于一个文件（现有 {count} 个）：请逐个加载。",
    ),
    "ask.no_decision": (
        "There is no decision about “{name}”. Those that hold: jiedui reconcile --list",
        "没有关于“{name}”的决定。查看现有决定：jiedui reconcile --list",
    ),
    "ask.template_suffix": (
        "A template is a workbook: {file} must end in .xlsx.",
        "模板是工作簿，{file} 须以 .xlsx 结尾。",
    ),
    "help.write_mapping": (
        "Write what was understood of the columns as a mapping file, for next month.",
        "将对各列的理解写成列对应文件，供下次使用。",
    ),
    "help.rejects": (
        "Write the rows with errors to a workbook, to be mended and loaded.",
        "将有错误的行写入工作簿，更正后可再加载。",
    ),
    "help.called": (
        "What to call the data; a later load of the same name replaces it.",
        "数据的名称；同名的下次加载会替换它。",
    ),
    "help.reconcile": (
        "Names that were not matched: list them, decide, apply.  jiedui reconcile -o proposals.xlsx",
        "未匹配的名称：列出、确认、应用。  jiedui reconcile -o proposals.xlsx",
    ),
    "help.reconcile_paths": (
        "Rosters to look through; without any, what is in the store.",
        "要检查的台账；不写则检查数据库中的记录。",
    ),
    "help.apply": ("Record the decisions in this workbook.", "记录该工作簿中的决定。"),
    "help.undo": ("Take back the decisions about this name.", "撤销关于该名称的决定。"),
    "help.held": ("List the decisions that hold.", "列出现有的决定。"),
    "help.template": (
        "A blank roster to fill in.  jiedui template -o 台账.xlsx",
        "空白台账，供填写。  jiedui template -o 台账.xlsx",
    ),
    "help.load_as_of": ("The day the table is for.", "表格所对应的日期。"),
    "help.mapping": ("Which column of a table holds what (TOML).", "表格各列的含义（TOML）。"),
    "help.strict": ("Load nothing when anything is wrong.", "有任何错误时不加载。"),
    "help.dry_run": ("Say what would be loaded; write nothing.", "只说明将加载什么，不写入。"),
    "help.map": (
        "The network as one offline page: search, filter, print, mail.  jiedui map -o map.html",
        "将结对网络绘成一个离线网页，可搜索、筛选、打印、发送。  jiedui map -o map.html",
    ),
    "help.map_state": (
        "Only members in this state (gaps, direct, inherited, lapsed, never) and their partners; may be repeated.",
        "只显示该状态（gaps、direct、inherited、lapsed、never）的单位及其结对方，可重复。",
    ),
    "help.map_output": ("The page to write.", "要写入的网页文件。"),
    "help.focus": ("Only this organization and those it is paired with.", "只显示该单位及与其结对的单位。"),
    "help.hops": ("How many pairs away from it to show.", "显示到几层结对关系。"),
    "help.layout": (
        "How the drawing is laid out: columns (helpers left, recipients right) or free (by forces).",
        "布局：columns（左为帮扶方、右为受援方）或 free（力导向）。",
    ),
    "help.open": ("Open the page in the browser.", "在浏览器中打开。"),
    "help.force": ("Replace a file that is there already.", "替换已有文件。"),
    "help.rank": (
        "Who matters most: by partners, money or centrality.  jiedui rank --side helper --top 10",
        "谁最重要：按结对单位数、资金或中心性排名。  jiedui rank --side helper --top 10",
    ),
    "help.rank_kind": ("Only this kind of organization in the list.", "列表中只显示该类型的单位。"),
    "help.side": ("Rank those who help, or those who are helped.", "对帮扶方或受援方排名。"),
    "help.rank_by": (
        "What to rank by. pagerank and birank need scipy.",
        "排名依据。pagerank 与 birank 需要 scipy。",
    ),
    "help.top": ("Only the first so many, and all who tie with the last.", "只列前几名（并列者一并列出）。"),
    "help.groups": (
        "Also count partners that are only named as a group.",
        "也计入只列入成组名单的结对单位。",
    ),
    "help.stats": (
        "How help is spread: load, concentration, inequality, in words.  jiedui stats village --in 盘州市",
        "帮扶如何分布：负担、集中度、差异，用文字说明。  jiedui stats 村 --in 盘州市",
    ),
    "help.depend": (
        "Who has one partner only.  jiedui depend village --critical",
        "哪些单位只有一个结对单位。  jiedui depend 村 --critical",
    ),
    "help.critical": (
        "Instead: which partners would leave most with none.",
        "改为列出：哪些结对单位退出影响最大。",
    ),
    "help.withdraw": (
        "What if these leave: who is left with none, or with one.  jiedui withdraw 大连市中医医院",
        "假如这些单位退出：哪些不再有结对单位，哪些只剩一个。  jiedui withdraw 大连市中医医院",
    ),
    "help.leavers": (
        "The organizations that leave together: names, ids, codes.",
        "一起退出的单位：名称、编号或代码。",
    ),
    "help.push": (
        "Copy this store into another, such as a Neo4j server.  jiedui push neo4j://HOST:7687",
        "将本数据库复制到另一处，如 Neo4j 服务器。  jiedui push neo4j://主机:7687",
    ),
    "help.push_url": (
        "The store to copy to: neo4j://HOST:7687, or a file.",
        "目标：neo4j://主机:7687，或文件。",
    ),
    "help.pull": (
        "Copy another store, such as a Neo4j server, into this one.  jiedui pull neo4j://HOST:7687",
        "将另一处（如 Neo4j 服务器）的数据复制到本数据库。  jiedui pull neo4j://主机:7687",
    ),
    "help.pull_url": (
        "The store to copy from: neo4j://HOST:7687, or a file.",
        "来源：neo4j://主机:7687，或文件。",
    ),
    "help.wipe": (
        "First remove what jiedui wrote there before; nothing else is touched.",
        "先清除目标中由 jiedui 写入的数据；其他数据不受影响。",
    ),
    "ask.password": (
        "Password of {user}:",
        "{user} 的密码：",
    ),
    "ask.same_store": (
        "{url} is this very store. Name another one.",
        "{url} 就是本数据库，请指定另一处。",
    ),
    "ask.wipe": (
        "Only a server's store can be wiped; remove the file {url} yourself.",
        "--wipe 只用于服务器；{url} 是文件，请自行删除。",
    ),
    "help.export": (
        "Write the network for another program: a Cypher script.  jiedui export cypher -o network.cypher",
        "导出为其他程序可读的形式：Cypher 脚本。  jiedui export cypher -o network.cypher",
    ),
    "help.export_form": (
        "cypher: a script for cypher-shell or the Neo4j Browser.",
        "cypher：供 cypher-shell 或 Neo4j Browser 运行的脚本。",
    ),
    "help.export_output": (
        "The file to write; without it the script goes to standard output.",
        "要写入的文件；不指定则输出到标准输出。",
    ),
    "export.heading": (
        "A network of jiedui, for an empty Neo4j database: cypher-shell --file THIS-FILE, or paste it into the Neo4j Browser.",
        "jiedui 结对网络，用于空的 Neo4j 数据库：cypher-shell --file 本文件，或粘贴到 Neo4j Browser 运行。",
    ),
    "export.written": (
        "{file}: {count:number} statements. Into an empty database:  cypher-shell --file {file}",
        "{file}：共 {count:number} 条语句。写入空数据库：  cypher-shell --file {file}",
    ),
    "copy.wiped": (
        "{count:number} nodes of an earlier network were removed from {url}.",
        "已从 {url} 清除原有网络的 {count:number} 个节点。",
    ),
    "copy.done": (
        "{name}: {organizations:number} organizations and {agreements:number} agreements copied to {url}.",
        "{name}：已将 {organizations:number} 个单位、{agreements:number} 份协议复制到 {url}。",
    ),
    "copy.unchanged": (
        "{name}: there already, unchanged.",
        "{name}：已存在，内容相同。",
    ),
    "copy.besides": (
        "{url} also holds, from before: {names}.",
        "{url} 中原有的数据仍保留：{names}。",
    ),
    "ask.large": (
        "There are {count:number} organizations, more than are measured as a whole ({most:number}). Take a part at a time, such as a province or a prefecture: --in AREA.",
        "共有 {count:number} 个单位，超过一次分析的上限 {most:number} 个。请分地区进行（如一省、一市）：--in 地区。",
    ),
    "ask.extra": (
        "This ranking is computed by scipy, which is not installed:  pip install {name}",
        "这种排名需要 scipy，尚未安装：  pip install {name}",
    ),
    "ask.map_empty": (
        "There is nothing to show: nobody is on a roster or named by an agreement there. See what is loaded: jiedui sources",
        "没有可显示的内容：该范围内没有名册单位，也没有协议。查看已加载的数据：jiedui sources",
    ),
    "ask.map_large": (
        "The area holds {count:number} organizations, more than one map is made of ({most:number}). Take a part at a time, such as a province or a prefecture: --in AREA.",
        "该范围内共有 {count:number} 个单位，超过一张图所能容纳的 {most:number} 个。请分地区绘制（如一省、一市）：--in 地区。",
    ),
    "ask.map_free": (
        "{count:number} organizations are more than --layout free can lay out ({most:number}). Narrow it (--in, --kind, --state, --focus), or leave --layout free away.",
        "共 {count:number} 个单位，超过 --layout free 所能排布的 {most:number} 个。请缩小范围（--in、--kind、--state、--focus），或不用 --layout free。",
    ),
    "ask.map_state": ("There is no state “{value}”. Known: {known}", "没有状态“{value}”。可用：{known}"),
    "ask.map_there": (
        "{file} is there already. Name another file, or add --force to replace it.",
        "{file} 已存在。请换一个文件名，或加 --force 替换。",
    ),
    "ask.map_suffix": (
        "A map is a page: name a file that ends in .html, not {file}.",
        "结对图是网页，文件名须以 .html 结尾，而不是 {file}。",
    ),
    "map.written": (
        "The map of {count:number} organizations and {pairs:number} pairs was written to {file}.",
        "结对图（{count:number} 个单位、{pairs:number} 对）已写入 {file}。",
    ),
    "map.atlas": (
        "{count:number} organizations are more than one page holds. The overview was written to {file}, the {pages:number} pages it opens to {folder}; keep them together.",
        "共 {count:number} 个单位，一个网页容纳不下。总览已写入 {file}，其各地区的 {pages:number} 个网页写入 {folder}，请一并保存、发送。",
    ),
    "map.heavy": (
        "The page is {size:number} MB: opening it may take a moment, and some mailboxes refuse it.",
        "该网页大小为 {size:number} MB，打开需要片刻，部分邮箱可能拒收。",
    ),
    "map.no_browser": ("No browser could be opened. Open this file: {file}", "无法打开浏览器。请手动打开：{file}"),
    "map.title": ("Pairing network: {scope}", "{scope}结对网络"),
    "map.title_all": ("Pairing network", "结对网络"),
    "map.day": ("As of {day}", "截至 {day}"),
    "map.of_kind": (
        "{direct} of {roster} {kind:many} ({share:%})",
        "{roster} 个{kind:many}中有 {direct} 个（{share:%}）",
    ),
    "map.part": (
        "This map shows a part: {count:number} organizations. The figures below are for the whole.",
        "本图只显示其中 {count:number} 个单位，以下数字为整体情况。",
    ),
    "map.skip": ("To the list", "跳到列表"),
    "map.search": ("Search", "搜索"),
    "map.kind": ("Kind", "类型"),
    "map.unit": ("Unit", "所属"),
    "map.form": ("Form", "形式"),
    "map.sector": ("Sector", "领域"),
    "map.all": ("all", "全部"),
    "map.fit": ("Whole drawing", "全图"),
    "map.reset": ("Reset", "复位"),
    "map.csv": ("CSV of what is shown", "导出所见（CSV）"),
    "map.print": (
        "Print",
        "打印",
    ),
    "map.year": (
        "Year",
        "年份",
    ),
    "map.path": (
        "Where you are",
        "当前位置",
    ),
    "map.whole": (
        "Overview",
        "总览",
    ),
    "map.elsewhere": (
        "elsewhere",
        "其他",
    ),
    "map.slice": (
        "By name, no.",
        "按名称第",
    ),
    "map.drawing": (
        "Drawing",
        "结对图",
    ),
    "map.keys": (
        "Arrow keys move between organizations, Enter reads the details, Escape goes back. The list below says the same.",
        "方向键在单位之间移动，回车查看详情，Esc 返回。下方列表内容相同。",
    ),
    "map.made": (
        "jiedui {version}, as of {day}. Sources: {sources}",
        "jiedui {version}，截至 {day}。来源：{sources}",
    ),
    "map.legend": ("Legend", "图例"),
    "map.list": ("The same as a list", "列表"),
    "map.details": ("Details", "详情"),
    "map.choose": (
        "Choose an organization in the drawing or in the list. Esc goes back.",
        "请在图中或列表中选择一个单位，按 Esc 返回。",
    ),
    "map.choose_group": (
        "Choose an area to open it, or a group of helpers to see who they are. Esc goes back.",
        "点击地区可展开，点击帮扶方可查看名单，按 Esc 返回。",
    ),
    "map.showing": ("Showing {shown} of {all} organizations.", "显示 {all} 个单位中的 {shown} 个。"),
    "map.showing_groups": (
        "Showing {groups} groups that stand for {shown} of {all} organizations. Choose one to open it.",
        "显示 {groups} 组，代表 {all} 个单位中的 {shown} 个。点击可展开。",
    ),
    "map.then": (
        "On {day}, {gaps} of {roster} on the roster shown here had no registered partner of their own.",
        "{day}：此处名册 {roster} 个单位中，{gaps} 个无登记的本级结对单位。",
    ),
    "map.hits": ("{count} found: {names}", "找到 {count} 个：{names}"),
    "map.gaps": ("No partner of their own", "无本级结对单位"),
    "map.idle": ("Helpers without a pair in force", "暂无有效结对的帮扶方"),
    "map.paired": ("Recipients", "受援方"),
    "map.helpers": ("Helpers", "帮扶方"),
    "map.pairs": (
        "Pairs",
        "结对",
    ),
    "map.members": (
        "{count} organizations, {pairs} pairs",
        "{count} 个单位，{pairs} 对",
    ),
    "map.helper_group": (
        "{count} helpers, {pairs} pairs in force",
        "{count} 个帮扶方，有效结对 {pairs} 对",
    ),
    "map.mark.gap": ("gap", "缺"),
    "map.short.never": ("never had one", "从未结对"),
    "map.short.lapsed": (
        "lapsed",
        "已到期",
    ),
    "map.short.inherited": (
        "through a unit above",
        "上级覆盖",
    ),
    "map.class.helper": ("helper", "帮扶方"),
    "map.class.idle": ("helper, no pair in force", "帮扶方，暂无有效结对"),
    "map.class.direct": ("partners of its own", "有多个本级结对单位"),
    "map.class.single": ("one partner only", "只有一个结对单位"),
    "map.class.group": ("in a group list only", "仅见于成组名单"),
    "map.class.never": ("gap: never had one", "空白：从未结对"),
    "map.class.lapsed": ("gap: lapsed", "空白：已到期"),
    "map.class.inherited": ("gap: through a unit above", "空白：上级覆盖"),
    "map.class.other": ("not on a roster", "不在名册"),
    "map.class.illustrative": ("illustrative: invented, not a fact", "示例：虚构，不是事实"),
    "map.line.named": ("line: a pair in force", "实线：有效结对"),
    "map.line.group": ("dotted: both only in one list", "点线：仅同列一份名单"),
    "map.line.ended": ("dashed grey: none in force", "灰色虚线：无有效协议"),
    "map.line.pairs": (
        "line width: pairs in force (at most {most})",
        "线宽：有效结对数（最多 {most} 对）",
    ),
    "map.line.bar": (
        "bar: the part without a partner of its own",
        "横条：无本级结对单位的比例",
    ),
    "map.column.name": ("Name", "名称"),
    "map.column.kind": ("Kind", "类型"),
    "map.column.area": ("Lies in", "所在"),
    "map.column.state": ("State", "状态"),
    "map.column.partner": ("Partners", "结对单位"),
    "map.column.members": (
        "Organizations",
        "单位数",
    ),
    "map.column.roster": (
        "Roster",
        "名册数",
    ),
    "map.column.gaps": (
        "Gaps",
        "空白数",
    ),
    "map.column.share": (
        "Gap share",
        "空白比例",
    ),
    "map.column.pairs": (
        "Pairs",
        "结对数",
    ),
    "map.inherited_from": ("Through", "经由"),
    "map.other_names": ("Other names", "其他名称"),
    "map.code": ("Code", "代码"),
    "map.helps": ("helps", "帮扶"),
    "map.helped_by": ("helped by", "受帮扶于"),
    "map.from": ("{start} to {end}", "{start} 至 {end}"),
    "map.source": ("Source:", "来源："),
    "help.demo": (
        "Load the bundled example into a fresh store and show what can be asked.  jiedui demo",
        "将自带示例加载到全新的数据库，并演示可以问什么。  jiedui demo",
    ),
    # --- wrong use, and the unexpected
    "error.unexpected": (
        "Something unexpected went wrong ({what}). Please report it with the output of the same command and --debug.",
        "发生意外错误（{what}）。请加 --debug 重新运行，并将输出反馈给我们。",
    ),
    "usage.hint": ("{message} See: {command} --help", "{message}用法见：{command} --help"),
    "usage.no_command": ("There is no command {0}.", "没有命令 {0}。"),
    "usage.did_you_mean": ("There is no command {0}; perhaps {1}?", "没有命令 {0}，是否想用 {1}？"),
    "usage.no_option": ("There is no option {0}.", "没有选项 {0}。"),
    "usage.missing_argument": ("{0} is missing.", "缺少参数 {0}。"),
    "usage.missing_command": ("A command is missing.", "缺少命令。"),
    "usage.needs_value": ("The option {0} needs a value.", "选项 {0} 需要一个值。"),
    "usage.extra": ("This is one argument too many: {0}", "多余的参数：{0}"),
    "usage.choice": ("{1} is no value for {0}. Known: {2}", "{0} 不能是 {1}。可用：{2}。"),
    "usage.other": ("{0}", "{0}"),
}

_USAGE = (
    ("usage.did_you_mean", r"No such command '(.+?)'\. Did you mean (.+)\?"),
    ("usage.no_command", r"No such command '(.+?)'\."),
    ("usage.no_option", r"No such option:? '?([^ '.]+)'?\.?.*"),
    ("usage.missing_argument", r"Missing (?:argument|parameter|option) '(.+?)'\..*"),
    ("usage.missing_command", r"Missing command\."),
    ("usage.needs_value", r"Option '(.+?)' requires an argument\."),
    ("usage.extra", r"Got unexpected extra arguments? \((.+)\)"),
    ("usage.choice", r"Invalid value for (.+?): (?:Value error, )?'(.*)' is not one of (.+?)\.?"),
    ("usage.other", r"(.*)"),
)
"""What the argument parser says, and the text that says it in both languages."""

WORDS: Mapping[str, _Pair] = {
    "province": ("province", "省"),
    "prefecture": ("prefecture", "市州"),
    "county": ("county", "县区"),
    "township": ("township", "乡镇街道"),
    "village": ("village", "村"),
    "department": ("department", "部门"),
    "school": ("school", "学校"),
    "hospital": ("hospital", "医院"),
    "enterprise": ("enterprise", "企业"),
    "social_group": ("social group", "社会团体"),
    "other": ("other organization", "其他单位"),
    "one-to-one": ("one-to-one", "一对一"),
    "group": ("group", "组团式"),
    "umbrella": ("umbrella", "框架协议"),
    "community": ("community", "医共体"),
    "named": ("named", "具名"),
    "direct": ("direct", "直接结对"),
    "inherited": ("inherited", "上级覆盖"),
    "lapsed": ("lapsed", "已到期"),
    "never": ("never", "从未结对"),
    "helps": ("helps", "帮扶"),
    "helped_by": ("helped by", "受帮扶"),
    "funds": ("funds", "资金"),
    "purchases": ("purchases", "采购"),
    "posts": ("posts", "岗位"),
    "teachers_sent": ("teachers sent", "派出教师"),
    "doctors_sent": ("doctors sent", "派出医生"),
    "trainees": ("trainees", "培训人数"),
    "sessions": ("sessions", "培训期数"),
    "students_funded": ("students funded", "资助学生"),
    "people_visited": ("people visited", "慰问人数"),
    "coverage": ("coverage", "覆盖率"),
    "yuan": ("yuan", "元"),
    "people": ("people", "人"),
    "share": ("share", "比例"),
    "True": ("yes", "是"),
    "False": ("no", "否"),
    "id": ("id", "编号"),
    "name": ("name", "名称"),
    "name_en": ("English name", "英文名"),
    "kind": ("kind", "类型"),
    "area": ("area", "所属"),
    "state": ("state", "状态"),
    "last_partner": ("last partner", "原结对单位"),
    "last_end": ("ended", "终止"),
    "inherited_from": ("inherited from", "覆盖来源"),
    "illustrative": ("illustrative", "示例"),
    "roster": ("roster", "名册数"),
    "share_direct": ("share direct", "直接比例"),
    "direction": ("direction", "方向"),
    "partner": ("partner", "结对单位"),
    "agreement": ("agreement", "协议"),
    "form": ("form", "形式"),
    "sector": ("sector", "领域"),
    "start": ("start", "起"),
    "end": ("end", "止"),
    "in_force": ("in force", "有效"),
    "to_come": ("to come", "尚未开始"),
    "certainty": ("certainty", "确定程度"),
    "source": ("source", "来源"),
    "code": ("code", "代码"),
    "match": ("match", "匹配"),
    "dataset": ("dataset", "数据"),
    "title": ("title", "标题"),
    "date": ("date", "日期"),
    "says": ("what it says", "内容"),
    "counts": ("counts", "计入"),
    "file": ("file", "文件"),
    "sheet": ("sheet", "工作表"),
    "row": ("row", "行"),
    "column": ("column", "列"),
    "cell": ("cell", "单元格"),
    "rule": ("rule", "规则"),
    "subject": ("subject", "对象"),
    "found": ("found", "记录"),
    "expected": ("expected", "应为"),
    "severity": ("severity", "级别"),
    "message": ("message", "问题"),
    "hint": ("what to do", "处理办法"),
    "organizations": ("organizations", "单位"),
    "agreements": ("agreements", "协议"),
    "contributions": ("contributions", "投入"),
    "claims": ("claims", "通报数"),
    "group_id": ("group id", "分组编号"),
    "partner_id": ("partner id", "结对单位编号"),
    "about": ("about", "关于"),
    "subject_id": ("subject id", "对象编号"),
    "publisher": ("publisher", "发布者"),
    "url": ("address", "网址"),
    "language": ("language", "语言"),
    "as_of": ("as of", "截至"),
    "helpers": ("helpers", "帮扶方"),
    "recipients": ("recipients", "受援方"),
    "sum": ("sum", "合计"),
    "claim": ("claim", "通报数"),
    "part_of": ("part of", "隶属"),
    "serial": ("number", "序号"),
    "helper": ("helper", "帮扶方"),
    "helper_en": ("helper's English name", "帮扶方英文名"),
    "helper_kind": ("helper's kind", "帮扶方类型"),
    "helper_code": ("helper's code", "帮扶方代码"),
    "helper_province": ("helper's province", "帮扶方所在省"),
    "helper_prefecture": ("helper's prefecture", "帮扶方所在市"),
    "helper_county": ("helper's county", "帮扶方所在县"),
    "helper_township": ("helper's township", "帮扶方所在乡镇"),
    "recipient": ("recipient", "受援方"),
    "recipient_en": ("recipient's English name", "受援方英文名"),
    "recipient_kind": ("recipient's kind", "受援方类型"),
    "recipient_code": ("recipient's code", "受援方代码"),
    "province_code": ("province code", "省代码"),
    "prefecture_code": ("prefecture code", "市代码"),
    "county_code": ("county code", "县代码"),
    "township_code": ("township code", "乡镇代码"),
    "period": ("period", "期限"),
    "year": ("year", "年度"),
    "on_roster": ("on the roster", "在名册"),
    "amount": ("amount", "金额"),
    "amount_unit": ("unit of money", "金额单位"),
    "personal": ("personal, not kept", "个人信息，不保留"),
    "not used": ("kept as it is", "原样保留"),
    "unknown": ("unknown", "未知"),
    "label": ("header", "表头"),
    "field": ("read as", "读作"),
    "unit": ("unit", "单位"),
    "examples": ("first values", "前几项"),
    "candidate": ("candidate", "候选"),
    "candidate_id": ("candidate id", "候选编号"),
    "candidate_area": ("lies in", "候选所在"),
    "reason": ("reason", "理由"),
    "score": ("score", "相似度"),
    "decision": ("decision", "决定"),
    "organization": ("organization", "单位编号"),
    "organization_name": ("its name", "单位名称"),
    "decided": ("decided", "已确认"),
    "exact": ("same name", "名称相同"),
    "normalised": ("same but for the kind word", "除类别词外相同"),
    "former-name": ("former or other name", "曾用名或别名"),
    "abbreviation": ("short form", "简称"),
    "same-sound": ("sounds the same", "读音相同"),
    "one-letter": ("one letter differs", "差一个字"),
    "contained": ("part of the name", "名称部分相同"),
    "yes": ("yes", "是"),
    "undo": ("undone", "已撤销"),
    "added": ("added", "新增"),
    "ended": ("ended", "终止"),
    "re-paired": ("re-paired", "调整结对"),
    "extended": ("extended", "延期"),
    "renamed": ("renamed", "更名"),
    "rank": ("rank", "名次"),
    "value": ("value", "数值"),
    "partners_before": ("partners before", "原结对单位数"),
    "partners_after": ("partners after", "剩余结对单位数"),
    "orphaned": ("left with none", "失去结对"),
    "sectors_lost": ("sectors lost", "失去的领域"),
    "orphans": ("left with none", "将失去结对"),
    "partners": ("partners", "结对单位数"),
    "measure": ("measure", "指标"),
    "load": ("load", "负担"),
    "hhi": ("HHI", "HHI"),
    "effective": ("effective number", "有效数"),
    "top": ("top share", "前几名占比"),
    "gini_partners": ("Gini of partners", "结对基尼系数"),
    "funds_mean": ("mean money", "平均资金"),
    "gini_funds": ("Gini of money", "资金基尼系数"),
    "theil_total": ("Theil of money", "资金泰尔指数"),
    "theil_between": ("Theil between", "泰尔：之间"),
    "theil_within": ("Theil within", "泰尔：内部"),
    "components": ("parts", "连通部分"),
    "density": ("density", "密度"),
    "by_partners": ("partners", "结对单位数"),
    "by_funds": ("money on record (yuan)", "登记资金（元）"),
    "by_degree": ("share of the other side they are paired with", "结对单位占对侧的比例"),
    "by_betweenness": ("betweenness", "中介中心性"),
    "by_harmonic": ("harmonic closeness", "调和接近中心性"),
    "by_pagerank": ("PageRank", "PageRank"),
    "by_birank": ("BiRank", "BiRank"),
    "listed": ("new on the roster", "列入名册"),
    "unlisted": ("off the roster", "移出名册"),
    "error": ("error", "错误"),
    "warning": ("warning", "提醒"),
}
"""Vocabulary values and field names as words."""

_HEADINGS: Mapping[str, _Pair] = {
    "group": ("group", "分组"),
    "in_group": ("group", "成组"),
    "illustrative": ("illustr.", "示例"),
    "source_id": ("source", "来源"),
    "inherited_from": ("through", "覆盖来源"),
}
"""Headings of fields whose own word is longer, or means something else."""
_PLURAL = {"county": "counties", "other organization": "other organizations"}
_EMPTY = {"start": ("unknown start", "起始不明"), "end": ("open end", "未定终止")}


def say(key: str, lang: Lang, **values: object) -> str:
    """The sentence `key` in `lang`, its fields filled from `values`."""
    template = TEXT[key][LANGS.index(lang)]
    return template.format_map({name: _Value(name, value, lang) for name, value in values.items()})


def word(value: object, lang: Lang) -> str:
    """A vocabulary value or field name as a word of `lang`; anything else as it is."""
    text = str(value)
    return WORDS[text][LANGS.index(lang)] if text in WORDS else text


def column_word(field: str, lang: Lang) -> str:
    """The heading of a field's column."""
    return _HEADINGS[field][LANGS.index(lang)] if field in _HEADINGS else word(field, lang)


def plural(kind: str | None, lang: Lang) -> str:
    """The plural of a kind's word; of no kind, “organizations”."""
    if kind is None:
        return ("organizations", "单位")[LANGS.index(lang)]
    one = word(kind, lang)
    return one if lang == "zh" else _PLURAL.get(one, f"{one}s")


def percent(share: float | None) -> str:
    """A share (0–1) with one decimal; 100% and 0% only when exact.

    >>> percent(56 / 302), percent(0.9999), percent(1.0), percent(0.0001)
    ('18.5%', '99.9%', '100%', '0.1%')
    """
    if share is None:
        return "–"
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    return f"{min(max(share * 100, 0.1), 99.9):.1f}%"


def usage(message: str, lang: Lang, command: str) -> str:
    """What the argument parser complains of, in `lang`, with where to read on."""
    for key, pattern in _USAGE:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            text = TEXT[key][LANGS.index(lang)].format(*(part.replace("' / '", " / ") for part in match.groups()))
            return say("usage.hint", lang, message=text, command=command)
    return message


class _Value:
    """A value in a template; the format after the colon says how it is put into words."""

    def __init__(self, name: str, value: Any, lang: Lang) -> None:
        self.name = name
        self.value = value
        self.lang = lang

    def __format__(self, spec: str) -> str:
        if not spec:
            return self._bare()
        return str(getattr(self, f"_{_SPECS.get(spec, spec)}")())

    def _bare(self) -> str:
        if self.value is None:
            return ("unknown", "不详")[LANGS.index(self.lang)]
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return f"{self.value:,}"
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value)

    def _one(self) -> str:
        return word(self.value, self.lang)

    def _many(self) -> str:
        return plural(self.value and str(self.value), self.lang)

    def _percent(self) -> str:
        return percent(self.value)

    def _number(self) -> str:
        return f"{self.value:,}"

    def _in(self) -> str:
        if not self.value:
            return ""
        return f"{self.value} " if self.lang == "zh" else f", in {self.value}"

    def _through(self) -> str:
        if not self.value:
            return ""
        return f"（领域：{self.value}）" if self.lang == "zh" else f", through {self.value}"

    def _during(self) -> str:
        if not self.value:
            return ""
        return f"（{self.value}）" if self.lang == "zh" else f" ({self.value})"

    def _open(self) -> str:
        return str(self.value) if self.value else _EMPTY[self.name][LANGS.index(self.lang)]

    def _any(self) -> str:
        return str(self.value) if self.value else "—"

    def _mark(self) -> str:
        return (" (illustrative)", "（示例）")[LANGS.index(self.lang)] if self.value else ""

    def _passed(self) -> str:
        return (
            ("PASS:", "通过：")[LANGS.index(self.lang)] if self.value else ("FAIL:", "未通过：")[LANGS.index(self.lang)]
        )

    def _short(self) -> str:
        return "–" if self.value is None else f"{self.value:,.3g}" if abs(self.value) < 1000 else f"{self.value:,.0f}"

    def _list(self) -> str:
        return ("、" if self.lang == "zh" else ", ").join(map(str, self.value))

    def _kinds(self) -> str:
        parts = [f"{plural(kind, self.lang)} {count:,}" for kind, count in self.value.items()]
        return ("、" if self.lang == "zh" else ", ").join(parts)


_SPECS = {"%": "percent", "word": "one", "kinds": "kinds"}
