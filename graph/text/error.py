"""Errors that several commands share."""

TEXT = {
    "error.unknown_name": (
        "Nothing loaded is called “{text}”. Try: jiedui find {text}",
        "已加载的数据中没有“{text}”。可试：jiedui find {text}",
    ),
    "error.ambiguous_name": (
        "“{text}” can mean any of {count}; give the id:\n  {candidates}",
        "“{text}”可能是 {count} 个单位之一，请给出编号：\n  {candidates}",
    ),
    "error.lang": ("“{value}” is not a known language: use en or zh", "不支持语言“{value}”：请用 en 或 zh"),
    "error.large": (
        "There are {count:organization|organizations}, more than can be measured at once ({most:number}). Take a part at a time, such as a province or a prefecture: --in AREA.",
        "共有 {count:number} 个单位，超过一次分析的上限 {most:number} 个。请分地区进行（如一省、一市）：--in 地区。",
    ),
    "error.stopped": ("Stopped (Ctrl-C).", "已中止（Ctrl-C）。"),
    "error.unexpected": (
        "Something unexpected went wrong ({what}). Please run the same command with --debug and report the output.",
        "发生意外错误（{what}）。请加 --debug 重新运行，并将输出反馈给我们。",
    ),
}
