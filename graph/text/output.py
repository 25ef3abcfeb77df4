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
    "output.file": ("{file} cannot be written: {why:said}.", "无法写入 {file}：{why:said}。"),
    "output.screen": (
        "The output cannot be written: {why:said}.",
        "无法写出结果：{why:said}。",
    ),
    "output.system": ("{file}: {why:said}.", "{file}：{why:said}。"),
    "output.rows": (
        "{rows} rows are more than a worksheet holds ({limit}). Use -f csv.",
        "{rows} 行超过一张工作表的上限（{limit}）。请用 -f csv。",
    ),
    "output.exists": (
        "{file} already exists. Name another file, or add --force to replace it.",
        "{file} 已存在。请换一个文件名，或加 --force 替换。",
    ),
    "output.is_folder": (
        "{file} is a folder. Name a file in it.",
        "{file} 是文件夹。请给出其中的文件名。",
    ),
    "output.no_folder": (
        "{file} cannot be written: the folder {folder} does not exist. Create it, or name another.",
        "无法写入 {file}：没有文件夹 {folder}。请先建立，或另行指定。",
    ),
    "output.store": (
        "{file} is a store, another database, or belongs to one, and is never replaced. Name another file.",
        "{file} 是数据库文件或属于数据库的文件，不会被替换。请换一个文件名。",
    ),
    "output.loaded": (
        "{file} has the name of a file that was loaded, and is never replaced. Name another file.",
        "{file} 与已加载的文件同名，不会被替换。请换一个文件名。",
    ),
    "output.twice": (
        "{file} is named for two outputs of this command. Name a file for each.",
        "本命令有两项输出都写到 {file}。请分别指定文件名。",
    ),
    "output.input": (
        "{file} is what this command reads, and is never written. Name another file.",
        "{file} 是本命令要读取的文件，不会被写入。请换一个文件名。",
    ),
    "output.sheet.gaps": ("gaps", "空白名单"),
    "output.sheet.coverage": ("coverage", "覆盖情况"),
    "output.sheet.partners": ("partners", "结对单位"),
    "output.sheet.explain": ("explain", "依据"),
    "output.sheet.rank": ("rank", "排名"),
    "output.sheet.stats": ("stats", "统计指标"),
    "output.sheet.depend": ("depend", "依赖情况"),
    "output.sheet.withdraw": ("withdraw", "退出影响"),
    "output.sheet.diff": ("diff", "变化"),
    "output.sheet.expiring": ("expiring", "到期情况"),
    "output.sheet.plan": ("plan", "结对方案"),
    "output.sheet.find": ("find", "查找结果"),
    "output.sheet.sources": ("sources", "来源"),
    "output.sheet.versions": ("versions", "版本"),
    "output.sheet.check_claims": ("check claims", "通报数核对"),
    "output.sheet.check_conflicts": ("check conflicts", "矛盾核对"),
    "output.sheet.check_one_to_one": ("check one-to-one", "一对一核对"),
    "output.sheet.check_data": ("check data", "数据检查"),
    "output.sheet.check_store": ("check store", "数据库检查"),
    "output.sheet.ask": ("ask", "可问的问题"),
    "output.sheet.load": ("load", "加载问题"),
    "output.sheet.reconcile": ("reconcile", "名称确认"),
    "output.sheet.remove": ("remove", "移除"),
    "output.sheet.rename": ("rename", "更名"),
    "output.sheet.undo": ("undo", "撤销"),
    "output.notes": ("notes", "说明"),
    "output.written": ("Written: {file}, {rows:row|rows}.", "已写入 {file}（{rows:number} 行）。"),
    "output.left_out": (
        "No room for: {columns:list}. All columns: a wider window, -f csv, or -o FILE.xlsx",
        "窗口较窄，未显示：{columns:list}。查看全部列：加宽窗口、-f csv，或 -o 文件.xlsx",
    ),
}
