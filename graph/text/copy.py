"""`jiedui push` and `jiedui pull`: copying a store."""

TEXT = {
    "copy.same_store": ("{url} is the same store. Name another one.", "{url} 就是本数据库，请指定另一处。"),
    "copy.wipe": (
        "Only a server's store can be wiped. Delete the file {url} yourself.",
        "--wipe 只用于服务器；{url} 是文件，请自行删除。",
    ),
    "copy.nothing": (
        "{url} holds no data, so there is nothing to copy. {to} was not changed.",
        "{url} 中没有数据，无可复制。{to} 未作任何改动。",
    ),
    "copy.stopped": (
        "Stopped. The datasets named above are at {url}; of the others it holds what it held before. Run the same command to go on.",
        "已停止。上面列出的数据已复制到 {url}，其余数据未作改动。需要继续时请重新运行同一命令。",
    ),
    "copy.removed": (
        "Earlier data removed from {url}: {names}.",
        "已从 {url} 清除原有数据：{names}。",
    ),
    "copy.done": (
        "{name}: {organizations:organization|organizations} and {agreements:agreement|agreements} copied to {url}.",
        "{name}：已将 {organizations:number} 个单位、{agreements:number} 份协议复制到 {url}。",
    ),
    "copy.unchanged": ("{name}: already there, unchanged.", "{name}：已存在，内容相同。"),
    "copy.besides": ("{url} also holds earlier data: {names}.", "{url} 中原有的数据仍保留：{names}。"),
}
