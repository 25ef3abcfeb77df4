"""Why a file cannot be read or written, and what to do about it."""

TEXT = {
    "cause.full": ("the disk is full. Make room, or write to another disk", "磁盘已满，请腾出空间，或写到其他磁盘"),
    "cause.too_large": (
        "it would be larger than a file may be here (ulimit -f, or the kind of disk). Raise the limit, or write elsewhere",
        "超过此处允许的文件大小（ulimit -f 或磁盘格式的限制），请放宽限制，或写到其他位置",
    ),
    "cause.read_only": (
        "the disk can only be read. Write to another one",
        "该磁盘只能读取，请写到其他磁盘",
    ),
    "cause.denied": (
        "you have no permission there, or the file is open in another program (close it in Excel or WPS), or it is marked as read-only",
        "没有权限，或文件正被其他程序打开（请先在 Excel 或 WPS 中关闭），或文件设为只读",
    ),
    "cause.in_use": (
        "it is open in another program. Close it there (in Excel or WPS, say), then try again",
        "文件正被其他程序打开。请先在该程序（如 Excel、WPS）中关闭，再重试",
    ),
    "cause.too_many": (
        "too many files are open. Close some programs, then try again",
        "打开的文件过多，请关闭一些程序后重试",
    ),
    "cause.name": ("the name is too long. Choose a shorter one", "文件名过长，请改用较短的名称"),
    "cause.disk": ("the disk reports an error. Use another one", "磁盘报告错误，请换用其他磁盘"),
    "cause.closed": ("it is closed. Leave it open, or name a file with -o", "输出已关闭。请保持打开，或用 -o 写入文件"),
    "cause.no_reader": ("nobody reads this pipe. Start what reads it first", "没有程序读取该管道，请先启动读取的程序"),
    "cause.other": ("{what}", "{what}"),
}
