"""What a place's name says without the word for its kind, and the short forms that people write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.model import Kind
from loaders.names.index import folded
from loaders.patterns import pattern_of

NO_NAMES = frozenset(
    {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "城区", "郊区", "矿区", "东区", "西区"}
)
"""Names in the registry that say nothing by themselves: many units have them."""
_LONG_ENDINGS = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区")
_ENDINGS = tuple("省市县区州盟旗")
_PEOPLES = pattern_of(
    r"(?:(?:壮|回|满|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|仡佬|东乡|拉祜|水|佤|纳西|羌|土|仫佬|锡伯|"
    r"柯尔克孜|达斡尔|景颇|毛南|撒拉|布朗|塔吉克|阿昌|普米|鄂温克|怒|京|基诺|德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|塔塔尔|赫哲|"
    r"高山|珞巴)族|各族|民族)+$"
)
_PEOPLES_ALONE = pattern_of(r"(?:维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)$")
_BANNERS = pattern_of(r"^(.).+?([左右])(?:翼)?([前中后])?旗$|^(.).{2,}()([前中后])旗$")
_LEFT_WING = pattern_of(r"^(.).*([左右])翼.*自治县$")
SPOKEN = {
    "达尔罕茂明安联合旗": "达茂旗",
    "莫力达瓦达斡尔族自治旗": "莫旗",
    "东乌珠穆沁旗": "东乌旗",
    "西乌珠穆沁旗": "西乌旗",
    "陈巴尔虎旗": "陈旗",
    "锡林郭勒盟": "锡盟",
    "阿拉善盟": "阿盟",
    "前郭尔罗斯蒙古族自治县": "前郭县",
    "阜新蒙古族自治县": "阜蒙县",
    "塔什库尔干塔吉克自治县": "塔县",
    "克孜勒苏柯尔克孜自治州": "克州",
    "博尔塔拉蒙古自治州": "博州",
    "巴音郭楞蒙古自治州": "巴州",
}
"""Short forms that no rule makes."""


class PlaceKey(NamedTuple):
    """A place's name without its unit word (村, 社区, 镇…), and what that word says: `village`, `community` or None."""

    bare: str
    unit: str | None


_REMARK = pattern_of(r"\([^()]*\)")
_VILLAGE_WORDS = (
    ("社区居民委员会", "community"),
    ("社区居委会", "community"),
    ("村民委员会", "village"),
    ("居民委员会", "community"),
    ("村委会", "village"),
    ("居委会", "community"),
    ("行政村", "village"),
    ("社区", "community"),
    ("村", "village"),
)
_TOWNSHIP_WORDS = ("人民政府", "街道办事处", "办事处", "街道办", "街道", "民族乡", "镇", "乡", "街")


def without_ending(name: str) -> str:
    """The proper part of a unit's name: 盘州市 → 盘州, 三都水族自治县 → 三都. It is never empty.

    >>> [without_ending(name) for name in ("盘州市", "三都水族自治县", "黔南布依族苗族自治州", "赵县")]
    ['盘州', '三都', '黔南', '赵县']
    """
    bare = name[:-1] if name.endswith(_ENDINGS) else name
    if name.endswith(_LONG_ENDINGS):
        bare = name.removesuffix(next(filter(name.endswith, _LONG_ENDINGS)))
    own = _PEOPLES.sub("", bare) if bare.endswith("族") else bare
    if name[len(bare) :].startswith("自治"):
        own = _PEOPLES_ALONE.sub("", own)
    return own if len(own) > 1 else bare if len(bare) > 1 else name


def peoples_off(name: str) -> str:
    """A name without the peoples that an autonomous township is named after: 羊场布依族白族苗族 → 羊场."""
    bare = _PEOPLES.sub("", name)
    return bare or name


def short_forms(name: str) -> Iterator[str]:
    """What people call a province, prefecture or county whose name is long; nothing for a name that is short.

    >>> list(short_forms("玉屏侗族自治县")), list(short_forms("科尔沁左翼中旗")), list(short_forms("盘州市"))
    (['玉屏县', '玉屏自治县'], ['科左中旗'], [])
    >>> list(short_forms("宁夏回族自治区")), list(short_forms("伊犁哈萨克自治州"))
    (['宁夏自治区'], ['伊犁州', '伊犁自治州'])
    """
    if not name.endswith(("旗", "盟")) and "自治" not in name:
        return
    if name in SPOKEN:
        yield SPOKEN[name]
    banner = _BANNERS.match(name)
    if banner is not None and len(name) > 4:
        yield "".join(filter(None, banner.groups())) + "旗"
    wing = _LEFT_WING.match(name)
    if wing is not None:
        yield f"{wing[1]}{wing[2]}县"
    ending = name[-3:]
    if ending not in ("自治区", "自治州", "自治县", "自治旗"):
        return
    own = without_ending(name).removesuffix("族")
    if ending != "自治区":
        yield own + ending[-1]
    if own + ending != name:
        yield own + ending


@lru_cache(maxsize=1 << 16)
def place_key(name: str, kind: Kind) -> PlaceKey:
    """A place's name without remarks in brackets and without the word for its kind; the rest is never empty.

    >>> place_key("白岩社区居民委员会", Kind.VILLAGE), place_key("羊场布依族白族苗族乡", Kind.TOWNSHIP).bare
    (PlaceKey(bare='白岩', unit='community'), '羊场')
    """
    text = folded(name)
    text = _REMARK.sub("", text) or text
    if kind is Kind.VILLAGE:
        return _village_key(text)
    if kind is Kind.TOWNSHIP:
        for word in _TOWNSHIP_WORDS:
            if text.endswith(word) and len(text) > len(word):
                text = text.removesuffix(word)
        return PlaceKey(peoples_off(text), None)
    return PlaceKey(without_ending(text), None)


def _village_key(text: str) -> PlaceKey:
    unit: str | None = None
    while True:
        word = next(((word, says) for word, says in _VILLAGE_WORDS if text.endswith(word) and text != word), None)
        if word is None:
            return PlaceKey(text, unit)
        ending, says = word
        text, unit = text.removesuffix(ending), unit or says
