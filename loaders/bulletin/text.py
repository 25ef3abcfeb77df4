"""The text of a bulletin: its paragraphs, sentences and tables, and where each character stood in the original."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.model import visible

_CJK = "\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
_WIDE = f"{_CJK}\u3000-\u303f\uff00-\uffef“”‘’…—"
_AS_IT_IS = re.compile("[\u4e00-\u9fff!-~]+")
"""Characters that stay as they are."""
_KEPT = "，：；（）！？"
"""Full-width marks that stay as they are: a comma of Chinese is no comma of a number."""
_WIDE_LETTER = re.compile(f"[{_WIDE}]")
_ENDS = re.compile(
    r"[。！？]+[”’）》\"]*|(?<=[^\d\s.])[.!?](?=[\"”’)]*(?:\s|$))[\"”’)]*|(?<=\d)[.!?](?=\s+[A-Z“\"(\u3400-\u9fff]|\s*$)"
)
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Co|Ltd|Inc|vs|etc|e\.g|i\.e|approx|Prof|U\.N)\.)$")
_BULLET = re.compile(
    r"\s*(?:[-*•·●■◆▪]|\d{1,2}(?:[.．](?!\d)|[、)])"
    r"|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|#{1,6}\s|>)\s*"
)
_SENTENCE_END = re.compile(r"[。！？；：.!?;:”\"）)】]\s*$")
_MARKED_END = re.compile(r"[。！？；：.!?;:]\s*$")
_ROW = re.compile(r"[^\t\n]*\t[^\n]*|\s*\|[^\n]*\|[^\n]*|[^|\n]+(?:[ \u3000]\|[^|\n]*){2,}")
_RULE = re.compile(r"[\s|:\-—+=]*$")
_APART = re.compile(r"(?<![\d.])\d(?: (?:\d|\. ?\d))+(?![\d.])")
"""Digits with a space between each and the next, as a scanned page has them."""
_THOUSANDS = re.compile(r"[０-９]，[０-９]{3}(?![０-９])")
"""A full-width number with a mark between its thousands."""
LONGEST_SENTENCE = 2_000
"""A sentence of more characters is cut: no clause of a bulletin is so long."""


class Span(NamedTuple):
    """A stretch of the normalised text: [begin, end)."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands in the normalised text, the line its paragraph begins on, whether it is Chinese."""

    span: Span
    paragraph: int
    chinese: bool
    heading: bool = False
    """Whether it is a line of its own that ends in no mark, and no item of a list: the text says again what it says."""


class TableInside(NamedTuple):
    """A table between paragraphs: the number of its first line, counted from one, its cells, and where each row stands.

    A rule below the head (|---|) is a row without cells, so that each row keeps its line.
    """

    line: int
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A bulletin's text as it is (`original`) and as it is read (`plain`): width and spaces evened out.

    `places[i]` is where `plain[i]` stands in the original.
    """

    original: str
    plain: str
    places: Sequence[int]
    sentences: tuple[Sentence, ...]
    tables: tuple[TableInside, ...]
    spaced: frozenset[int] = frozenset()
    """Where digits were joined that stood apart (1 2 名): one of them may be lost."""

    def __getitem__(self, span: Span) -> str:
        """The normalised text of a span."""
        return self.plain[span.begin : span.end]

    def origin(self, span: Span) -> Span:
        """Where a span of the normalised text stands in the original, in code points."""
        if span.begin >= span.end:
            at = self.places[span.begin] if span.begin < len(self.places) else len(self.original)
            return Span(at, at)
        return Span(self.places[span.begin], self.places[span.end - 1] + 1)


def read(original: str) -> Text:
    """A text with its paragraphs, sentences and tables found.

    >>> text = read("大连市 6 家市直部门与盘州市９个乡镇结对。\\nIt began in 2018. It goes on.")
    >>> [text[one.span] for one in text.sentences]
    ['大连市6家市直部门与盘州市9个乡镇结对。', 'It began in 2018.', 'It goes on.']
    """
    writer = _Writer()
    sentences: list[Sentence] = []
    tables: list[TableInside] = []
    for block in _blocks(original):
        if block.rows is not None:
            tables.append(TableInside(block.line, block.rows, tuple(Span(*line) for line in block.lines)))
            continue
        begin = len(writer.letters)
        for first, last in block.lines:
            writer.add(original, first, last)
        plain = "".join(writer.letters[begin:])
        spans = list(_sentences(plain))
        for span in spans:
            part = plain[span.begin : span.end]
            own = Span(begin + span.begin, begin + span.end)
            heading = block.heading and len(spans) == 1 and not _MARKED_END.search(plain)
            sentences.append(Sentence(own, block.line, is_chinese(part), heading))
        writer.close()
    spaced = frozenset(writer.spaced)
    return Text(original, "".join(writer.letters), writer.places, tuple(sentences), tuple(tables), spaced)


def is_chinese(text: str) -> bool:
    """Whether a sentence is Chinese: its names in other letters do not count.

    >>> is_chinese("与 Relief Bridge 签订协议"), is_chinese("paired with 盘州市")
    (True, False)
    """
    wide = len(re.findall(f"[{_CJK}]", text))
    return wide > 0 and 3 * wide >= len(re.findall("[A-Za-z]", text))


class _Writer:
    """Writes the normalised text and keeps where each of its characters came from."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.places: array[int] = array("q")
        self.spaced: list[int] = []

    def add(self, original: str, first: int, last: int) -> None:
        """Adds a line; a space beside a Chinese character is none."""
        letters, places = self.letters, self.places
        apart = {at for found in _APART.finditer(original, first, last) for at in range(found.start() + 1, found.end())}
        spaced = bool(letters) and letters[-1] != "\n"
        place = first
        while place < last:
            run = None if spaced else _AS_IT_IS.match(original, place, last)
            if run is not None:
                letters += run[0]
                places.extend(range(*run.span()))
                place = run.end()
                continue
            letter, at = original[place], place
            place += 1
            if letter.isspace():
                if at in apart:
                    self.spaced.append(len(letters))
                else:
                    spaced = spaced or (bool(letters) and letters[-1] != "\n")
                continue
            if letter == "，" and _THOUSANDS.match(original, at - 1):
                letter = ","
            elif letter not in _KEPT and not _AS_IT_IS.match(letter):
                letter = unicodedata.normalize("NFKC", visible(letter))
            for one in letter:
                if spaced and not (_is_wide(one) or _is_wide(letters[-1])):
                    letters.append(" ")
                    places.append(at - 1)
                spaced = False
                letters.append(one)
                places.append(at)

    def close(self) -> None:
        """Ends a paragraph."""
        if self.letters and self.letters[-1] != "\n":
            self.letters.append("\n")
            self.places.append(self.places[-1])


def _is_wide(letter: str) -> bool:
    return letter > "~" and _WIDE_LETTER.match(letter) is not None


class _Block(NamedTuple):
    """A paragraph, as the [begin, end) of its lines, or a table; `heading` if it is one line and no item of a list."""

    line: int
    lines: tuple[tuple[int, int], ...]
    rows: tuple[tuple[str, ...], ...] | None = None
    heading: bool = False


def _blocks(original: str) -> Iterator[_Block]:
    """The paragraphs and tables of a text, in order: lines that were only wrapped are joined."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n\r\v\f\x85\u2028\u2029]*", original)]
    lines = [line for at, line in enumerate(lines) if line[0] < line[1] or at == 0 or lines[at - 1][1] != line[0]]
    widths = sorted(len(original[begin:end].strip()) for begin, end in lines if end - begin > 1)
    full = max(16, widths[-1 - len(widths) // 10] * 4 // 5) if widths else 0
    at = 0
    while at < len(lines):
        text = original[slice(*lines[at])]
        table = _table(original, lines, at)
        if table:
            yield _Block(at + 1, tuple(lines[at : at + len(table)]), tuple(table))
            at += len(table)
            continue
        if not text.strip():
            at += 1
            continue
        end = at + 1
        while end < len(lines) and _goes_on(original, lines[end - 1], lines[end], full):
            end += 1
        bullet = _BULLET.match(text)
        first = (lines[at][0] + (bullet.end() if bullet else 0), lines[at][1])
        heading = end == at + 1 and (bullet is None or text.lstrip().startswith("#"))
        yield _Block(at + 1, (first, *lines[at + 1 : end]), heading=heading)
        at = end


def _goes_on(original: str, line: tuple[int, int], after: tuple[int, int], full: int) -> bool:
    """Whether a line was wrapped: it is as long as lines get here, ends in no mark, and nothing new begins below."""
    text, below = original[slice(*line)].rstrip(), original[slice(*after)]
    if not below.strip() or below[:1].isspace() or _BULLET.match(below) or _ROW.fullmatch(below):
        return False
    return len(text.strip()) >= full and not _SENTENCE_END.search(text) and not text.startswith("#")


def _table(original: str, lines: Sequence[tuple[int, int]], at: int) -> list[tuple[str, ...]]:
    """The rows of the table that begins at a line; none if fewer than two rows follow one another."""
    rows: list[tuple[str, ...]] = []
    while at + len(rows) < len(lines):
        line = original[slice(*lines[at + len(rows)])]
        if not _ROW.fullmatch(line):
            break
        bare = line.strip()
        if "\t" in line:
            rows.append(tuple(cell.strip() for cell in line.split("\t")))
        else:
            rows.append(() if _RULE.fullmatch(bare) else tuple(cell.strip() for cell in _framed(bare).split("|")))
    return rows if sum(map(bool, rows)) > 1 else []


def _framed(row: str) -> str:
    """A row of cells with a bar between two of them, without the bars around it."""
    return row.strip("|") if row.startswith("|") else row


def _sentences(plain: str) -> Iterator[Span]:
    """The sentences of a paragraph."""
    begin = 0
    for found in _ENDS.finditer(plain):
        if found[0].startswith(".") and _ABBREVIATION.search(plain, begin, found.start() + 1):
            continue
        yield from _cut(plain, begin, found.end())
        begin = found.end()
    yield from _cut(plain, begin, len(plain))


def _cut(plain: str, begin: int, end: int) -> Iterator[Span]:
    """A sentence without the spaces around it, in pieces if it is too long."""
    while begin < end and plain[begin].isspace():
        begin += 1
    while end > begin and plain[end - 1].isspace():
        end -= 1
    for first in range(begin, end, LONGEST_SENTENCE):
        yield Span(first, min(first + LONGEST_SENTENCE, end))
