"""The words of English bulletins: splits a sentence into clauses, and each clause into the tokens of `clause.lark`.

English says “A was paired with B”, “14 hospitals from C” and “800 staff have been trained”: the tokens are put into the
order of the rules, which is that of Chinese, with what is done last and the unit before what it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Kind
from loaders.bulletin import figures, times
from loaders.bulletin import latin as english
from loaders.bulletin.english_order import kinds, ordered
from loaders.bulletin.names import Names
from loaders.bulletin.text import Span
from loaders.bulletin.times import Calendar, Role, Time
from loaders.bulletin.tokens import Act, Clause, Guard, Thing, Token

_BE = r"(?:(?:has|have|had) been|(?:has|have|had)|was|were|is|are|been)"
_PAIRED = r"(?:paired(?: up)?|twinned|partnered|matched|linked up)"
_DEAL = r"(?:agreements?|accords?|memorand(?:um|a)(?: of understanding)?|compacts?|deeds?|[“\"][^”\"]{0,80}Agreement[^”\"]{0,40}[”\"])"
_ABOUT = r"(?:pairing|paired|assistance|support|partnership|twinning|cooperation|co-operation|framework|counterpart|aid|sister|help|mutual)"
_SIGNED = r"(?:sign(?:ed)?|concluded|entered into|renewed|established|formed|set up|built)"
_RELATION = r"(?:relationships?|partnerships?|ties)"
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "plan",
        r"\b(?:will|would|shall|plans? to|planned to|planning to|hopes? to|hoped to|aims? to|intends? to|expects? to|expected to|scheduled to|"
        r"set to|due to (?=\w+ (?:in|next))|is to|are to|going to|proposed to|proposes? to|pledged?|promised?|committed to|next (?:year|month|spring|summer|autumn)|"
        r"by (?:January|February|March|April|May|June|July|August|September|October|November|December)(?! (?:19|20)\d\d)|hope that|in the spring|in the autumn|strive to|seeks? to|To achieve|could|may|might|should)\b",
    ),
    (
        "negation",
        r"\b(?:not|never|no longer|no (?:new |formal )?(?:agreement|partnership|pairing|partner)s?|neither|nor|without a|has yet to|have yet to|denied|denies|none of|nobody|had no|has no|have no|no)\b|n't\b",
    ),
    (
        "comparison",
        r"\b(?:compared (?:with|to)|up from|down from|rose|rising|fell|grew|increased?|decreased?|growth|higher than|lower than|a year earlier|per cent (?:more|less)|percent (?:more|less)|(?:more|fewer|less) than(?= in\b| the\b| last\b)|against(?= (?:RMB|¥|\d)))\b",
    ),
    (
        "visit",
        r"\b(?:visit(?:ed|s)?|delegation|toured|talks|inspected|received a|met with|meeting|conference|attended(?! by))\b",
    ),
    (
        "rate",
        r"\b(?:each of the|per (?:person|household|school|village|head|day|month|year)|a head|every (?:school|village|firm|company))\b",
    ),
    ("worth_of", r"\bworth of\b(?= (?:\w+ ){0,3}(?:products?|produce|goods))"),
    ("goods", r"\b(?:worth|valued at)\b"),
    ("agent", r"\bby\b(?= (?:the )?[A-Z])"),
    (
        "signed_with",
        rf"\b{_BE}?\s?(?:\w+ly )?{_SIGNED} (?:an?|the|their|its|new|\d+|pairing)?\s?[^,;.]{{0,70}}?{_DEAL}(?: on [\w ]{{1,30}})? with\b"
        rf"|\b{_BE}?\s?(?:\w+ly )?(?:established|formed|built|set up)[^,;.]{{0,80}}?{_RELATION} with\b"
        rf"|\b{_BE}?\s?(?:\w+ly |still |already )?{_PAIRED} (?:up |respectively |one-to-one |one-on-one )?with\b",
    ),
    (
        "ended_with",
        rf"\b(?:ended|terminated|dissolved|wound up) (?:its|their|the|a|an) (?:\w+ ){{0,2}}(?:pairing|partnership|twinning|link|{_DEAL})(?: agreement)? with\b",
    ),
    ("ended", r"\b(?:ended|lapsed|was terminated|expired|was dissolved|came to an end)\b"),
    ("pairing_of", r"\b(?:the|The) (?:earlier |former |old )?(?:pairing|partnership|twinning)s? (?:of|between)\b"),
    (
        "signed",
        rf"\b(?:{_BE} )?(?:respectively )?(?:\w+ly )?{_SIGNED} (?:an?|the|their)?\s?[^,;.]{{0,90}}?{_DEAL}(?! with)"
        rf"|\b(?:{_BE} )?(?:established|formed|built)[^,;.]{{0,80}}?{_RELATION}(?! with)|\b{_BE} {_PAIRED}(?! (?:up |respectively |one-to-one |one-on-one )?with)",
    ),
    (
        "helped_by",
        r"\b(?:is|are|was|were|has been|have been)(?: still| now)? (?:supported|helped|assisted|sponsored) by\b",
    ),
    (
        "helps",
        r"\b(?:has |have )?(?:supports|helps|assists|twins with|pairs? up with|supported|assisted)\b(?= (?:the )?[A-Z])",
    ),
    (
        "cover",
        r"\bfull coverage\b(?: of (?:the )?(?:[\w“”\"-]+ )*?(?:assistance|support|pairing|help) (?:to|for|of)(?= (?:the )?[A-Z]))?",
    ),
    (
        "active",
        r"\b(?:is|are|was|were) (?:\w+ly )?(?:carrying out|delivering|providing|running|implementing|working|active|operating|present)\b[^,;.\d]{0,80}?\b(?:in|across)\b(?= (?:\w+|\d+))"
        r"|\b(?:is|are|was|were) (?:\w+ly )?(?:supporting|helping|assisting)\b",
    ),
    (
        "term",
        r"\b(?:(?:run|runs|last|lasts|is|are) )?for (?:a (?:term|period) of )?(?:\d{1,2}|one|two|three|four|five|six|ten) years?\b",
    ),
    (
        "runs_until",
        r"\b(?:valid|running|runs?|lasts?)(?: (?:until|to|through|up to))?(?: the end of)?(?= (?:\w+ )?(?:19|20)\d\d)",
    ),
    ("which", r"\b(?:which|who)\b(?= \w)"),
    ("with_name", r"\bwith\b(?= (?:the )?[A-Z])"),
    ("among", r"\bof which\b|\bof that\b|\bincluding\b(?= \d)"),
    ("total", r"\b(?:a total of|in total|totall?ing|altogether|in all)\b"),
    ("cumulative", r"\b(?:cumulative(?:ly)?|[Ss]o far|[Tt]o date)\b"),
    (
        "form",
        r"(?:\bunder an? )?[“\"]?\b(?:one-to-one|one-on-one|group-type|medical community|[Cc]ommunity of [Mm]edicine)\b[”\"]?"
        r"(?: (?:pairing |assistance |support )*(?:agreement|programme|scheme|arrangement)\b)?",
    ),
    ("for_help", r"\bfor (?:group-type|one-to-one|one-on-one) (?:assistance|support|help)\b"),
    ("respectively", r"\brespectively\b"),
    ("each", r"\beach\b"),
    (
        "pronoun",
        r"\b(?:They|It|The (?:charity|city|district|county|company|hospital|school|group|scheme|two sides|firm)|Its|Their|there|both sides|the two (?:cities|sides))\b",
    ),
    ("etc", r"\b(?:and others|among others|and other|such as)\b"),
)
_ACTS: tuple[tuple[Act, str], ...] = (
    (
        Act.GIVE,
        r"donated|gave|given|contributed|granted|provided(?= (?:RMB|[\d¥]|[A-Z]))|invested|allocated|put(?= (?:a |RMB|[\d¥]))|transferred|channell?ed|paid(?= (?:RMB|[\d¥]))",
    ),
    (Act.BUY, r"bought|purchased|purchases of|procured"),
    (Act.SELL, r"sold|helped (?:to )?sell"),
    (Act.OPEN, r"created|opened|developed|set up"),
    (Act.FUND, r"sponsored|funded|paid the fees of|funding for|supported(?= \d)"),
    (Act.VISIT, r"comforted|called on"),
    (Act.SEND, r"sent|seconded|dispatched|posted|assigned|deployed"),
    (Act.TRAIN, r"trained|training"),
    (Act.HOLD, r"held|ran|organi[sz]ed|conducted|hosted|carried out|carry out"),
    (Act.ATTEND, r"attended by"),
    (Act.RAISE, r"raised|attracted|secured|mobili[sz]ed"),
    (
        Act.OTHER,
        r"built|renovated|reached|served|treated|examined|found|collected|shipped|delivered|supplied|distributed|received|came|attended|benefited|planted|covered",
    ),
)
_PURPOSES: tuple[tuple[Act, str], ...] = (
    (Act.TRAIN, r"train"),
    (Act.HOLD, r"hold|run|organi[sz]e|conduct|host|carry out"),
    (Act.OPEN, r"create|open|develop|set up"),
    (Act.FUND, r"sponsor|fund"),
    (Act.BUY, r"buy|purchase"),
    (Act.SEND, r"send"),
    (Act.OTHER, r"build|renovate|plant|treat|supply"),
)
"""What money is given for (to train 30 teachers): that it was done is not said."""
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.SOCIAL_GROUP,
        r"(?:local |international |national )?(?:social (?:groups|organi[sz]ations)|NGOs?|associations|charities|non-governmental organi[sz]ations)",
    ),
    (
        Kind.OTHER,
        r"(?:UN |United Nations |humanitarian |partner |aid )+(?:agencies|organi[sz]ations)|organi[sz]ations|partners|agencies",
    ),
    (Kind.HOSPITAL, r"(?:county-level |township |public |district )?(?:hospitals?|clinics?|health cent(?:er|re)s?)"),
    (Kind.SCHOOL, r"(?:primary (?:and secondary )?|secondary |middle |village )?(?:schools?|colleges?)"),
    (Kind.DEPARTMENT, r"(?:municipal |district |government )?(?:departments?|bureaus?|agencies|offices)"),
    (Kind.ENTERPRISE, r"(?:private |local )?(?:enterprises|companies|firms|businesses)"),
    (
        Kind.VILLAGE,
        r"(?:poor |poverty-stricken |administrative )?(?:villages?|communities)(?! (?:[a-z-]+ )?(?:officials|cadres|accountants|doctors|teachers|leaders|workers|secretaries|clinics|schools|nurses|technicians|heads))",
    ),
    (
        Kind.TOWNSHIP,
        r"(?:towns?(?:hips?)?|sub-?districts?|municipalities|communes|wards)(?! (?:[a-z-]+ )?(?:officials|cadres|doctors|teachers|hospitals|clinics|schools|centres|centers|health|leaders))",
    ),
    (Kind.COUNTY, r"(?:counties|districts)"),
)
_KIND = re.compile("|".join(f"(?P<{kind.value}>{words})\\b" for kind, words in _KINDS))
_HEADS: tuple[tuple[str, str], ...] = (
    (
        "money",
        r"(?:in )?(?:(?:fiscal|financial|government|special|assistance) )*(?:funds?|funding|cash|aid|assistance(?: funds?)?)",
    ),
    ("projects", r"(?:\w+ )?projects"),
    ("produce", r"(?:farm|agricultural|local)(?: \w+)? products?|produce"),
    ("posts", r"(?:public[- ](?:welfare|service) )?posts|public[- ](?:welfare|service) jobs"),
    ("jobs", r"jobs|workers"),
    ("teachers", r"teachers"),
    ("doctors", r"doctors|physicians|nurses|medical staff|surgeons|medics"),
    ("officials", r"officials|cadres|experts|technicians"),
    ("students", r"students|pupils"),
    ("sessions", r"(?:training )?(?:sessions|courses|workshops|classes)(?: of training)?"),
    (
        "people",
        r"(?:local )?(?:staff|people|farmers|villagers|leaders|secretaries|accountants|craftsmen|herders|growers|students|trainees|residents|women|personnel)",
    ),
    ("goods", r"books|computers|water filters|filters|desks|supplies|ambulances|beds|coats"),
)
_THING = re.compile(
    r"(?:(?!(?:and|or|to|in|from|of|by|for|were|was|have|has|at)\b)[a-z][\w-]* ){0,3}?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _HEADS)
    + r")\b"
)
_JOINS = r" & | of the | of | for |, (?=Ltd|Inc|Co\b)| affiliated (?:to|with) (?:the )?|(?<=Affiliated) (?:to|with) (?:the )?"
"""What stands between two words of a name."""
_NAME = re.compile(
    r"(?:[Tt]he )?(?!(?:The|In|On|Since|From|As|By|At|Under|For|During|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Some|About|More|Most|This|These|Those|Last|Next|No|An|A|"
    r"Mayor|Mr|Mrs|Ms|Dr|President|Director|Surgeons|Partners|Companies|And|But|Of|With|To)\b)(?:St\.? )?[A-Z][\w'’-]*"
    rf"(?:(?:{_JOINS})(?=[A-Z])| (?:No\.? ?)?(?=[A-Z\d])(?!\d{{2,}})|(?<=[Bb]ureau) on (?=[A-Z]))?"
    rf"(?:(?:[A-Z][\w'’.-]*|\d{{1,2}})(?:(?:{_JOINS})(?=[A-Z])| (?=[A-Z])(?!RMB)|(?=$|[^\w])))*(?:(?<=[a-z]) No\.? ?\d{1, 2}\b)?"
)
_AND_NAME = re.compile(
    r" and (?:[A-Z][\w'’-]* ){0,4}(?:Bureau|Department|Office|Commission|Committee|Hospital|Center|Centre|Association)\b(?: of (?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)?"
)
_ENDED_NAME = re.compile(
    r"(?:School|Hospital|Clinic|Bureau|Department|Office|Town|Township|Village|City|County|District|Academy|College|University|Institute|Company|Ltd|Association|Group|Foundation)$"
)
_OF = re.compile(r"\b(?:from|of|[Ii]n|[Aa]cross) (?:the )?(?=[A-Z])")
_TO = re.compile(r"\b(?:to|into|for|in|from|at)\b(?= (?:the )?(?:[A-Z]|\d))")
_OF_ALL = re.compile(r"\bof (?:the|its) (?=\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)")
_TO_EACH = re.compile(
    r"\bto each of (?:the|its|these|those) (?=(?:\w+) (?:[a-z]+ )?(?:schools|hospitals|villages|towns|townships|clinics|firms|companies)\b)"
)
_LIST = re.compile(r",? (?:and|as well as)\b(?! others?\b)|,|&")
_ALSO = re.compile(
    r"\(\d{1,2}\)(?= )|[\s.“”\"'’()\[\]*–—-]+|\bfor (?:the|an?|one|two|three|four|five|six|\d{1,2}) (?:full |whole |entire )?(?:school |academic )?(?:year|term|semester|month|week)s?\b|"
    r"\bunder (?:the|a|an|this|its|their) (?:[\w“”\"&-]+ ){1,6}?(?:programme|program|scheme|framework|arrangement|mechanism|initiative|campaign)\b|\b(?:the|a|an|has|have|had|been|were|was|is|are|also|both|jointly|formally|officially|already|still|it|this|that|year|up|local|alone|[Tt]oday|[Mm]oreover|[Mm]eanwhile|[Ff]urthermore|[Ii]n addition|just|[Ee]ven so|[Ii]n turn|[Ii]n particular|[Ll]ikewise|[Ff]inally|[Ff]or its part|[Aa]s a result|[Hh]owever|[Ee]lsewhere|[Aa]gain|[Ll]ater|[Tt]he same year|with(?= (?:a total of |RMB|¥|\d))|on education cooperation|together|"
    r"then|now|as|well|services?|activities|out|their|its|there|online|school|programme|program|respectively|here|since|work)\b"
)
_SINCE = re.compile(
    r"\b(?:Under|As part of) (?:a|the) [\w -]{1,40}? (?:that )?(?:began|started|launched|begun|set up) in (?P<point>(?:19|20)\d\d)\b"
)
_THEN = re.compile(r"\b[Ss]ince then\b")
_WORD = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in _WORDS)
    + "".join(f"|(?P<act_{act.value}>\\b(?:{words})\\b)" for act, words in _ACTS)
    + "".join(f"|(?P<purpose_{act.value}>\\bto (?:{words})\\b)" for act, words in _PURPOSES)
)
_FIRST = re.compile("|".join(f"(?P<act_{act.value}>(?:{words})\\b)" for act, words in _ACTS), re.IGNORECASE)
"""The verb that a sentence without a subject begins with: Invested RMB 5 million."""
_BEGINS = re.compile(r"(?:^|[.!?:;。！？；：\n])\s*$")
_GUARDS = {name: Guard(name) for name in ("plan", "negation", "comparison", "visit", "rate", "goods")}
_FLAGS = frozenset({"among", "total", "cumulative", "respectively", "each", "pronoun", "term"})
_CUT = re.compile(r";|:(?= )|(?<=\s)[–—](?=\s)")
_AIM = re.compile(r"(?:To|In order to) (?!date\b)[a-z]+ [^,;:]{1,160},\s*(?=(?:the |The )?[A-Z\d])")
"""What a sentence says first of what was to be reached: To deepen the cooperation, …"""
_SETTING = re.compile(
    r"(?:Under|As part of|Within|Through|At|During|Besides|Alongside) (?:the|a|an|this) (?:[\w“”\"-]+ ){0,6}"
    r"(?:programme|program|scheme|framework|arrangement|mechanism|initiative|cooperation|campaign|ceremony|event|signing|visit|meeting|conference|forum|fair),\s*"
    r"|(?:An?|One|Two|Three|Four|Five|Six|Ten) (?:years?|months?|weeks?) (?:on|later),\s*",
)
"""What a sentence says first of the occasion: it says nothing of who gave what to whom."""
_APPOSED = re.compile(
    r"(?:Our|Its|Their|His|Her|The|A|An|One) (?:[a-z][\w'’-]* ){0,4}[a-z][\w'’-]*, (?=(?:the |The )?(?P<name>[A-Z][\w'’&. -]{2,60}), (?:also )?(?:has |have |had )?[a-z]+(?:ed|ave|ent|old|ought|an|eld|aid)\b)"
)
"""What somebody is, before the name: Our subsidiary, Halcyon Kilns, donated…"""
_ASIDE = re.compile(
    r",? ?(?:, |– |\()(?!(?:[a-z]+ )*(?:former|once|not|no|never|proposed|planned|would|will)\b)(?:our|the|an?|its|their|located|based|founded|known|one|also) (?:[a-z][\w'’-]* ?){1,10}(?:,|\)| –)(?= (?:has|have|had|was|were|is|are|also|[a-z]+(?:ed|t|ve|d|n|ught)\b))"
)
"""What is said of somebody between two commas, in small letters: Southbank College, our neighbour, ended…"""
_PURPOSE = re.compile(
    r"(?:for|towards?) (?!each|every|which|whom|sale)(?:the |its |their |a )?(?:(?!and\b|by\b|from\b|to\b|in\b|at\b|which\b)[a-z][a-z'’-]* ){0,4}[a-z][a-z'’-]*(?=\s*(?:[.;]|$))"
    r"|to (?:buy|build|repair|equip|support|help|improve|renovate|upgrade|fund|finance) (?:the |its |their |a )?"
    r"(?:(?!by\b|from\b|to\b|which\b)[a-z][a-z'’-]* ){0,5}[a-z][a-z'’-]*(?=\s*(?:[.;]|$))"
)
"""What money was given for, at the end of its sentence, without a name or a number."""
_ANY_WORD = re.compile(r"\w+(?:[-'’]\w+)*|.", re.DOTALL)
_DID = re.compile(r"[a-z]+ed")
"""A verb that says something of which nothing is known."""
_DATELINE = re.compile(r"[A-Z][A-Za-z .,'’-]{1,60}[,(] *(?=\d|[A-Z])")
_PREDICATES = frozenset(
    {"VERB", "PURPOSE", "COVER", "SIGNED_WITH", "SIGNED", "HELP", "ENDED", "ENDED_WITH", "ACTIVE", "HELPED_BY"}
)


class English:
    """Splits the sentences of one bulletin."""

    def __init__(self, names: Names, calendar: Calendar) -> None:
        self.names = names
        self.calendar = calendar

    def clauses(self, plain: str, sentence: Span) -> Iterator[Clause]:
        """The clauses of a sentence with their tokens."""
        begin = sentence.begin
        for found in [*_CUT.finditer(plain, sentence.begin, sentence.end), None]:
            end = found.start() if found is not None else sentence.end
            line = _DATELINE.match(plain, begin, end) if found is not None and begin == sentence.begin else None
            if line is not None and times.ENGLISH_DAY.search(plain, line.end(), end):
                begin = found.end() if found is not None else end  # when it was written, not when anything was
                continue
            setting = _SETTING.match(plain, begin, end)
            begin = setting.end() if setting is not None else begin
            apposed = _APPOSED.match(plain, begin, end)
            begin = apposed.end() if apposed is not None else begin
            aim = _AIM.match(plain, begin, end)
            if aim is not None:
                yield self._aimed(plain, Span(*aim.span()))
                begin = aim.end()
            tokens = list(self._scan(plain, Span(begin, end)))
            if apposed is not None and kinds(tokens, 0, "NAME", "LIST"):
                del tokens[1]
            for told in _told_of(_filled_in(tokens)):
                for row in _apart(told):
                    for part in _split(row):
                        ends = (min(one.span.begin for one in part), max(one.span.end for one in part))
                        yield _made(Span(*ends), part)
            begin = found.end() if found is not None else end

    def _aimed(self, plain: str, span: Span) -> Clause:
        """The clause of an aim that stands before what was done: what follows is no plan for it."""
        clause = _made(span, list(self._scan(plain, span)))
        clause.times = []
        clause.guards.append(Token("GUARD", span, Guard.PLAN))
        clause.flags["aim"] = Token("FLAG", span, "aim")
        return clause

    def _scan(self, plain: str, span: Span) -> Iterator[Token]:
        at = span.begin
        counted = covered = paid = False
        while at < span.end:
            purpose = _PURPOSE.match(plain, at, span.end) if paid else None
            if purpose is not None:
                at = purpose.end()
                continue
            token = self._next(plain, at, span.end, counted or covered)
            if token is None:
                also = _ALSO.match(plain, at, span.end)
                if also is not None and also.end() > at:
                    at = also.end()
                    continue
                word = _ANY_WORD.match(plain, at, span.end)
                end = word.end() if word is not None else at + 1
                yield Token("STRANGE", Span(at, end), plain[at:end])
                at, counted = end, False
                continue
            aside = _ASIDE.match(plain, token.span.end, span.end) if token.kind == "NAME" else None
            if aside is not None:
                yield token
                at, counted = aside.end(), False
                continue
            yield token
            paid = paid or token.kind == "MONEY"
            counted = token.kind in ("QTY", "MONEY") or (counted and token.kind == "NAME")  # 40 Panzhou teachers
            covered = covered or token.kind == "COVER"
            at = token.span.end
            while counted and at < span.end and plain[at] == " ":
                at += 1

    def _next(self, plain: str, at: int, end: int, counted: bool) -> Token | None:
        """The token that begins at a place; None if none does."""
        if counted:
            kind = _KIND.match(plain, at, end)
            if kind is not None:
                return Token("KIND", Span(*kind.span()), Kind(str(kind.lastgroup)))
            thing = _THING.match(plain, at, end)
            if thing is not None:
                return Token("THING", Span(*thing.span()), Thing(thing[0], thing.lastgroup))
        since = _SINCE.match(plain, at, end)
        if since is not None:
            return Token("TIME", Span(*since.span()), self.calendar.since(int(since["point"])))
        then = _THEN.match(plain, at, end)
        if then is not None:
            named = self.calendar.named
            return Token("TIME", Span(*then.span()), Time(Role.SINCE, named) if named is not None else times.NO_TIME)
        time = times.ENGLISH.match(plain, at, end) or _LAST_YEAR.match(plain, at, end)
        if time is not None:
            compared = _COMPARED.search(plain[max(0, at - 16) : at]) is not None
            meant = (
                self.calendar.english(time, compared=compared)
                if "before" in time.re.groupindex
                else self.calendar.last_year()
            )
            return Token("TIME", Span(*time.span()), meant)
        day = times.ENGLISH_DAY.match(plain, at, end)
        if day is not None:
            return Token("TIME", Span(*day.span()), times.NO_TIME)
        each = _TO_EACH.match(plain, at, end)
        if each is not None:
            return Token("TOEACH", Span(*each.span()), each[0])
        all_ = _OF_ALL.match(plain, at, end)
        if all_ is not None:
            return Token("OFALL", Span(*all_.span()))
        word = _WORD.match(plain, at, end)
        if word is None and _BEGINS.search(plain, max(0, at - 3), at):
            word = _FIRST.match(plain, at, end)
        if word is not None and word.end() > at:
            return self._word(word)
        figure = figures.ENGLISH.match(plain, at, end)
        if figure is not None and figure.end() > at:
            found = figures.english(figure)
            return Token("MONEY" if found.money else "QTY", Span(*figure.span()), found)
        name = self._name(plain, at, end)
        if name is not None:
            return name
        unit = _OF.match(plain, at, end)
        if unit is not None:
            return Token("OF", Span(*unit.span()), unit[0].split()[0])
        to = _TO.match(plain, at, end)
        if to is not None:
            return Token("TO", Span(*to.span()), to[0])
        both = _LIST.match(plain, at, end)
        if both is not None:
            return Token("AND" if both[0].strip(", ")[:1] == "a" else "LIST", Span(*both.span()))
        thing = _THING.match(plain, at, end)
        if thing is not None and thing.lastgroup in ("produce", "money"):
            return Token("THING", Span(*thing.span()), Thing(thing[0], thing.lastgroup))
        return None

    def _word(self, found: re.Match[str]) -> Token:
        name, span = found.lastgroup or "", Span(*found.span())
        if name.startswith("act_"):
            return Token("VERB", span, Act(name.removeprefix("act_")))
        if name.startswith("purpose_"):
            return Token("PURPOSE", span, Act(name.removeprefix("purpose_")))
        if name in _GUARDS:
            return Token("GUARD", span, _GUARDS[name])
        if name == "runs_until":
            return Token("FLAG", span, "until")
        if name in _FLAGS:
            return Token("FLAG", span, name)
        return Token(
            {"helps": "HELP", "cover": "COVER", "etc": "ETC", "ended": "ENDED"}.get(name, name.upper()), span, found[0]
        )

    def _name(self, plain: str, at: int, end: int) -> Token | None:
        """A name: words that begin with capitals, and what joins them."""
        found = _NAME.match(plain, at, end)
        if found is None or found.end() == at:
            return None
        stop = found.end()
        more = _AND_NAME.match(plain, stop, end)
        if more is not None and not _ENDED_NAME.search(plain[at:stop]):
            stop = more.end()
        text = plain[at:stop].rstrip(" ,.")
        text += "." if re.search(r"(?:Ltd|Co|Inc)$", text) and plain[at + len(text) : at + len(text) + 1] == "." else ""
        stop = at + len(text)
        bare = re.sub(r"^[Tt]he ", "", text)
        name = re.sub(r"['’]s$", "", bare)
        if name and english.is_bare(name) and plain[at:stop] != bare:
            return Token("FLAG", Span(at, stop), "pronoun")
        if not name or not self.names.is_english_name(name):
            return None
        return Token("NAME", Span(stop - len(bare), stop), name)


_COMPARED = re.compile(r"\b(?:than|compared (?:with|to)|against|up from|down from|as) $")
"""Before a time that something is only compared with."""
_LAST_YEAR = re.compile(r"\b[Ll]ast year\b")


def _filled_in(tokens: list[Token]) -> list[Token]:
    """The tokens of “A is paired with B, and C with D” with what C and D are put in."""
    found: list[Token] = []
    paired = False
    for at, one in enumerate(tokens):
        paired = paired or one.kind == "SIGNED_WITH"
        left_out = paired and one.kind == "WITH_NAME" and kinds(tokens, at - 1, "NAME", "WITH_NAME", "NAME")
        again = left_out and at > 1 and tokens[at - 2].kind in ("LIST", "AND")
        found.append(one._replace(kind="SIGNED_WITH") if again else one)
    return found


def _told_of(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens in rows that each begin with who gave: “… including 1.5 million yuan that A gave to B in 2022”.

    So, too, “of which 1.5 million yuan came from A”, and “900,000 yuan from A and 460,000 yuan from B”.
    """
    for at, one in enumerate(tokens):
        if one.kind != "FLAG" or one.value != "among":
            continue
        rest = [token for token in tokens[at + 1 :] if token.kind != "STRANGE"]
        came = [token for token in rest if token.value is not Act.OTHER]
        loose = [token for token in tokens[at + 1 :] if token.kind == "STRANGE" and token.value not in _THAT]
        if kinds(rest, 0, "MONEY", "NAME", "VERB") and kinds(rest, 3, "TO", "NAME"):
            yield tokens[:at]
            yield [one, rest[1], rest[2], rest[0], *rest[3:], *loose]
            return
        if _is_from(came, 0) and len(came) == len("abc"):
            yield tokens[:at]
            yield [one, came[2], came[0], *loose]
            return
    parts = [tokens[at : at + 3] for at in range(0, len(tokens), 4)]
    marks = {token.kind for token in tokens[3::4]}
    if len(parts) > 1 and all(_is_from(part, 0) for part in parts) and marks <= {"LIST", "AND"}:
        among = Token("FLAG", Span(tokens[0].span.begin, tokens[0].span.begin), "among")
        yield from ([among, part[2], part[0]] for part in parts)
    else:
        yield tokens


_THAT = frozenset({"that", "which"})


def _is_from(tokens: list[Token], at: int) -> bool:
    """Whether an amount and whom it came from stand at a place."""
    return kinds(tokens, at, "MONEY", "OF", "NAME") and tokens[at + 1].value == "from"


def _apart(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of “A, which gave B 5,000 yuan, is paired with C” in two rows that each begin with A."""
    at = next((at for at, one in enumerate(tokens) if one.kind == "WHICH"), 0)
    if at < 2 or not kinds(tokens, at - 2, "NAME", "LIST"):
        yield tokens
        return
    end = next((end for end in range(at, len(tokens)) if tokens[end].kind == "LIST"), len(tokens))
    if end > at + 1:
        yield [tokens[at - 2], *tokens[at + 1 : end]]
    yield [*tokens[: at - 1], *tokens[end + 1 :]]


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    """The clauses of a row of tokens: behind an “and” or a comma, one begins whose part has a verb of its own."""
    marks = [at for at, one in enumerate(tokens) if one.kind in ("LIST", "AND")]
    begin, done = 0, False
    marks = sorted({*marks, *_purposes(tokens)})
    for place, at in enumerate(marks):
        until = marks[place + 1] if place + 1 < len(marks) else len(tokens)
        done = done or any(one.kind in _PREDICATES for one in tokens[begin:at])
        spent = tokens[at].kind == "PURPOSE" and done
        if at > begin and (spent or _begins_anew(tokens[begin:at], tokens[at + 1 : until], tokens[at + 1 :], done)):
            yield tokens[begin:at]
            begin, done = (at if tokens[at].kind == "PURPOSE" else at + 1), False
    if begin < len(tokens):
        yield tokens[begin:]


def _purposes(tokens: list[Token]) -> Iterator[int]:
    """Where a row of tokens goes on with what money was given for, and names nobody else: … to carry out 8 courses."""
    for at, one in enumerate(tokens):
        spent = one.kind == "PURPOSE" and any(other.kind == "MONEY" for other in tokens[:at])
        if spent and not any(other.kind in ("NAME", "TO", "OF") for other in tokens[at:]):
            yield at


def _begins_anew(before: list[Token], behind: list[Token], rest: list[Token], done: bool) -> bool:
    """Whether a clause begins between two rows of tokens, the second as far as the next mark; `rest` is all behind.

    `done` if the first has said what was done.
    """
    counts = [one.kind for one in behind][:4]
    done = done or (counts[:2] == ["QTY", "KIND"] and "TO" in {one.kind for one in before})
    if not done:  # who it was is said before an unknown verb: it has kept …, established a partnership with …
        subject = before[0].kind == "NAME" and any(one.kind == "STRANGE" for one in before)
        return subject and counts[:1] == ["SIGNED_WITH"]
    signed = [one.kind for one in before if one.kind != "FLAG"][-1:] == ["SIGNED"]  # both sides stand before it
    first = behind[0] if behind else None
    did = first is not None and first.kind == "STRANGE" and _DID.fullmatch(str(first.value)) is not None
    return (
        (did and not any(one.kind == "AGENT" for one in behind))
        or (signed and any(one.kind == "SIGNED" for one in rest))
        or counts[:3] == ["QTY", "KIND", "TO"]
        or any(
            one.kind in (*_PREDICATES, "GUARD") or (one.kind == "FLAG" and one.value in ("among", "term", "until"))
            for one in behind
        )
    )


def _made(span: Span, tokens: list[Token]) -> Clause:
    """A clause of tokens in the order of the rules, with those set aside taken out."""
    clause = Clause(span)
    words: list[Token] = []
    for token in tokens:
        if token.kind == "TIME":
            clause.times.append(token)
        elif token.kind == "WITH_NAME":
            if any(one.kind == "PAIRING_OF" for one in tokens):
                words.append(token._replace(kind="WITH"))
            else:
                clause.strange.append(token)
        elif token.kind == "TOEACH":
            words.append(token._replace(kind="TO"))
            clause.flags.setdefault("each", token)
        elif token.kind == "WHICH":
            continue
        elif token.kind == "FLAG":
            clause.flags.setdefault(str(token.value), token)
        elif token.kind == "GUARD":
            clause.guards.append(token)
        elif token.kind == "STRANGE":
            clause.strange.append(token)
        elif token.kind == "PURPOSE":
            clause.strange.append(token)
            words.append(token._replace(kind="VERB"))
        elif token.kind == "FORM":
            clause.forms.append(token)
        else:
            words.append(token)
            if token.kind in ("SIGNED", "SIGNED_WITH") and "respectively" in str(token.value):
                clause.flags.setdefault("respectively", token)
    clause.words = ordered(words, clause)
    return clause
