"""Values that no record may hold, by code; `hint` says what to do about each."""

TEXT = {
    "record.kind": (
        "“{value}” is no kind of organization. Known: {known}",
        "“{value}”不是已知的单位类型。可用：{known}",
    ),
    "record.form": ("“{value}” is no form of pairing. Known: {known}", "“{value}”不是已知的结对形式。可用：{known}"),
    "record.certainty": ("“{value}” is no certainty. Known: {known}", "“{value}”不是已知的确定程度。可用：{known}"),
    "record.measure": ("“{value}” is no known measure. Known: {known}", "“{value}”不是已知的投入指标。可用：{known}"),
    "record.bool": ("“{value}” is neither yes nor no", "“{value}”既不是“是”也不是“否”"),
    "record.date": (
        "“{value}” is no date (2018, 2018-05, 2018-05-03 or 2018年5月3日)",
        "“{value}”不是日期（2018、2018-05、2018-05-03 或 2018年5月3日）",
    ),
    "record.number": ("“{value}” is no number", "“{value}”不是数字"),
    "record.negative": ("“{value}” is negative", "“{value}”是负数"),
    "record.unit": (
        "“{value}” is no unit of money (元, 万元, 亿元, yuan)",
        "“{value}”不是金额单位（元、万元、亿元、yuan）",
    ),
    "record.counts": (
        "“{value}” is no list of counts (department=6;township=4)",
        "“{value}”不是数量清单（department=6;township=4）",
    ),
    "record.missing": ("{field} is empty", "{field} 为空"),
    "record.long": ("this is longer than {limit} characters: more than a name", "超过 {limit} 个字符，不像是名称"),
    "record.part_of_self": ("{id} is said to lie in itself", "{id} 被写成隶属于自身"),
    "record.self_help": ("{id} is written as its own helper", "{id} 被写成自己的帮扶方"),
    "record.end_before_start": ("the end {end} is before the start {start}", "终止日期 {end} 早于起始日期 {start}"),
    "record.claim": (
        "{id} states neither counts on both sides nor a measure with its value (or both)",
        "{id} 应当只写两侧数量，或只写指标与数值",
    ),
}
