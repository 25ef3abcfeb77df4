"""Errors that several commands share."""

TEXT = {
    "error.unknown_name": (
        "Nothing loaded is called “{text}”. Try: jiedui find {text}",
        "已加载的数据中没有“{text}”。可试：jiedui find {text}",
    ),
    "error.ambiguous_name": (
        "“{text}” may be any of {count}; give the id:\n  {candidates}",
        "“{text}”可能是 {count} 个单位之一，请给出编号：\n  {candidates}",
    ),
    "error.lang": ("“{value}” is no language known here: en or zh", "不支持语言“{value}”：请用 en 或 zh"),
    "error.large": (
        "There are {count:number} organizations, more than are measured as a whole ({most:number}). Take a part at a time, such as a province or a prefecture: --in AREA.",
        "共有 {count:number} 个单位，超过一次分析的上限 {most:number} 个。请分地区进行（如一省、一市）：--in 地区。",
    ),
    "error.unexpected": (
        "Something unexpected went wrong ({what}). Please report it with the output of the same command and --debug.",
        "发生意外错误（{what}）。请加 --debug 重新运行，并将输出反馈给我们。",
    ),
}
