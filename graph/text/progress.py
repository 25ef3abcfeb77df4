"""What the progress bar counts."""

TEXT = {
    "progress.sections": ("sections of the report", "报告各部分"),
    "progress.pages": ("writing the pages", "正在写入网页"),
    "progress.read": ("Reading {name} …", "正在读取 {name} ……"),
    "progress.export": ("datasets", "数据集"),
    "progress.sentence": ("sentences read", "已读取的语句"),
    "progress.record": ("rows read", "已读取的行"),
    "progress.organization": ("organizations", "单位"),
    "progress.agreement": ("agreements", "协议"),
    "progress.contribution": ("contributions", "投入"),
    "progress.merge": ("merging", "合并"),
    "progress.index": ("indexes", "索引"),
}
