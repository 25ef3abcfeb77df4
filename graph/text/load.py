"""`jiedui load`: what was loaded, what changed, and what a dry run understood."""

TEXT = {
    "load.one_name": (
        "--name is for one file, but there are {count}: load them one by one.",
        "--name 只能用于一个文件（现有 {count} 个）：请逐个加载。",
    ),
    "load.done": (
        "{name}: loaded {organizations:organization|organizations}, {agreements:agreement|agreements}, {contributions:contribution|contributions}, {claims:claim|claims}.",
        "{name}：已加载 {organizations} 个单位、{agreements} 份协议、{contributions} 项投入、{claims} 项通报数。",
    ),
    "load.unchanged": (
        "{name}: the same as loaded before ({organizations:organization|organizations}, {agreements:agreement|agreements}); nothing to do.",
        "{name}：与上次加载相同（{organizations} 个单位、{agreements} 份协议），无需更新。",
    ),
    "load.dry_run": (
        "{name}: would load {organizations:organization|organizations}, {agreements:agreement|agreements}, {contributions:contribution|contributions}, {claims:claim|claims}. Nothing was written.",
        "{name}：试运行，将加载 {organizations} 个单位、{agreements} 份协议、{contributions} 项投入、{claims} 项通报数。未写入。",
    ),
    "load.refused": (
        "{name}: not loaded, because of the errors below (--strict).",
        "{name}：因下列错误，未加载（--strict）。",
    ),
    "load.change": (
        "  {what:one}: {added} added, {removed} removed, {changed} changed since the last load.",
        "  {what:one}：较上次新增 {added}，移除 {removed}，变更 {changed}。",
    ),
    "load.problems": (
        "{errors:error|errors}, {warnings:warning|warnings}. {rejected:All rows can be used.|# row cannot be used; all others can.|# rows cannot be used; all others can.}",
        "{errors} 个错误，{warnings} 个提醒；{rejected:各行均可使用|# 行不能使用，其余均可使用|# 行不能使用，其余均可使用}。",
    ),
    "load.attributes": (
        "{name}: columns that were not recognised, kept as they are: {columns}",
        "{name}：未识别的列，原样保留：{columns}",
    ),
    "load.detail": ("    {what:change}: {recipient}{change}", "    {what:change}：{recipient}{change}"),
    "load.details_more": (
        "    … and {count:more change|more changes} (-f json lists all)",
        "    ……另有 {count} 处变化（-f json 可看全部）",
    ),
    "load.rejects": (
        "{count:row with errors was|rows with errors were} written to {file}. Correct the coloured cells there, then load that file.",
        "{count} 行有错误的记录已写入 {file}：更正标色的单元格后可直接加载该文件。",
    ),
    "load.rejects_none": ("No row has an error: {file} was not written.", "没有出错的行，未写入 {file}。"),
    "load.mapping_about": (
        "jiedui: which column holds what. Edit this file, and load with --mapping FILE.",
        "jiedui：各列的含义。可修改本文件，加载时用 --mapping 文件 指定。",
    ),
    "load.mapping": ("The mapping was written to {file}.", "列对应已写入 {file}。"),
    "load.unmatched": (
        "Names not matched: {proposed} with candidates, {alone} without. To decide: jiedui reconcile -o proposals.xlsx",
        "未匹配的名称：{proposed} 个有候选，{alone} 个没有候选。如需确认：jiedui reconcile -o proposals.xlsx",
    ),
    "load.dry.table": (
        "{file} [{sheet}]: header in row {header}, {records:record|records}, {skipped:row|rows} skipped (totals, notes); area: {area}",
        "{file} [{sheet}]：表头第 {header} 行，{records} 条记录，跳过 {skipped} 行（合计、注释）；地区：{area}",
    ),
    "load.dry.amount_of": ("amount: {measure:word}{period:during}", "金额：{measure:word}{period:during}"),
    "load.dry.of_kind": ("{field:word} ({kind:word})", "{field:word}（{kind:word}）"),
    "load.dry.amount": ("{value:number} {unit:word}", "{value:number} {unit:word}"),
    "load.dry.records": ("{count:The first record|The first # records}:", "前 {count} 条记录："),
    "load.dry.hidden": ("{file} [{sheet}]: hidden, not read", "{file} [{sheet}]：已隐藏，未读取"),
    "load.dry.no_table": ("{file} [{sheet}]: no table found, not read", "{file} [{sheet}]：未找到表格，未读取"),
    "load.dry.examples": (
        "{file} [{sheet}]: examples or instructions, not read",
        "{file} [{sheet}]：示例或说明，未读取",
    ),
    "load.dry.mapping": ("{file} [{sheet}]: left out, as the mapping says", "{file} [{sheet}]：已按列对应文件跳过"),
}
