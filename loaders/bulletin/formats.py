"""The text of a bulletin's file: plain text, Markdown, Word, a web page or a PDF; tables become lines with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from loaders.files import decode, read_bytes, suffix_of
from loaders.files.content import Content, content_of, refuse
from loaders.problems import InputError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TEXT_SUFFIXES = (".txt", ".md", ".markdown")
DOCUMENT_SUFFIXES = (".docx", ".html", ".htm", ".pdf")
SUFFIXES = (*TEXT_SUFFIXES, *DOCUMENT_SUFFIXES)
MOST_CHARACTERS = 4_000_000
"""No bulletin is longer; a longer text is no bulletin."""
_FEWEST = 20
"""A page of a PDF with fewer characters on average is a picture of a page."""
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "tr",
        "section",
        "article",
        "blockquote",
        "dd",
        "dt",
        "figcaption",
    ]
)
_SKIPPED = (
    "script, style, noscript, nav, header, footer, aside, form, button, iframe, svg, template, select, "
    "[hidden], [aria-hidden=true], [role=navigation], [class*=related], [class*=recommend], [class*=share], [class*=comment], "
    "[class*=breadcrumb], [class*=footer], [class*=sidebar], [class*=copyright], [id*=footer], [id*=sidebar], [id*=related]"
)
_CONTAINERS = "article, main, [role=main], [id*=content], [class*=content], [class*=article], [id*=zoom], [class*=TRS_Editor], [class*=detail], td, div, section"


def is_prose(path: Path) -> bool:
    """Whether a file is read as a bulletin without being told: a document, or a text of sentences, not of cells."""
    suffix = suffix_of(path)
    if suffix in DOCUMENT_SUFFIXES or suffix in (".md", ".markdown"):
        return True
    if suffix != ".txt" or not path.is_file():
        return False
    try:
        head = decode(read_bytes(path), path.name)[: 1 << 16]
    except InputError:
        return False
    lines = [line for line in head.splitlines() if line.strip()]
    cells = sum("\t" in line or line.count(",") > 1 or line.count("|") > 1 or line.count(";") > 1 for line in lines)
    sentences = len(re.findall(r"[。！？；]|[a-z)][.!?](?:\s|$)", head))
    return sentences > 0 and 2 * cells <= len(lines) + sentences


def text_of(path: Path) -> str:
    """The text of a bulletin; raises `InputError` if it has none that can be read, or too much of it."""
    suffix = suffix_of(path)
    content = content_of(path)
    if content is Content.PDF:
        text = _pdf(path)
    elif content is Content.DOCUMENT and suffix == ".docx":
        text = _word(path)
    elif content is Content.WEB_PAGE or (suffix in (".html", ".htm") and content is Content.TEXT):
        text = _page(decode(read_bytes(path), path.name))
    elif content in (Content.TEXT, Content.OTHER) and (suffix in TEXT_SUFFIXES or suffix not in SUFFIXES):
        text = _mail(decode(read_bytes(path), path.name))
    elif suffix in DOCUMENT_SUFFIXES and content is Content.TEXT:
        raise InputError("input.damaged", file=path.name)
    else:
        raise refuse(content, path)
    if len(text) > MOST_CHARACTERS:
        raise InputError("input.long_text", file=path.name, limit=MOST_CHARACTERS)
    if not re.search(r"\w", text):
        raise InputError("input.no_text", file=path.name)
    return text


def _library(name: str, path: Path) -> Any:
    """A library that only documents need; `UsageError` says how to get it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise UsageError("input.needs_bulletins", file=path.name) from None


def _mail(text: str) -> str:
    """A mail without its header lines; any other text as it is."""
    head, mark, body = text.partition("\n\n")
    lines = head.splitlines()
    mail = len(lines) > 1 and all(
        re.match(r"[A-Za-z-]{2,30}: |(?:发件人|收件人|主题|日期|抄送|发送时间)[:：]|\s", line) for line in lines
    )
    # the body keeps its place, so that a span still points into the file
    return re.sub(r"[^\n]", " ", head) + mark + body if mail and body.strip() else text


def _word(path: Path) -> str:
    """The paragraphs and tables of a Word document, in order."""
    docx = _library("docx", path)
    try:
        document = docx.Document(str(path))
        found = list(_word_blocks(document))
    except Exception as error:  # python-docx raises whatever its parsers do
        raise InputError("input.damaged", file=path.name) from error
    return "\n".join(found)


def _word_blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield ""
            for row in block.rows:
                cells = [re.sub(r"\s+", " ", cell.text).strip() for cell in row.cells]
                yield "\t".join(cells) if len(cells) > 1 else (cells[0] if cells else "")
            yield ""
        else:
            yield block.text


def _pdf(path: Path) -> str:
    """The text of the pages of a PDF; `InputError` if it is locked or holds pictures of pages."""
    pdfium = _library("pypdfium2", path)
    try:
        document = pdfium.PdfDocument(read_bytes(path))
    except pdfium.PdfiumError as error:
        key = "input.locked_pdf" if "password" in str(error).lower() else "input.damaged"
        raise InputError(key, file=path.name) from None
    try:
        pages = [page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\r", "\n") for page in document]
    except pdfium.PdfiumError:
        raise InputError("input.damaged", file=path.name) from None
    finally:
        document.close()
    if sum(len(page.strip()) for page in pages) < _FEWEST * max(1, len(pages)):
        raise InputError("input.picture_pdf", file=path.name, pages=len(pages))
    # pdfium marks a word that was divided at the end of a line
    return "\n".join(pages).replace("\ufffe\n", "").replace("\ufffe", "")


def _page(source: str) -> str:
    """The text of a web page: of the innermost container that holds most of it, without what stands around it."""
    from loaders.bulletin import text as texts

    lexbor = _library("selectolax.lexbor", Path("page.html"))
    tree = lexbor.LexborHTMLParser(source)
    for node in tree.css(_SKIPPED):
        if node.tag not in ("html", "body"):
            node.decompose()
    body = tree.body
    if body is None:
        return ""
    whole = len(_bare(body.text()))
    best = body
    for node in tree.css(_CONTAINERS):
        size = len(_bare(node.text()))
        if size * 10 >= whole * 6 and size <= len(_bare(best.text())):
            best = node
    del texts
    return "\n".join(_lines(best))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _lines(node: LexborNode) -> Iterator[str]:
    """The lines of a part of a page: one for each block, with tabs between the cells of a table's row."""
    line: list[str] = []
    for kind, text in _pieces(node):
        if kind == "text":
            line.append(text)
        elif kind == "cell":
            line.append("\t")
        else:
            words = re.sub(r"[ \r\n\f\v\u00a0]+", " ", "".join(line)).strip(" ")
            if words.strip():
                yield words
            elif kind == "table":
                yield ""
            line = []
    words = re.sub(r"[ \r\n\f\v\u00a0]+", " ", "".join(line)).strip(" ")
    if words.strip():
        yield words


def _pieces(top: LexborNode) -> Iterator[tuple[str, str]]:
    """The texts and the borders of blocks below a node, in order, without recursion: pages are deep."""
    stack: list[tuple[LexborNode, bool]] = [(top, False)]
    while stack:
        node, left = stack.pop()
        tag = node.tag
        if left:
            if tag in _BLOCKS or tag == "table":
                yield "table" if tag == "table" else "block", ""
            elif tag in ("td", "th") and node.next is not None:
                yield "cell", ""
            continue
        if tag == "-text":
            text = node.text(deep=False)
            inside = node.parent is not None and node.parent.tag in ("tr", "table", "tbody", "thead")
            if text and not (inside and not text.strip()):
                yield "text", re.sub(r"\s+", " ", text)
            continue
        if (tag in _BLOCKS and not _in_cell(node)) or tag == "table":
            yield "block", ""
        stack.append((node, True))
        children = list(node.iter(include_text=True))
        stack.extend((child, False) for child in reversed(children))


def _in_cell(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("td", "th")
