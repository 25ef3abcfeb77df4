"""Says which header is of the beginning, the end or the whole time of a pairing, beyond the words that are listed.

A header that says an end is never one of a beginning, whatever else stands in it: 结对结束时间. What may be the time of
something else than of the pairing (完成时间, “established”, “planned start”) says nothing.
"""

from __future__ import annotations

import re

from graph.lookup import has_hanzi
from loaders.patterns import pattern_of

_END = pattern_of(
    r"^(?!.*是否).*(?:结束|终止|截止|到期|届满|期满|失效|解除|解约|终结|撤出|撤离|退出|脱钩|离任|离岗).{0,4}(?:时间|日期|年月|年份|年度|日)?$"
    r"|(?:有效期|期限|协议|合同|结对|帮扶)(?:截)?[至止]$"
)
_START = pattern_of(
    r"(?:开始|起始|签订|签约|签署|结对|启动|入驻|进驻|派驻|驻村|挂钩|挂包|包联|生效|缔结|结好|建立).{0,4}"
    r"(?:时间|日期|年月|年份|年度)$"
    r"|(?:结对|联系|挂钩|帮扶|包村|包联|挂包|对口|支援|协议|协作)(?:起始|开始|起)年?$|^始于$|^自?何时(?:起|开始(?:帮扶|结对)?)$"
)
_PERIOD = pattern_of(r"期限|起止|时限|年限|有效期")
_OF_PAIRING = (
    r"(?:the )?(?:(?:agreement|partnership|pairing|twinning|mou|contract|cooperation|project|activity|actual)s? )?"
)
_LATIN_END = pattern_of(
    rf"{_OF_PAIRING}(?:(?:date|month|year) (?:of )?)?(?:end(?:s|ed|ing)?|expir(?:y|es|ed|ation)|terminat(?:ed|ion)|"
    r"clos(?:e|ed|ing|ure|eout)|exit|withdrawal|finish(?:ed)?|valid (?:until|through|to|till)|ends on)"
    r"(?: (?:date|month|year|on))?",
    re.IGNORECASE,
)
_LATIN_START = pattern_of(
    rf"{_OF_PAIRING}(?:(?:date|month|year) (?:of )?)?(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|commence(?:s|d|ment)|"
    r"sign(?:ed|ing|ature)|launch(?:ed)?|effective(?: from)?|twinned|paired|partnered|affiliation|agreement)"
    r" (?:date|month|year|on|since|from)|"
    rf"{_OF_PAIRING}(?:date|month|year) (?:of )?(?:start(?:ed)?|beginning|commencement|sign(?:ed|ing|ature)|twinned|"
    r"paired|partnered|affiliation|agreement|mou|twinning|pairing)|(?:mou|agreement|twinning|pairing|partnership) date|"
    r"(?:partners?|twinned|paired|partnered|working) since|since(?: when)?|"
    r"started|commencement|effective from|activity start|beginning",
    re.IGNORECASE,
)


def of_header(label: str) -> str | None:
    """`start`, `end` or `period` for a header in its plain form; None where it says none of them for sure.

    >>> [of_header(one) for one in ("结对结束时间", "有效期至", "签约日期", "协议期限", "完成时间")]
    ['end', 'end', 'start', 'period', None]
    >>> [of_header(one) for one in ("Expiry date", "Date signed", "Twinned since", "Established", "Planned start date")]
    ['end', 'start', 'start', None, None]
    """
    if not has_hanzi(label):
        plain = " ".join(re.sub(r"[^\w]+", " ", label).split())
        return "end" if _LATIN_END.fullmatch(plain) else "start" if _LATIN_START.fullmatch(plain) else None
    if _END.search(label):
        return "end"
    if _START.search(label):
        return "start"
    return "period" if _PERIOD.search(label) else None
