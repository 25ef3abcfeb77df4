"""`jiedui sources`: what is loaded and where it comes from."""

TEXT = {
    "sources.help": (
        "What is loaded, and where it comes from.  jiedui sources",
        "已加载的数据及其来源。  jiedui sources",
    ),
    "sources.dataset": (
        "{name}: {title_en} ({day:as_of}; {organizations:organization|organizations}, {agreements:agreement|agreements})",
        "{name}：{title_zh}（{day:as_of}；{organizations} 个单位，{agreements} 份协议）",
    ),
    "sources.caveat": ("{name}: {en}", "{name}：{zh}"),
}
