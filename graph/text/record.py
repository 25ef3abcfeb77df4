"""Values that no record may hold, by code; `hint` says what to do about each."""

TEXT = {
    "record.kind": (
        "“{value}” is not a known kind of organization. Known: {known}",
        "“{value}”不是已知的单位类型。可用：{known:words}",
    ),
    "record.form": (
        "“{value}” is not a known form of pairing. Known: {known}",
        "“{value}”不是已知的结对形式。可用：{known:words}",
    ),
    "record.certainty": (
        "“{value}” is not a known certainty. Known: named, group",
        "“{value}”不是已知的确定程度。可用：具名、成组",
    ),
    "record.status": (
        "“{value}” is not a known status. Known: {known}",
        "“{value}”不是已知的状态。可用：{known:words}",
    ),
    "record.bound": (
        "“{value}” does not say how a number is meant. Known: exact, over, under, about",
        "“{value}”不能说明数字的含义。可用：准确、超过、不到、约",
    ),
    "record.measure": (
        "“{value}” is not a known measure. Known: {known}",
        "“{value}”不是已知的投入指标。可用：{known:words}",
    ),
    "record.bool": ("“{value}” is neither yes nor no", "“{value}”既不是“是”也不是“否”"),
    "record.date": (
        "“{value}” is not a date (2018, 2018-05, 2018-05-03 or 2018年5月3日)",
        "“{value}”不是日期（2018、2018-05、2018-05-03 或 2018年5月3日）",
    ),
    "record.number": ("“{value}” is not a number", "“{value}”不是数字"),
    "record.negative": ("“{value}” is negative", "“{value}”是负数"),
    "record.unit": (
        "“{value}” is not a unit of money (元, 万元, 亿元, yuan)",
        "“{value}”不是金额单位（元、万元、亿元）",
    ),
    "record.counts": (
        "“{value}” is not a list of counts (department=6;township=4)",
        "“{value}”不是数量清单（department=6;township=4）",
    ),
    "record.missing": ("{field} is empty", "{field:word}为空"),
    "record.long": ("this is longer than {limit} characters, too long for a name", "超过 {limit} 个字符，不像是名称"),
    "record.part_of_self": ("{id} is written as lying in itself", "{id} 被写成隶属于自身"),
    "record.self_help": ("{id} is written as its own helper", "{id} 被写成自己的帮扶方"),
    "record.end_before_start": ("the end {end} is before the start {start}", "终止日期 {end} 早于起始日期 {start}"),
    "record.claim": (
        "{id} states neither counts on both sides nor a measure with its value (or both)",
        "{id} 应当只写两侧数量，或只写指标与数值",
    ),
}
