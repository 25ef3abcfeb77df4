"""`jiedui export`: formats, files, folders, and what a workbook or a package holds."""

TEXT = {
    "export.heading": (
        "A network exported by jiedui, for an empty Neo4j database: cypher-shell --file THIS-FILE, or paste it into the Neo4j Browser.",
        "jiedui 结对网络，用于空的 Neo4j 数据库：cypher-shell --file 本文件，或粘贴到 Neo4j Browser 运行。",
    ),
    "export.cypher": (
        "Written: {file}, {count:statement|statements}. To load them into an empty database:  cypher-shell --file {file}",
        "已写入 {file}：共 {count:number} 条语句。写入空数据库：  cypher-shell --file {file}",
    ),
    "export.graph": (
        "Written: {file}, {organizations:organization|organizations} and {agreements:agreement|agreements}, with states as of {day}.",
        "已写入 {file}：{organizations:number} 个单位、{agreements:number} 份协议，状态截至 {day}。",
    ),
    "export.records": (
        "Written: {file}, {organizations:organization record|organization records}, {agreements:agreement record|agreement records}. To read them back:  jiedui load {file}",
        "已写入 {file}：单位记录 {organizations:number} 条、协议记录 {agreements:number} 条。可重新加载：  jiedui load {file}",
    ),
    "export.plain": (
        "Written: {file}, {organizations:organization|organizations} and {agreements:agreement|agreements} as plain tables; the views pairs and gaps are about {day}.",
        "已写入 {file}：单位 {organizations:number} 个、协议 {agreements:number} 份，均为普通表；视图 pairs 和 gaps 以 {day} 为准。",
    ),
    "export.needs_output": (
        "{form} is written to a file or folder: add -o {example:word}",
        "{form} 需写入文件或文件夹：请加 -o {example:word}",
    ),
    "export.suffix": (
        "The name {file} does not fit the format {form}. End it in {known}.",
        "文件名 {file} 与格式 {form} 不符。请以 {known} 结尾。",
    ),
    "export.folder": (
        "csv writes a folder with several tables, but {file} is the name of a file. Name a folder: -o {folder}",
        "csv 写出一个含多张表的文件夹，而 {file} 是文件名。请指定文件夹：-o {folder}",
    ),
    "export.exists": (
        "{folder} exists and is not an export; nothing was touched. Name a new or an empty folder.",
        "{folder} 已存在且不是导出的文件夹，未作任何改动。请指定新的或空的文件夹。",
    ),
    "export.versions": (
        "--all-versions goes with csv and xlsx, not with {form} (cypher holds every version anyway).",
        "--all-versions 只用于 csv 和 xlsx，不用于 {form}（cypher 本来就包含所有版本）。",
    ),
    "export.whole": (
        "{form} holds the whole store. Leave {option} out, or export graphml, gexf, json, csv or xlsx.",
        "{form} 包含整个数据库。请去掉 {option}，或导出 graphml、gexf、json、csv、xlsx。",
    ),
    "export.long": (
        "{field} of {id} has {length:character|characters}, more than a cell holds ({limit:number}). Export csv instead.",
        "{id} 的“{field:word}”有 {length:number} 个字符，超过单元格上限 {limit:number}。请改用 csv 导出。",
    ),
    "export.same_id": (
        "The ids of two organizations differ only in characters that XML does not allow ({id}). Export json instead.",
        "有两个单位的标识仅在 XML 不允许的字符上不同（{id}）。请改用 json 导出。",
    ),
    "export.unreadable": (
        "{file} is not a network exported by jiedui: {why}. graphml, gexf and json can be read.",
        "{file} 不是本程序导出的网络：{why}。可读取 graphml、gexf、json。",
    ),
    "export.all": (
        "All datasets of a store, one folder each; jiedui load reads them all.",
        "数据库中的全部数据集，各占一个文件夹；jiedui load 可全部读取。",
    ),
    "export.of": (
        "Exported by jiedui. Records are as loaded; from_file, from_sheet and from_row say where each was read.",
        "由 jiedui 导出。记录与加载时一致；from_file、from_sheet、from_row 说明每条记录的出处。",
    ),
    "export.escaped": (
        "A cell that a spreadsheet would read as a formula has an apostrophe before it; jiedui removes it when it reads the file.",
        "会被电子表格当作公式的单元格前加了撇号，jiedui 读取时会去掉。",
    ),
    "export.about_sheet": (
        "What each dataset of this workbook says of itself. The sheet is read when the workbook is loaded again.",
        "本工作簿中每个数据集的说明。重新加载工作簿时会读取本表。",
    ),
    "export.rows": (
        "{count:number} {name:word} are more than a worksheet holds ({limit:number}). Export a part (--in AREA), or csv.",
        "{name:word}共 {count:number} 行，超过一张工作表的上限（{limit:number}）。请分地区导出（--in 地区）或改用 csv。",
    ),
}
