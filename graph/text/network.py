"""Breaches of the conventions of a network (`graph.network.check`)."""

TEXT = {
    "network.type": ("the graph must be a MultiDiGraph, not {value}", "网络必须是 MultiDiGraph，而不是 {value}"),
    "network.id": (
        "the id of node {subject} is a {value}; it must be a string",
        "节点 {subject} 的标识是 {value}，应为字符串",
    ),
    "network.kind": ("{subject} has no known kind: {value}", "{subject} 的类型未知：{value}"),
    "network.name": ("{subject} has no name", "{subject} 没有名称"),
    "network.part_of": (
        "{subject} lies in {value}, which is not in the graph",
        "{subject} 隶属于 {value}，但后者不在网络中",
    ),
    "network.cycle": ("{subject} lies in itself, through {value}", "{subject} 经由 {value} 隶属于自身"),
    "network.self_help": ("agreement {subject} makes {value} its own helper", "协议 {subject} 使 {value} 帮扶自身"),
    "network.certainty": (
        "agreement {subject} has no known certainty: {value}",
        "协议 {subject} 的确定程度未知：{value}",
    ),
    "network.status": (
        "agreement {subject} has no known status: {value}",
        "协议 {subject} 的状态未知：{value}",
    ),
    "network.form": ("agreement {subject} has no known form: {value}", "协议 {subject} 的形式未知：{value}"),
    "network.date": ("agreement {subject} has a date that is not one: {value}", "协议 {subject} 的日期不规范：{value}"),
}
