"""Writing answers: to the terminal and to files."""

TEXT = {
    "output.more": (
        "Showing {rows} of {all} rows. All of them: -f csv, or -o FILE.xlsx",
        "显示 {all} 行中的前 {rows} 行。查看全部：-f csv，或 -o 文件.xlsx",
    ),
    "output.xlsx": ("A workbook needs a file: add -o FILE.xlsx", "工作簿需要写入文件：请加 -o 文件.xlsx"),
    "output.suffix": (
        "The file name {file} does not say which format is meant. Use .json, .csv, .xlsx or .txt, or add --format.",
        "文件名 {file} 看不出格式。请用 .json、.csv、.xlsx 或 .txt，或加 --format。",
    ),
    "output.file": ("{file} cannot be written: {why}", "无法写入 {file}：{why}"),
    "output.rows": (
        "{rows} rows are more than a worksheet holds ({limit}). Use -f csv.",
        "{rows} 行超过一张工作表的上限（{limit}）。请用 -f csv。",
    ),
    "output.exists": (
        "{file} already exists. Name another file, or add --force to replace it.",
        "{file} 已存在。请换一个文件名，或加 --force 替换。",
    ),
}
