"""Names in a bulletin: which organization a stretch of text means, where it fills a place that an organization belongs in.

A name is resolved in the areas that the bulletin speaks of, among what the store knows and what the text named before.
One that is found nowhere is an organization of its own on the helping side only; a place that should be in the registry
and is not, or a name that may be several, is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graph.model import AREA_KINDS, Kind
from loaders.bulletin import latin as english
from loaders.loaded import Candidate, Reason
from loaders.names import divisions, registry
from loaders.names.index import Known, folded
from loaders.names.keys import NO_NAMES, place_key, short_forms, without_ending
from loaders.names.registry import Division
from loaders.names.resolve import PLACES, Context, Resolver, Scope, units_above
from loaders.roster.cells import kind_of_name

_UNIT_WORD: Mapping[str, Kind] = {
    "省": Kind.PROVINCE,
    "市": Kind.PREFECTURE,
    "州": Kind.PREFECTURE,
    "盟": Kind.PREFECTURE,
    "区": Kind.COUNTY,
    "县": Kind.COUNTY,
    "旗": Kind.COUNTY,
}
_ORGANIZATION = (
    "公司|集团|工厂|合作社|银行|支行|分行|企业|大学|学院|学校|小学|中学|[一二三四五六七八九]中|[一二三四五六七八九]小|高中|初中|幼儿园|职校|党校|"
    "职中|中专|职高|技校|联合社|摄影社|合唱团|艺术团|文工团|(?:林业|农技|水利|畜牧|文化|农机|工作|服务|推广)站|医院|卫生院|卫生室|卫生服务中心|妇幼保健院|保健院|疾控中心|校友会|同乡会|家长委员会|救援队|协会|商会|学会|基金会|促进会|服务队|慈善总?会|义工联|联谊会|"
    "街道办事处|街道|镇|乡|村民委员会|居民委员会|村委会|居委会|社区|村|局|委员会|发改委|卫健委|国资委|办公室|厅|海关|法院|检察院|"
    "团委|总工会|工会|残联|妇联|工商联|贸促会|科协|红十字会|供销社|联合会|管委会|工作委员会|工委|委|文联|侨联|图书馆|博物馆|文化馆|系统|中心|开发区|新区|研究院|研究所|"
    "文旅局|住建局|驻.{2,4}办|公益组织|志愿者协会|商务局|林场|农场|园区"
)
_ENDING = re.compile(rf"(?:{_ORGANIZATION}|[省市县区州盟旗])$")
_OWN_PLACE = re.compile(
    r"(?P<upper>[\u3400-\u9fff]{2,3}(?:市|州))?(?P<lower>[\u3400-\u9fff]{1,3}(?:新区|开发区|区|县|市|旗))?"
)
_BAD_BEGINNING = re.compile(
    r"由|帮扶|结对|捐|赠|投入|支援|选派|派出|赴|前往|组织|协调|动员|引导|推动|促成|协助|邀请|安排|指导|帮助|支持|联合|会同|带动|依托|借助|通过|按照|根据|由于|其中|目前|今年|全市|我市|该|原(?=[与由和])|两地|各|"
    r"双方|本|我|此|这|那|其|以|把|被|在|从|对|向|给|到|为|与|和|及|并|而|已|还|也|将|是|有|的|了|等|每|全|另|所有|有关|相关|上述|以上|多|首|共|又|再"
)
_INSIDE = re.compile(
    r"有(?!限)|他(?![\u3400-\u9fff]{0,2}[镇乡村])|以(?![\u3400-\u9fff]{0,2}(?:[小中]学|[镇乡村]))|[的了在将已被把为并而该是去们我你她它，。；：！？、“”《》（）()\"\s\d%]"
)
BRANCH = re.compile(r"[（(][\u3400-\u9fff]{2,6}[)）](?=[\u3400-\u9fff]{0,8}?(?:公司|集团|基金会|大学|分校))")
"""The place in the name of an organization that stands in brackets: 远舟（澜屿）有限公司."""
_OF_A_KIND = re.compile(
    r"(?:子|分|母|总|集团|下属|所属|当地|有关|爱心|民营|龙头|帮扶|受援|结对|协作|两|新|老|东部|西部|基层|乡村|农村|中心)*"
    r"(?:公司|集团|企业|学校|医院|单位|部门|商会|协会|基金会|城市|街道|社区|机构|中心|合作社|院校|学院)+"
)
"""Words for organizations of a kind, which name none."""
_BEFORE_NAME = re.compile(r"(?:子公司|分公司|旗下)(?=[\u3400-\u9fff]{4})")
_MOST_BEFORE = 12
"""How many letters may stand before a name without a word that is known between them."""
_IN_REGISTRY = re.compile(r"cn-\d+")
_MOST_AREAS = 10
_GENERAL = re.compile(
    r"(?:第?[一二三四五六七八九十]+)?(?:人民医院|中医医院|中医院|妇幼保健院|妇幼保健计划生育服务中心|疾控中心|教育局|卫生健康局|卫健局|农业农村局|人社局|民政局|"
    r"乡村振兴局|扶贫办|职业技术学校|职业学校|实验小学|实验中学|高级中学|中等职业学校|中学|小学|幼儿园|特殊教育学校)"
)
"""Names that say nothing without the unit they lie in: in a list it is that of the name before."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is printed, and what it means.

    `full` is the name with what a list or an earlier mention leaves to it put back. `id` is that of the organization if
    the registry or the store has it, `unit` that of the unit it lies in. `asked` is the key of what has to be asked.
    """

    printed: str
    full: str
    kind: Kind
    id: str | None = None
    unit: str | None = None
    asked: str | None = None
    candidates: tuple[Candidate, ...] = ()
    found: Candidate | None = None
    shown: str | None = None
    """The name to show, if not the full one: what is printed, where that begins with a unit already."""
    place: str | None = None
    """The name of the unit at its beginning, if that is of no registry: 望潮区 of 望潮区教育局."""

    @property
    def key(self) -> str:
        """What tells it from others: its id, else its full name."""
        return self.id or folded(self.full)


def ends_as_name(text: str) -> bool:
    """Whether a text ends as the name of an organization or a place does."""
    return _ENDING.search(text) is not None


class Names:
    """Resolves the names of one bulletin; remembers those it has named."""

    def __init__(self, text: str, context: Context, area: Division | None) -> None:
        self.resolver = Resolver(context, area)
        self.latin = not re.search(r"[\u3400-\u9fff]", text)
        named = registry.mentioned(text) if not self.latin else ()
        self.areas = (area,) if area is not None else _of_side(named, 1) or english.areas(text, _sides()[1])
        """The counties, or larger units, that are helped, as far as the text says."""
        self.helping = tuple(unit for unit in _of_side(named, 0) if unit.kind is Kind.COUNTY)[:_MOST_AREAS]
        """The counties of the provinces that help which the text names: towns that it names alone may lie in them."""
        self._shortly = frozenset(one.name[:-1] for one in self.areas if len(one.name) > 2)
        self.wider = area is None and len(self.areas) == 1 and _speaks_of_wider(text, self.areas[0])
        """Whether the text also speaks of the prefecture that its only county lies in: help may go to either."""
        self.own_places = frozenset(_own_places(text))
        """Units that stand in no registry and begin several names or clauses of the text."""
        self._lengths = sorted({len(place) for place in self.own_places}, reverse=True)
        own = [one for one in context.known if one.kind not in PLACES or not _IN_REGISTRY.fullmatch(one.id)]
        self.known = _single((one.name, one) for one in own)
        self.aliases = _single((alias, one) for one in own for alias in (*one.aliases, one.name_en) if alias)
        self.english_places = sorted(set(english.own_places(text, self.areas)))
        self._english_bases = {english.base(place): place for place in reversed(self.english_places)}
        self._english_beginnings = english.by_beginning(self.english_places)
        self.named: dict[str, Name] = {}
        """What was named before, by its full name."""
        self._short: dict[str, Name] = {}
        self._is_name: dict[str, bool] = {}
        self._sounds = {*self._english_bases, *map(english.sound_of, self.areas)}
        self._english: dict[str, str] = {}
        """What units of the registry were called in English, by their ids."""

    # --- finding a name in a stretch of unknown text

    def split(self, text: str) -> tuple[str, str, str]:
        """What stands before the name in a text, the name, and what stands behind it: a part may be empty.

        The name is the longest stretch that ends as names do and begins as one may.
        """
        for end in range(len(text), 1, -1):
            if end < len(text) and not _ENDING.search(text[:end]):
                continue
            part = text[:end]
            if not (_ENDING.search(part) or folded(part) in self.known or self._bare(part)):
                continue
            begin = self._beginning(part)
            if begin is not None:
                return text[:begin], text[begin:end], text[end:]
        return text, "", ""

    def _beginning(self, part: str) -> int | None:
        """Where the name begins that ends with a text; None if none does.

        A unit or a name that is known, wherever it begins, goes before what only may be one.
        """
        sure = next(
            (begin for begin in range(min(len(part) - 1, _MOST_BEFORE)) if self._surely_begins(part[begin:])), None
        )
        if sure is not None:
            return sure
        kind = _BEFORE_NAME.match(part)
        begin, name = (kind.end(), part[kind.end() :]) if kind is not None else (0, part)
        if _INSIDE.search(BRANCH.sub("", name)) or _BAD_BEGINNING.match(name) or _OF_A_KIND.fullmatch(name):
            return None
        return begin if (len(name) > 2 and kind_of_name(name) is not Kind.OTHER) or _is_own_place(name) else None

    def _surely_begins(self, rest: str) -> bool:
        """Whether a text is a name that begins with a unit, or one that is known."""
        if (
            folded(rest) in self.known
            or folded(rest) in self.aliases
            or folded(rest) in self._short
            or self._bare(rest)
        ):
            return True
        own = self.own(rest)
        if own is not None:
            return not _INSIDE.search(rest)
        township = re.match(r"[\u3400-\u9fff]{1,8}?(?:街道|镇|乡)(?=.)", rest)
        if township is not None and any(
            self.resolver.place(township[0], Kind.TOWNSHIP, Scope(area.id)).chosen
            for area in self.areas[:_MOST_AREAS]
            if area.kind is Kind.COUNTY
        ):
            return not _INSIDE.search(rest)
        unit, behind = registry.split_path(rest)
        return unit is not None and (bool(behind) or len(rest) > 2) and not _INSIDE.search(behind)

    def own(self, text: str) -> str | None:
        """The unit of no registry that a text begins with; the longest if there are several."""
        return next((text[:length] for length in self._lengths if text[:length] in self.own_places), None)

    def _bare(self, text: str) -> bool:
        """Whether a text is what one of the areas is called without its ending (盘州)."""
        return text in self._shortly

    # --- what a name means

    def read(self, printed: str, before: Name | None = None) -> Name:
        """What a name means; `before` is the one before it in a list, which may have said where both lie."""
        text = folded(printed)
        kept = self.named.get(text) or self._short.get(text)
        if kept is not None:
            own = kept.place is not None and text != kept.place and self.own(text) not in (None, text)
            inner = kept.full.partition(" of ")[0] == printed != kept.full  # “Qingshan School” of Weining County
            shown = text if own else printed if inner else None
            same = kept.printed == printed and kept.shown == shown
            return kept if same else replace(kept, printed=printed, shown=shown)
        found = self._read(printed, text, before)
        self._remember(found)
        return found

    def of_id(self, id_: str) -> Name | None:
        """The organization with an id in the registry or the store; None if neither has it."""
        unit = registry.unit_of(id_)
        if unit is not None:
            return Name(unit.name, self.path(id_), unit.kind, id_, self._above(id_), found=_division(unit))
        known = next((one for one in self.resolver.context.known if one.id == id_), None)
        if known is None:
            return None
        found = Candidate(known.id, known.name, known.kind, (), Reason.EXACT, 100.0)
        return Name(known.name, known.name, known.kind, id_, known.part_of, found=found)

    def _remember(self, name: Name) -> None:
        """Keeps a name for later mentions that leave out how it begins; a shorter one of two is nobody's."""
        full = folded(name.full)
        if full in self.named or name.asked == "bulletin.why.no_unit":
            return
        self.named[full] = name
        for short in _tails(full):
            self._shorten(short, name)

    def _shorten(self, short: str, name: Name) -> None:
        """Keeps what a name may shortly be called; what two may be called is nobody's."""
        known = self._short.get(short)
        if known is None:
            self._short[short] = name
        elif known.key != name.key:
            self._short[short] = replace(name, asked="bulletin.why.several_names")

    def is_english_name(self, text: str) -> bool:
        """Whether words with capitals name an organization or a place."""
        known = self._is_name.get(text)
        if known is None or not known:  # what was no name may have been introduced since
            known = self._is_name[text] = self._is_english_name(text)
        return known

    def _is_english_name(self, text: str) -> bool:
        whole = folded(text)
        if whole in self.known or whole in self.aliases or whole in self.named or whole in self._short:
            return True
        if english.kind_of(text) is not Kind.OTHER:
            return True
        return english.base(text) in self._sounds or bool(english.units(text, self.areas))

    def _read_english(self, printed: str, text: str, before: Name | None) -> Name:
        """As `_read`, of a name in Latin letters: what it begins with, or what stands behind “of”, says where it is."""
        known = self.known.get(text) or self.aliases.get(text)
        if known is None and english.is_general(printed):
            return self._in_list(printed, before)
        if known is not None:
            match = self.resolver.organization(known.name, known.kind, None).chosen
            found = match or Candidate(known.id, known.name, known.kind, (), Reason.EXACT, 100.0)
            return Name(printed, found.name, found.kind, found.id, known.part_of, found=found, shown=printed)
        printed = self._unfolded(printed)
        units = english.units(printed, self.areas, _sides()[0])
        if len(units) == 1:
            unit = units[0]
            full = unit.name if unit.kind in AREA_KINDS[:3] else self.path(unit.id)
            inner = printed.partition(" of ")[0] if unit.kind not in AREA_KINDS[:3] else printed
            if len(inner) > len(self._english.get(unit.id, "")):
                self._english[unit.id] = inner
            said = self._english[unit.id]
            return Name(printed, full, unit.kind, unit.id, unit.part_of, found=_division(unit), shown=said)
        kind = english.kind_of(printed)
        asked = "bulletin.why.several_places" if units else None
        own = self._english_bases.get(english.base(printed))
        if own is not None and (kind in (*AREA_KINDS, Kind.OTHER)):
            return Name(printed, own, english.kind_of(own), place=own)
        lies = english.lies_in(printed, self.areas)
        place = english.beginning(printed, self._english_beginnings) if lies is None else None
        if kind in (Kind.TOWNSHIP, Kind.VILLAGE) and place is None and not units and self.areas:
            asked = "bulletin.why.no_place"
        if english.is_garbled(printed):
            asked = "bulletin.why.several_names"
        within = lies.id if lies is not None else None
        meant = Name(printed, printed, kind, unit=within, asked=asked, place=place)
        inner, of, _ = printed.partition(" of ")
        if of and not english.is_general(inner) and " " in inner:
            self._shorten(folded(inner), meant)
        return meant

    def _unfolded(self, printed: str) -> str:
        """A name with the unit that it lies in behind it: “Lanshan's Bridge Town” is “Bridge Town of Lanshan”."""
        owner = re.fullmatch(r"(?P<outer>[A-Z][\w ]*?)['’]s (?P<inner>[A-Z].*)", printed)
        if owner is None or " of " in printed or english.kind_of(owner["inner"]) is Kind.OTHER:
            return printed
        known = (
            english.base(owner["outer"]) in self._english_bases
            or len(english.units(owner["outer"], self.areas, _sides()[0])) == 1
        )
        return f"{owner['inner']} of {owner['outer']}" if known else printed

    def _in_list(self, printed: str, before: Name | None) -> Name:
        """A name that says nothing without its unit (Second People's Hospital): it is that of the name before it."""
        unit = None
        if before is not None:
            said = before.shown or before.printed
            first, lies = said.partition(" ")[0], english.lies_in(said, self.areas)
            own = before.place and english.UNIT_WORD.sub("", before.place)
            unit = own or (first if lies is not None and english.sound_of(lies) == english.base(first) else None)
        if unit is None:
            return Name(printed, printed, english.kind_of(printed), asked="bulletin.why.no_unit")
        full = f"{unit} {printed}"
        found = replace(self._read_english(full, folded(full), None), printed=printed, shown=full)
        self._shorten(folded(printed), found)
        return found

    def _read(self, printed: str, text: str, before: Name | None) -> Name:
        if printed.isascii() or not re.search(r"[\u3400-\u9fff]", printed):
            return self._read_english(printed, text, before)
        known = self.known.get(text) or self.aliases.get(text)
        if known is not None and known.kind in PLACES:
            found = Candidate(known.id, known.name, known.kind, (), Reason.EXACT, 100.0)
            return Name(printed, known.name, known.kind, known.id, known.part_of, found=found)
        unit, rest = registry.split_path(text, self.areas[0].id if len(self.areas) == 1 else None)
        if unit is not None and not rest:
            return Name(printed, unit.name, unit.kind, unit.id, unit.part_of, found=_division(unit))
        for area in self.areas:
            if self._bare(text) and text == area.name[:-1]:
                return Name(printed, area.name, area.kind, area.id, area.part_of, found=_division(area))
        kind = kind_of_name(text)
        if kind is Kind.OTHER and known is None and _UNIT_WORD.get(text[-1:]) and _is_own_place(text):
            return Name(printed, text, _UNIT_WORD[text[-1]], place=text)
        if kind in (Kind.TOWNSHIP, Kind.VILLAGE) and known is None:
            return self._place(printed, text, kind, unit, rest, before)
        return self._organization(printed, text, kind, unit, before)

    def _place(
        self, printed: str, text: str, kind: Kind, unit: Division | None, rest: str, before: Name | None
    ) -> Name:
        """A township or a village: of the unit it begins with, of the list it stands in, or of the area."""
        own = self.own(text)
        if unit is None and own is not None:
            return Name(printed, text, kind, place=own)
        if unit is not None:
            return self._inside(printed, rest, kind, unit.id, unit)
        tried = [before.unit] if before is not None and before.unit is not None and kind is Kind.VILLAGE else []
        if before is not None and before.kind is Kind.TOWNSHIP and before.id is not None:
            tried.append(before.id)
        areas = [one.id for one in self.areas]
        if len(areas) > _MOST_AREAS:  # names that are only like it are not looked for in so many
            areas = [area for area in areas if place_key(text, kind).bare in _bares(area, kind)]
        found = [self._inside(printed, text, kind, area, None) for area in [*tried, *areas]]
        sure = [one for one in found if one.id is not None]
        if tried and found[0].id is not None:
            return found[0]
        if len({one.id for one in sure}) == 1:
            return sure[0]
        if not sure and before is not None and before.place is not None and before.kind is kind:
            return Name(printed, f"{before.place}{text}", kind, place=before.place)
        helps = [self._inside(printed, text, kind, area.id, None) for area in self.helping] if not sure else []
        helps = [one for one in helps if one.id is not None]
        if kind is Kind.TOWNSHIP and len(helps) == 1 and not any(one.candidates for one in found):
            return helps[0]
        asked = "bulletin.why.several_places" if sure else "bulletin.why.no_place"
        candidates = tuple(
            dict.fromkeys(one for name in found for one in (*name.candidates, *filter(None, [name.found])))
        )
        return Name(
            printed, text, kind, unit=self.areas[0].id if self.areas else None, asked=asked, candidates=candidates
        )

    def _inside(self, printed: str, rest: str, kind: Kind, within: str, unit: Division | None) -> Name:
        match = self.resolver.place(rest, kind, Scope(within))
        if match.chosen is not None:
            found = match.chosen
            return Name(printed, self.path(found.id), found.kind, found.id, self._above(found.id), found=found)
        full = f"{unit.name}{rest}" if unit is not None else rest
        asked = "bulletin.why.several_places" if match.candidates else "bulletin.why.no_place"
        return Name(printed, full, kind, unit=within, asked=asked, candidates=match.candidates)

    def _organization(self, printed: str, text: str, kind: Kind, unit: Division | None, before: Name | None) -> Name:
        own = self.own(text)
        full, within = text, unit.id if unit is not None else None
        if unit is None and own is None and _GENERAL.fullmatch(text):
            carried = self._carried(before)
            if carried is None:
                return Name(printed, text, kind, asked="bulletin.why.no_unit")
            full, within, own = f"{carried[0]}{text}", carried[1], carried[2]
        match = self.resolver.organization(full, kind, None)
        if match.chosen is not None:
            found = match.chosen
            kind = found.kind if found.kind is not Kind.OTHER else kind
            return Name(printed, found.name, kind, found.id, within or self._unit_of(found.id), found=found)
        asked = "bulletin.why.several_names" if match.candidates else None
        within = within or (self._township(full) if own is None else None)
        return Name(printed, full, kind, unit=within, asked=asked, candidates=match.candidates, place=own)

    def spoken(self) -> Iterator[str]:
        """The names of the townships and villages of the areas, as people write them."""
        for area in self.areas[:_MOST_AREAS]:
            if area.kind is Kind.COUNTY:
                units = self.resolver.places(area.id).units.values()
                yield from (
                    _spoken(unit.name, unit.kind) for unit in units if unit.kind in (Kind.TOWNSHIP, Kind.VILLAGE)
                )

    def _township(self, text: str) -> str | None:
        """The only township of the areas whose bare name a text begins with (红果沙陀小学)."""
        found = {
            unit.id
            for area in self.areas
            if area.kind is Kind.COUNTY and any(text[:end] in _bares(area.id, Kind.TOWNSHIP) for end in range(2, 9))
            for unit in self.resolver.places(area.id).units.values()
            if unit.kind is Kind.TOWNSHIP
            and len(bare := place_key(unit.name, unit.kind).bare) > 1
            and text.startswith(bare)
        }
        return found.pop() if len(found) == 1 else None

    @staticmethod
    def _carried(before: Name | None) -> tuple[str, str | None, str | None] | None:
        """The unit that the name before in a list begins with: its name, its id, or the own place that it is."""
        if before is None:
            return None
        if before.place is not None:
            return before.place, None, before.place
        unit, _ = registry.split_path(folded(before.full))
        return (unit.name, unit.id, None) if unit is not None else None

    def _unit_of(self, id_: str) -> str | None:
        known = next((one for one in self.known.values() if one.id == id_), None)
        return known.part_of if known is not None else None

    @staticmethod
    def _above(id_: str) -> str | None:
        above = units_above(id_)
        return above[-2].id if len(above) > 1 else None

    @staticmethod
    def path(id_: str) -> str:
        """The name of a place behind those of its county and township: 盘州市大山镇新光村."""
        units = [one for one in units_above(id_) if one.kind not in (Kind.PROVINCE, Kind.PREFECTURE)]
        return "".join(_spoken(one.name, one.kind) for one in units)

    def scope(self) -> Name | None:
        """The only unit that the bulletin says is helped; None if it names several or none."""
        if len(self.areas) != 1 or self.wider:
            return None
        area = self.areas[0]
        return replace(self.read(area.name), shown=self._english.get(area.id) if self.latin else None)

    def area_of(self, name: Name) -> Name | None:
        """The county or larger unit that a name of the helped side lies in."""
        code = name.id if name.id is not None and name.id.startswith("cn-") else name.unit
        area = next((one for one in self.areas if code is not None and registry.lies_in(code, one.id)), None)
        if area is None and code is not None:
            area = registry.unit_of(code[: len("cn-520281")])
        return (
            None
            if area is None
            else Name(area.name, area.name, area.kind, area.id, area.part_of, found=_division(area))
        )

    def is_helped(self, name: Name) -> bool | None:
        """Whether a name is of the side that is helped; None if nothing says."""
        code = name.id if name.id is not None and name.id.startswith("cn-") else name.unit
        if code is not None and code.startswith("cn-"):
            if any(registry.lies_in(code, area.id) for area in self.areas):
                return True
            if code.startswith(_sides()[1]):
                return True
            if code.startswith(_sides()[0]):
                return False
            return None
        if name.place is not None and self.areas:
            return False
        return None


@lru_cache(maxsize=1024)
def _bares(area: str, kind: Kind) -> frozenset[str]:
    """The names of the townships, or of the villages, of a unit without their endings."""
    rows = divisions.in_area(area)
    return frozenset(place_key(row.name, kind).bare for row in rows if row.kind == kind)


def _single(named: Iterable[tuple[str, Known]]) -> dict[str, Known]:
    """Name → the organization of the store that has it, where only one does."""
    found: dict[str, set[Known]] = {}
    for name, one in named:
        found.setdefault(folded(name), set()).add(one)
    return {name: some.pop() for name, some in found.items() if len(some) == 1}


def _speaks_of_wider(text: str, area: Division) -> bool:
    """Whether a text names the prefecture that a county lies in otherwise than right before it (黔东南州凯里市)."""
    above = registry.unit_of(area.part_of) if area.part_of else None
    if above is None or above.kind is not Kind.PREFECTURE or above.name in NO_NAMES:
        return False
    bare = without_ending(area.name)
    names = sorted({above.name, without_ending(above.name), *short_forms(above.name)}, key=len, reverse=True)
    chinese = "|".join(re.escape(name) for name in names if len(name) > 1)
    latin = english.sound_of(above).capitalize()
    behind = rf"(?:{re.escape(above.name[-1])}|州|市|地区)?(?:{re.escape(area.name)}|{re.escape(bare)})"
    return re.search(rf"(?:{chinese})(?!{behind})|\b{latin}\b", text) is not None


def _spoken(name: str, kind: Kind) -> str:
    """What people call a village whose name in the registry is that of its committee.

    >>> _spoken("大地村村民委员会", Kind.VILLAGE), _spoken("白岩居民委员会", Kind.VILLAGE)
    ('大地村', '白岩社区')
    """
    if kind is not Kind.VILLAGE:
        return name
    key = place_key(name, kind)
    return f"{key.bare}{'社区' if key.unit == 'community' else '村'}"


def _division(unit: Division) -> Candidate:
    return Candidate(unit.id, unit.name, unit.kind, (), Reason.EXACT, 100.0)


def _tails(full: str) -> Iterator[str]:
    """What a name may shortly be called later: without the units that it begins with."""
    unit, rest = registry.split_path(full)
    if unit is not None and len(rest) > 2:
        yield rest
    for found in re.finditer(r"[市区县旗州镇乡]|街道", full[:-1]):
        tail = full[found.end() :]
        if len(tail) > 2:
            yield tail


def _is_own_place(text: str) -> bool:
    """Whether a text is built as the name of one or two units are: 东屿市, 东屿市望潮区."""
    found = _OWN_PLACE.fullmatch(text)
    return bool(found and (found["upper"] or found["lower"]) and not _BAD_BEGINNING.match(text))


_PLACE_THERE = re.compile(
    r"(?:^|(?<=[\s，,。；;：:、！？!?（(《“\"与和由同向为从自在对跟及到赴给年月日起]))"
    r"(?P<place>(?:[\u3400-\u9fff]{2,3}市)?[\u3400-\u9fff]{2,3}(?:新区|开发区|区|县|旗)|[\u3400-\u9fff]{2,3}[市州])",
    re.MULTILINE,
)
_NO_UNIT = re.compile(r"[社小校园地片灾东西南北中战军山林矿]区$|[城超门股都]市$|[全本各]县$")
"""Words that end like units: 社区, 城市."""


def _own_places(text: str) -> Iterable[str]:
    """The units of no registry that a text names where names begin: at a boundary of a clause or of a list."""
    found: dict[str, int] = {}
    for one in _PLACE_THERE.finditer(text):
        place = one["place"]
        parts = [place]
        upper = re.match(r"([\u3400-\u9fff]{2,3}市)(.+)$", place)
        if upper:
            parts += [upper[1], upper[2]]
        for part in parts:
            unit, _ = registry.split_path(part)
            if unit is None and not _BAD_BEGINNING.match(part) and not _NO_UNIT.search(part):
                found[part] = found.get(part, 0) + 1
    return found


_HELPED_BY_ALL = frozenset({"cn-54", "cn-65"})
"""Tibet and Xinjiang, which the other provinces help under arrangements of their own (对口援藏, 对口援疆)."""


@cache
def _sides() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the ids of units begin that help, and of those that are helped, as `east-west` pairs them.

    Of a province that is helped, or helps, in part, it is only that part: of Hunan the prefecture of Xiangxi.
    """
    import csv

    from loaders.package import bundled

    folder = bundled.find("east-west")
    helpers: set[str] = set()
    helped: set[str] = set()
    if folder is not None:
        with (folder / "agreements.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                helpers.add(row["helper"][: len("cn-52")])
                helped.add(row["recipient"])
    provinces = helped & {one[: len("cn-52")] for one in helped}
    parts = {one for one in helped if one[: len("cn-52")] not in provinces}
    return tuple(sorted(helpers - provinces)), tuple(sorted(provinces | parts | _HELPED_BY_ALL))


def _of_side(named: Iterable[Division], side: int) -> tuple[Division, ...]:
    """The units among those that a text names, the innermost of each, that help (0), or are helped (1)."""
    return tuple(unit for unit in named if unit.id.startswith(_sides()[side]) and unit.kind in AREA_KINDS)
