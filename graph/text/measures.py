"""What is said to those who call the measures from Python with a wrong argument."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
    "measures.two_mode": (
        "{name} must be a two-mode graph, and this is a network. Make it one: two_mode(network, day).",
        "{name} 应为二模网络，而给出的是结对网络。请先转换：two_mode(network, day)。",
    ),
    "measures.not_two_mode": (
        "{name} must be a two-mode graph as two_mode(network, day) makes it, not a {type}.",
        "{name} 应为 two_mode(network, day) 生成的二模网络，而不是 {type}。",
    ),
    "measures.sides": (
        'The nodes of a two-mode graph are pairs (side, id) such as ("helper", "h1"); this graph has the node {node}.',
        '二模网络的节点应为（侧别，标识），例如 ("helper", "h1")；此图有节点 {node}。',
    ),
    "measures.network": (
        "{name} must be a network, and this is a two-mode graph. Give the network that it was made of.",
        "{name} 应为结对网络，而给出的是二模网络。请给出生成它的结对网络。",
    ),
    "measures.days": (
        "{name} must be two dates: (date(2018, 1, 1), date(2019, 1, 1)).",
        "{name} 应为两个日期：(date(2018, 1, 1), date(2019, 1, 1))。",
    ),
    "measures.query": (
        "{name} must be a Query, not a {type}: Query(date(2019, 12, 30), Kind.VILLAGE).",
        "{name} 应为 Query，而不是 {type}：Query(date(2019, 12, 30), Kind.VILLAGE)。",
    ),
    "measures.id": (
        "The network has no organization with the id “{text}”.",
        "网络中没有标识为“{text}”的单位。",
    ),
    "measures.name_for_id": (
        "The network has no organization with the id “{text}”; there is one called “{text}”: use its id “{id}”.",
        "网络中没有标识为“{text}”的单位；有名为“{text}”的单位，请使用其标识“{id}”。",
    ),
    "measures.ids": (
        '{name} must be a list of ids, not one text: ["{value}"].',
        '{name} 应为标识的列表，而不是单个文本：["{value}"]。',
    ),
    "measures.date_text": (
        'The date of an agreement is {value} (type {type}); it must be a text such as "2018" or "2018-05-03". complete(graph) makes it one.',
        '协议日期 {value} 的类型是 {type}；应为文本，例如 "2018" 或 "2018-05-03"。complete(graph) 可将其转换。',
    ),
    "measures.negative": (
        "An amount must be zero or more, not {value}.",
        "数值应不小于零，而不是 {value}。",
    ),
    "measures.lengths": (
        "The two series must be of equal length, not {first} and {second}.",
        "两个序列的长度应相同，而不是 {first} 和 {second}。",
    ),
    "measures.day": (
        "{name} must be a date such as date(2019, 12, 30), not {value} ({type}).",
        "{name} 应为日期，例如 date(2019, 12, 30)，而不是 {value}（{type}）。",
    ),
    "measures.word": (
        "“{value}” is not a known value for {name}. Known: {known}.",
        "“{value}”不是 {name} 的已知取值。可用：{known}。",
    ),
}
