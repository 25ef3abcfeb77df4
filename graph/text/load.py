"""`jiedui load`: what was loaded, what changed, and what a dry run understood."""

TEXT = {
    "load.one_name": (
        "--name is for one file, not for {count}: load them one by one.",
        "--name 只能用于一个文件（现有 {count} 个）：请逐个加载。",
    ),
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
    "load.dry.table": (
        "{file} [{sheet}]: header in row {header}, {records} records, {skipped} rows that are none (totals, notes); area: {area}",
        "{file} [{sheet}]：表头第 {header} 行，{records} 条记录，{skipped} 行不是记录（合计、注释）；地区：{area}",
    ),
    "load.dry.records": ("The first {count} records:", "前 {count} 条记录："),
    "load.dry.hidden": ("{file} [{sheet}]: hidden, not read", "{file} [{sheet}]：已隐藏，未读取"),
    "load.dry.no_table": ("{file} [{sheet}]: no table found, not read", "{file} [{sheet}]：未找到表格，未读取"),
    "load.dry.examples": (
        "{file} [{sheet}]: examples or instructions, not read",
        "{file} [{sheet}]：示例或说明，未读取",
    ),
    "load.dry.mapping": ("{file} [{sheet}]: left out by the mapping", "{file} [{sheet}]：按列对应文件跳过"),
}
