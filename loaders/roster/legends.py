"""Finds legends that say what a colour means: 灰底为已解除结对. What only colours say is not in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.patterns import pattern_of

_COLOURS = pattern_of(
    r"[灰黄红蓝绿橙紫]色?(?:底|字|色)|底色|标[红黄灰绿蓝]|颜色|高亮|[划删]线|删除线"
    r"|\b(?:grey|gray|yellow|red|green|orange|blue|shaded|highlighted|colou?red|struck (?:out|through)"
    r"|strikethrough)\b",
    re.IGNORECASE,
)
_MEANS = pattern_of(r"[=＝:：为是指表—-]|\b(?:is|are|means?|marks?|shows?)\b", re.IGNORECASE)
_NOT_IN_FORCE = pattern_of(
    "解除|终止|退出|停止|暂停|撤出|撤销|到期|结束|脱钩|拟|未签|待签|意向|计划"
    r"|\b(?:ended|no longer|withdrawn|suspended|paused|expired|former|planned|not yet|proposed|to be signed)\b",
    re.IGNORECASE,
)


def of_colours(texts: Iterable[str]) -> str | None:
    """The first text that says that a colour marks pairings which are not in force; None if none does.

    >>> of_colours(["（灰底为已解除结对，黄底为拟新增）"]), of_colours(["Red = no partner", "黄河沿岸拟新增2个村"])
    ('（灰底为已解除结对，黄底为拟新增）', None)
    """
    return next(
        (text for text in texts if _COLOURS.search(text) and _MEANS.search(text) and _NOT_IN_FORCE.search(text)), None
    )
