"""What the shape of the network says, in words."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
    "structure.large": (
        "{count} on one side are more than nestedness compares with each other ({limit}). Narrow it to an area or a kind.",
        "一侧有 {count} 个单位，超过嵌套度计算的上限（{limit}）。请限定地区或类型。",
    ),
    "stats.matching": (
        "With the pairs there are, {matched} of the {all} recipients could each have a partner they share with nobody; {without} could not, {unpaired} of them for want of any.",
        "按现有结对，{all} 个受援方中最多有 {matched} 个可以各有一个互不共用的帮扶方；{without} 个不能，其中 {unpaired} 个是因为没有结对单位。",
    ),
}
