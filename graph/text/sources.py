"""`jiedui sources`: what is loaded and where it comes from."""

TEXT = {
    "sources.dataset": (
        "{name}: {title_en} (as of {day}; {organizations} organizations, {agreements} agreements)",
        "{name}：{title_zh}（截至 {day}；{organizations} 个单位，{agreements} 份协议）",
    ),
    "sources.caveat": ("{name}: {en}", "{name}：{zh}"),
}
