"""Files that cannot be read, and mappings that do not fit them."""

TEXT = {
    "input.missing": ("There is no file {file}. Check the path.", "找不到文件 {file}。请检查路径。"),
    "input.unknown": (
        "There is no file, folder or bundled package called {name}. Bundled packages: {known}",
        "没有名为 {name} 的文件、文件夹或自带数据包。自带数据包：{known}",
    ),
    "input.unreadable": ("{file} cannot be read: {why}", "无法读取 {file}：{why}"),
    "input.damaged": (
        "{file} is damaged or cut short. Get a new copy of it.",
        "{file} 已损坏或不完整。请重新获取该文件。",
    ),
    "input.too_large": (
        "{file} is larger than {limit} MiB when unpacked, so it was not read. Split it, or save it as CSV.",
        "{file} 解压后超过 {limit} MiB，未读取。请拆分，或另存为 CSV。",
    ),
    "input.encoding": (
        "The encoding of {file} is not known. Save it as “CSV UTF-8”.",
        "无法识别 {file} 的编码。请另存为“CSV UTF-8”。",
    ),
    "input.too_wide": (
        "{file} [{sheet}] spans more than {limit} cells: something stands far away from the table. Delete the empty rows and columns around the table.",
        "{file} [{sheet}] 所占单元格超过 {limit} 个：表格之外很远处还有内容。请删除表格四周的空行空列。",
    ),
    "input.empty": ("{file} is empty.", "{file} 是空文件。"),
    "input.format": (
        "{file} cannot be read; save it as .xlsx or .csv. Formats that can be read: {known}",
        "无法读取 {file}，请另存为 .xlsx 或 .csv。可读格式：{known}",
    ),
    "input.csv": ("{file} is not a regular table: {why}", "{file} 不是规范的表格：{why}"),
    "input.book": ("{file} cannot be read as a workbook: {why}", "{file} 无法作为工作簿读取：{why}"),
    "input.no_files": (
        "There is nothing to load in the folder {folder}. Files that can be loaded: {known}, and data packages.",
        "文件夹 {folder} 中没有可加载的文件。可加载：{known}，以及数据包。",
    ),
    "input.no_package": (
        "There is no datapackage.json in {folder}. Name a data package, or the file to load.",
        "{folder} 中没有 datapackage.json。请指定数据包，或要加载的文件。",
    ),
    "input.descriptor": ("{file} is not a valid descriptor: {why}", "{file} 不是规范的描述文件：{why}"),
    "input.outside": (
        "The package names the file {file}, which lies outside {folder}. The files of a package must lie in its folder.",
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
        "The mapping {file} contains {name}, which is not known. Known: {known}",
        "列对应文件 {file} 中的 {name} 无法识别。可用：{known}",
    ),
    "input.mapping_column": (
        "The mapping {file} names a column “{column}”, but the table has none. Found: {found}",
        "列对应文件 {file} 指定的列“{column}”在表中不存在。现有：{found}",
    ),
    "input.no_recipient": (
        'No column of {file} was recognised as the recipient. Name it with --mapping FILE ([columns] recipient = "…"). Found: {found}',
        '未能识别 {file} 中的受援方列。请用 --mapping 文件 指定（[columns] recipient = "…"）。现有：{found}',
    ),
    "input.no_kind": (
        '{file} does not say whether “{column}” holds villages, schools or others. Say it with --mapping FILE ([defaults] recipient_kind = "village").',
        '{file} 没有说明“{column}”列是村、学校还是其他。请用 --mapping 文件 指定（[defaults] recipient_kind = "village"）。',
    ),
    "input.in_registry": (
        "--in takes a part of a registry, but {name} is not a registry. Load it whole and use --in with the question.",
        "--in 只用于截取行政区划；{name} 不是行政区划。请整体加载，在提问时使用 --in。",
    ),
    "input.in_unknown": (
        "{name} has no unit “{area}”. Give its code or full name.",
        "{name} 中没有“{area}”。请给出代码或全称。",
    ),
    "input.in_ambiguous": (
        "“{area}” can mean: {candidates}. Give the code.",
        "“{area}”可能指：{candidates}。请给出代码。",
    ),
}
