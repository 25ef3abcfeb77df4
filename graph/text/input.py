"""Files that cannot be read, and mappings that do not fit them."""

TEXT = {
    "input.missing": ("There is no file {file}. Check the path.", "找不到文件 {file}。请检查路径。"),
    "input.unknown": (
        "There is no file, folder or bundled package called {name}. Bundled packages: {known}",
        "没有名为 {name} 的文件、文件夹或自带数据包。自带数据包：{known}",
    ),
    "input.unreadable": ("{file} cannot be read: {why:said}.", "无法读取 {file}：{why:said}。"),
    "input.permission": (
        "You may not read {file}. Ask its owner for permission, or copy it to a folder of your own. If another program has it open, close it there.",
        "没有读取 {file} 的权限。请向文件所有者申请权限，或复制到自己的文件夹；如正被其他程序打开，请先关闭。",
    ),
    "input.folder": (
        "{file} is a folder, but a file is needed. Name a file in it.",
        "{file} 是文件夹，此处需要文件。请指定其中的文件。",
    ),
    "input.not_a_file": (
        "{file} is a device or a pipe, not a file. Save its content as a file first.",
        "{file} 是设备或管道，不是普通文件。请先将内容另存为文件。",
    ),
    "input.memory": (
        "{file} needs more memory than there is. Split it, or save it as CSV.",
        "内存不足，无法读取 {file}。请拆分，或另存为 CSV。",
    ),
    "input.damaged": (
        "{file} is damaged or cut short, or is still being written. Wait until it is complete, or get a new copy of it.",
        "{file} 已损坏、不完整，或仍在写入。请待其写完，或重新获取该文件。",
    ),
    "input.locked": (
        "{file} is protected by a password. Open it in Excel or WPS, remove the password, save it, and load it again.",
        "{file} 设有打开密码。请用 Excel 或 WPS 打开，取消密码后保存，再重新加载。",
    ),
    "input.old_book": (
        "{file} was saved by an old program or is damaged: its sheets cannot be read. Open it in Excel or WPS and save it as .xlsx.",
        "{file} 由旧版程序保存或已损坏，无法读取其工作表。请用 Excel 或 WPS 打开，另存为 .xlsx。",
    ),
    "input.binary_book": (
        "{file} is a binary workbook (.xlsb). Open it in Excel or WPS and save it as .xlsx.",
        "{file} 是二进制工作簿（.xlsb）。请用 Excel 或 WPS 打开，另存为 .xlsx。",
    ),
    "input.wps_book": (
        "{file} is a WPS spreadsheet (.et). Open it in WPS and save it as .xlsx.",
        "{file} 是 WPS 表格文件（.et）。请用 WPS 打开，另存为 .xlsx。",
    ),
    "input.numbers": (
        "{file} is a Numbers spreadsheet. Open it in Numbers and export it as .xlsx.",
        "{file} 是 Numbers 表格文件。请用 Numbers 打开，导出为 .xlsx。",
    ),
    "input.web_page": (
        "{file} is a web page, whatever its name says. Open it in Excel or WPS and save it as .xlsx.",
        "{file} 实为网页（部分办公系统导出的“Excel”即如此）。请用 Excel 或 WPS 打开，另存为 .xlsx。",
    ),
    "input.xml_book": (
        "{file} is an XML spreadsheet of Excel 2003. Open it in Excel or WPS and save it as .xlsx.",
        "{file} 是 XML 电子表格（Excel 2003）。请用 Excel 或 WPS 打开，另存为 .xlsx。",
    ),
    "input.document": (
        "{file} is a text document (Word, WPS). A bulletin loads as .docx; to load a table, copy it into a workbook and save that as .xlsx.",
        "{file} 是文字文档（Word、WPS 文字）。通报请另存为 .docx 后加载；表格请复制到工作簿，另存为 .xlsx。",
    ),
    "input.needs_bulletins": (
        'Reading {file} needs more packages: pip install "jiedui[bulletins]". Or save the text as .txt.',
        '读取 {file} 需要安装附加组件：pip install "jiedui[bulletins]"。也可以将文字另存为 .txt。',
    ),
    "input.no_text": ("{file} holds no text.", "{file} 中没有文字。"),
    "input.long_text": (
        "{file} has more than {limit:count} characters: no bulletin is so long. Load it in parts.",
        "{file} 超过 {limit:count} 个字符，不像一篇通报。请分段加载。",
    ),
    "input.locked_pdf": (
        "{file} is protected by a password. Save it without one, and load it again.",
        "{file} 设有打开密码。请另存为不带密码的文件，再重新加载。",
    ),
    "input.picture_pdf": (
        "{file} holds pictures of its {pages} pages, not text. Ask for the text itself, or have it recognized and check the result.",
        "{file} 的 {pages} 页都是图片，没有文字。请索取文字版，或识别后核对。",
    ),
    "input.presentation": (
        "{file} is a presentation. Copy its table into a workbook and save that as .xlsx.",
        "{file} 是演示文稿。请将其中的表格复制到工作簿，另存为 .xlsx。",
    ),
    "input.pdf": (
        "{file} is a PDF. Ask for the workbook it was made from, or convert it to .xlsx and check the result.",
        "{file} 是 PDF 文件。请索取原始表格，或转换为 .xlsx 并核对。",
    ),
    "input.picture": (
        "{file} is a picture. Ask for the workbook it shows, or type the table into one.",
        "{file} 是图片。请索取原始表格，或将内容录入工作簿。",
    ),
    "input.archive": (
        "{file} is an archive. Unpack it, and load the files in it.",
        "{file} 是压缩包。请先解压，再加载其中的文件。",
    ),
    "input.database": (
        "{file} is a database, such as a store of jiedui. Use a store with --store, and load the files it was made from.",
        "{file} 是数据库文件（例如 jiedui 的数据库）。请用 --store 使用数据库，或加载其原始文件。",
    ),
    "input.many_parts": (
        "The list of what {file} holds is larger than {limit} MiB, so it was not read. Open it in Excel or WPS and save it as a new .xlsx.",
        "{file} 的内部目录超过 {limit} MiB，未读取。请用 Excel 或 WPS 打开，另存为新的 .xlsx。",
    ),
    "input.much_text": (
        "The cells of {file} hold more than {limit} MiB, so it was not read. Split it.",
        "{file} 的单元格内容超过 {limit} MiB，未读取。请拆分。",
    ),
    "input.many_formulas": (
        "{file} holds more than {limit:number} formulas without a value. Open it in Excel or WPS, save it, and load it again.",
        "{file} 有超过 {limit:number} 个没有计算结果的公式。请用 Excel 或 WPS 打开，保存后重新加载。",
    ),
    "input.many_sheets": (
        "{file} has more than {limit} sheets, or two of one name. Keep those that are needed, each under its own name.",
        "{file} 的工作表超过 {limit} 个，或有重名。请只保留需要的工作表，并使名称各不相同。",
    ),
    "input.quote": (
        '{file}, line {line}: the quotation mark (") before “{text}” is not closed, so that the following lines would be read as one cell. Delete the mark or close it, and load the file again.',
        '{file} 第 {line} 行：“{text}”前的英文双引号 (") 没有配对，其后各行会被并入同一单元格。请删除或补全该引号，再重新加载。',
    ),
    "input.long_cell": (
        "{file}, line {line}: a cell is longer than {limit} characters. Check the quotation marks and separators there.",
        "{file} 第 {line} 行：单元格超过 {limit} 个字符。请检查该处的引号和分隔符。",
    ),
    "input.book_as_table": (
        "{file} is a workbook, but a table of a data package is a CSV file. Save it as “CSV UTF-8”.",
        "{file} 是工作簿，而数据包中的表须为 CSV 文件。请另存为“CSV UTF-8”。",
    ),
    "input.deep": (
        "{file}, row {row}: “{unit}” lies more than {limit} units deep, one in another. Check the column part_of; a country has five levels.",
        "{file} 第 {row} 行：“{unit}”的上级单位超过 {limit} 层。请检查 part_of 列；行政区划一般为五级。",
    ),
    "input.too_large": (
        "{file} is larger than {limit} MiB when unpacked, so it was not read. Split it, or save it as CSV.",
        "{file} 解压后超过 {limit} MiB，未读取。请拆分，或另存为 CSV。",
    ),
    "input.heading": (
        "{file}, row {row}: the other sections are headed by who helps them; “{text}” names nobody that is known as an organization. Write the name alone, or put who helps into a column of its own.",
        "{file} 第 {row} 行：其他各段都以帮扶方为标题，而“{text}”看不出是哪个单位。请只写单位名称，或为帮扶方单设一列。",
    ),
    "input.counts": (
        "{file} counts pairs (“{column}”) and names no partners, so nobody in it can be shown with one or without. Load the table that names them; if it is nevertheless the list of those who should have a partner, say --as roster.",
        "{file} 只统计结对数量（“{column}”），没有列出结对单位，因此无法判断谁有帮扶方。请加载列有名称的表；如确为应结对名单，请加 --as roster。",
    ),
    "input.colours": (
        "{file} says by colours which pairings hold (“{text}”), and colours are not read. Write how each stands into a column (状态, status), or name the sheet in a mapping file (use = true) if all of them hold.",
        "{file} 以颜色区分结对是否有效（“{text}”），而颜色不会读取。请用“状态”列写明；如全部有效，可在映射文件中写明采用该工作表（use = true）。",
    ),
    "input.years": (
        '{file}: the sheet “{sheet}” lists {name}, as a sheet of another year does, and no column says since when; read together, both years would be in force at once. Name in a mapping file the sheets that count ([sheets."{sheet}"] use = true, the others use = false), or load each year by itself with --as-of.',
        '{file}：工作表“{sheet}”与另一年度的工作表都列有 {name}，且没有结对时间列；一并读取会使两个年度同时生效。请在映射文件中写明采用哪些工作表（[sheets."{sheet}"] use = true，其余 use = false），或逐年加 --as-of 加载。',
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
    "input.book": (
        "The sheets of {file} cannot be read: it is damaged, or was written by an unusual program. Open it in Excel or WPS and save it as .xlsx.",
        "无法读取 {file} 的工作表：文件已损坏，或由不常见的程序生成。请用 Excel 或 WPS 打开，另存为 .xlsx。",
    ),
    "input.no_files": (
        "There is nothing to load in the folder {folder}. Files that can be loaded: {known}, and data packages.",
        "文件夹 {folder} 中没有可加载的文件。可加载：{known}，以及数据包。",
    ),
    "input.no_package": (
        "There is no datapackage.json in {folder}. Name a data package, or the file to load.",
        "{folder} 中没有 datapackage.json。请指定数据包，或要加载的文件。",
    ),
    "input.large_descriptor": (
        "{file} is larger than {limit} MiB, so it was not read. It describes a package; its data belong in CSV files.",
        "{file} 超过 {limit} MiB，未读取。该文件只用于描述数据包，数据应放在 CSV 文件中。",
    ),
    "input.large_mapping": (
        "The mapping {file} is larger than {limit} MiB, so it was not read. Name only the columns that are needed.",
        "列对应文件 {file} 超过 {limit} MiB，未读取。请只列出需要的列。",
    ),
    "input.many_columns": (
        "{file} has {found:number} columns; at most {limit:number} are read. Delete those that are not needed.",
        "{file} 有 {found:number} 列，最多可读取 {limit:number} 列。请删除不需要的列。",
    ),
    "input.not_json": (
        "{file} is not JSON from line {line}, column {column} on. Mend it there.",
        "{file} 自第 {line} 行第 {column} 列起不是规范的 JSON。请修改该处。",
    ),
    "input.not_unicode": (
        "{file} holds a character or a number that cannot be read. Save it anew as UTF-8.",
        "{file} 含无法读取的字符或数字。请另存为 UTF-8。",
    ),
    "input.too_nested": (
        "The parts of {file} are nested too deeply. Write it with fewer brackets in one another.",
        "{file} 的括号嵌套层数过多。请减少嵌套。",
    ),
    "input.long_name": (
        "The name of the dataset in {file} is longer than {limit} characters. Shorten it.",
        "{file} 中的数据集名称超过 {limit} 个字符。请缩短。",
    ),
    "input.must_be_object": (
        "{file}: “{where}” must be an object in braces. Mend it there.",
        "{file}：“{where}”应为花括号中的对象。请修改。",
    ),
    "input.must_be_list": (
        "{file}: “{where}” must be a list in brackets. Mend it there.",
        "{file}：“{where}”应为方括号中的列表。请修改。",
    ),
    "input.must_be_pair": (
        "{file}: “{where}” must be a list of two: a file and a sheet. Mend it there.",
        "{file}：“{where}”应为两项的列表：文件和工作表。请修改。",
    ),
    "input.must_be_text": (
        "{file}: “{where}” must be a text in quotation marks. Mend it there.",
        "{file}：“{where}”应为引号中的文字。请修改。",
    ),
    "input.must_be_number": (
        "{file}: “{where}” must be a whole number. Mend it there.",
        "{file}：“{where}”应为整数。请修改。",
    ),
    "input.must_be_date": (
        "{file}: “{where}” must be a date like 2024, 2024-06 or 2024-06-30. Mend it there.",
        "{file}：“{where}”应为日期，如 2024、2024-06、2024-06-30。请修改。",
    ),
    "input.duplicate_resource": (
        "{file} lists two resources called “{name}”. Rename or remove one.",
        "{file} 列出了两个名为“{name}”的资源。请重命名或删除其一。",
    ),
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
    "input.mapping": (
        "The mapping {file} is not TOML at line {line}, column {column}. Mend it there.",
        "列对应文件 {file} 第 {line} 行第 {column} 列不是规范的 TOML。请修改该处。",
    ),
    "input.mapping_end": (
        "The mapping {file} is not TOML: something in it is not closed, or a number is too long. Mend it.",
        "列对应文件 {file} 不是规范的 TOML：有内容未结束，或数字过长。请修改。",
    ),
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
    "input.no_helper": (
        'No column of {file} was recognised as the helper, which --as {read_as} needs. Name it with --mapping FILE ([columns] helper = "…"), or leave out --as. Found: {found}',
        '未能识别 {file} 中的帮扶方列，而 --as {read_as} 需要该列。请用 --mapping 文件 指定（[columns] helper = "…"），或去掉 --as。现有：{found}',
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
    "input.which_helper": (
        '{file}: it cannot be seen which column says who helps: {options}, or none, if it is a list of those who should have a partner. Say so in a mapping: --write-mapping mapping.toml writes one, correct the line helper in it (helper = "" for none), and load with --mapping mapping.toml',
        '{file}：无法判断哪一列是帮扶方：{options}；如果只是应结对单位名单，则没有。请用列对应文件说明：--write-mapping 列对应.toml 可写出一份，改正其中 helper 一行（没有则写 helper = ""），再用 --mapping 列对应.toml 加载。',
    ),
    "input.which_recipient": (
        "{file}: it cannot be seen which column says who is helped: {options}. Say so in a mapping: --write-mapping mapping.toml writes one, correct the lines recipient and helper in it, and load with --mapping mapping.toml",
        "{file}：无法判断哪一列是受援方：{options}。请用列对应文件说明：--write-mapping 列对应.toml 可写出一份，改正其中 recipient、helper 两行，再用 --mapping 列对应.toml 加载。",
    ),
    "input.sideways": (
        "The table on {file} is turned on its side: its headers stand below each other in column {column}. Copy it, paste it with “Paste Special → Transpose”, save the file, and load it again.",
        "{file} 中的表格是横向排列的：表头竖排在 {column} 列。请复制后用“选择性粘贴 → 转置”转成竖向，保存后重新加载。",
    ),
    "input.no_header": (
        "{file}: {range} looks like a list without a header. Write a header above it (such as 乡镇, 村, 帮扶单位), or say what its columns hold with --mapping FILE, and load the file again.",
        "{file}：{range} 像是没有表头的名单。请在上方加一行表头（如 乡镇、村、帮扶单位），或用 --mapping 文件 说明各列含义，再重新加载。",
    ),
    "input.crossed_by_numbers": (
        "{file}: columns are headed by names ({columns}) and hold numbers or codes: it is a table that crosses who helps with who is helped. Put √ in place of them, or write a row for each pair, and load the file again.",
        "{file}：有以单位或地名为表头（{columns}）、内容为数字或代码的列，是交叉表。请把数字或代码改成 √，或每对结对写一行，再重新加载。",
    ),
    "input.second_header": (
        "{file}: in row {row} “{label}” stands where a name should be: another table seems to begin there, whose header is not known. Put it on a sheet of its own, or write known labels over all its columns, and load the file again.",
        "{file}：第 {row} 行应是名称的地方写着“{label}”，像是另一张表的表头，但未能识别。请把它放到单独的工作表，或为各列写上能识别的表头，再重新加载。",
    ),
}
