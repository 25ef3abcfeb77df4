"""`jiedui find`: looking a name up."""

TEXT = {
    "find.help": ("Look up a name.  jiedui find 双凤", "查找名称。  jiedui find 双凤"),
    "find.found": (
        "{count:No organization was|# organization was|# organizations were} found for “{text}”.",
        "“{text}”：{count:未找到相符的单位|找到 # 个单位|找到 # 个单位}。",
    ),
}
