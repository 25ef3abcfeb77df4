"""Reads the bytes of a file and tells by them what it is: a table, a workbook, or something to be saved as one first.

What a file is called says less than what it holds: offices send workbooks named .csv, web pages named .xls, and files
with a password. Each has a message of its own, which says how to go on.
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG

from graph.files import cause
from loaders.problems import InputError

MAX_BYTES = 1 << 30
"""The largest file that is read, in bytes after decompression (1 GiB)."""
MAX_SHEET_BYTES = 512 << 20
"""The largest spreadsheet that is read, in bytes after decompression (512 MiB)."""
MAX_LISTED = 4 << 20
"""The largest list of what an archive holds, in bytes (4 MiB: some 40,000 entries)."""
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz")
BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
_HEAD = 8192
"""How many bytes at the beginning of a file tell what it is."""


class Content(StrEnum):
    """What a file holds. The first four can be read; `_REFUSED` has a message for every other."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    LOCKED = "locked"
    OLD_BOOK = "old_book"
    BINARY_BOOK = "binary_book"
    WPS_BOOK = "wps_book"
    NUMBERS = "numbers"
    WEB_PAGE = "web_page"
    XML_BOOK = "xml_book"
    DOCUMENT = "document"
    PRESENTATION = "presentation"
    PDF = "pdf"
    PICTURE = "picture"
    ARCHIVE = "archive"
    DATABASE = "database"
    DAMAGED = "damaged"
    OTHER = "other"


BOOKS = (Content.XLSX, Content.XLS, Content.ODS)
_REFUSED = {
    Content.LOCKED: "input.locked",
    Content.OLD_BOOK: "input.old_book",
    Content.BINARY_BOOK: "input.binary_book",
    Content.WPS_BOOK: "input.wps_book",
    Content.NUMBERS: "input.numbers",
    Content.WEB_PAGE: "input.web_page",
    Content.XML_BOOK: "input.xml_book",
    Content.DOCUMENT: "input.document",
    Content.PRESENTATION: "input.presentation",
    Content.PDF: "input.pdf",
    Content.PICTURE: "input.picture",
    Content.ARCHIVE: "input.archive",
    Content.DATABASE: "input.database",
    Content.DAMAGED: "input.damaged",
}
_BY_SUFFIX = {
    **dict.fromkeys((".et", ".ett"), Content.WPS_BOOK),
    **dict.fromkeys((".wps", ".doc", ".docx", ".odt", ".rtf"), Content.DOCUMENT),
    **dict.fromkeys((".dps", ".ppt", ".pptx"), Content.PRESENTATION),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), Content.ARCHIVE),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".bmp", ".heic", ".tif", ".tiff", ".webp"), Content.PICTURE),
    ".pdf": Content.PDF,
    ".numbers": Content.NUMBERS,
    ".xlsb": Content.BINARY_BOOK,
}
"""What a file is by its name, where its bytes do not say it, or are a compound file (OLE) as several programs write."""
_UNSURE = (Content.TEXT, Content.OTHER)
_MAGIC = (
    (b"%PDF-", Content.PDF),
    (b"Rar!\x1a\x07", Content.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Content.ARCHIVE),
    (b"\x1f\x8b", Content.ARCHIVE),
    (b"BZh", Content.ARCHIVE),
    (b"\xfd7zXZ\x00", Content.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Content.ARCHIVE),
    (b"\x89PNG\r\n\x1a\n", Content.PICTURE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"GIF87a", Content.PICTURE),
    (b"GIF89a", Content.PICTURE),
    (b"II*\x00", Content.PICTURE),
    (b"MM\x00*", Content.PICTURE),
    (b"{\\rtf", Content.DOCUMENT),
    (b"SQLite format 3\x00", Content.DATABASE),
    (b"\x09\x00\x04\x00", Content.OLD_BOOK),
    (b"\x09\x00\x06\x00", Content.OLD_BOOK),
    (b"\x09\x02\x06\x00", Content.OLD_BOOK),
    (b"\x09\x04\x06\x00", Content.OLD_BOOK),
    (b"\x09\x08\x08\x00", Content.OLD_BOOK),
    (b"\x09\x08\x10\x00", Content.OLD_BOOK),
)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What reading a damaged archive raises."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WEB = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div|title)\b", re.IGNORECASE)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def suffix_of(path: Path) -> str:
    """The lower-case suffix, two-part for compressed tables: `.csv.gz`."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def check_file(path: Path, limit: int = MAX_BYTES, too_large: str = "input.too_large") -> int:
    """The size of a file that may be read.

    Raises `InputError` if there is none, or it is a folder, or has more than `limit` bytes: then with the key
    `too_large`.
    """
    try:
        status = path.stat()
        if path.is_dir():
            raise InputError("input.folder", file=str(path))
        if not S_ISREG(status.st_mode):
            raise InputError("input.not_a_file", file=str(path))
        if status.st_size > limit:
            raise InputError(too_large, file=path.name, limit=limit >> 20)
        with path.open("rb"):
            return status.st_size
    except FileNotFoundError:
        raise InputError("input.missing", file=str(path)) from None
    except PermissionError:
        raise InputError("input.permission", file=str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise InputError("input.unreadable", file=str(path), why=(cause(error),)) from None


def read_bytes(path: Path, limit: int | None = None, too_large: str = "input.too_large") -> bytes:
    """The bytes of a file, decompressed if its name ends in `.gz`.

    Raises `InputError` if it cannot be read, or has more than `limit` bytes (else `MAX_BYTES`): then with the key
    `too_large`.
    """
    limit = MAX_BYTES if limit is None else limit
    check_file(path, limit, too_large)
    try:
        if path.suffix.lower() != ".gz":
            return path.read_bytes()
        with path.open("rb") as packed:
            if packed.read(2) != b"\x1f\x8b":  # it is called so, but is not compressed
                return path.read_bytes()
        with gzip.open(path) as stream:
            pieces = []
            left = limit + 1
            while left > 0 and (piece := stream.read(min(left, 1 << 20))):  # a buffer for all of it would be large
                pieces.append(piece)
                left -= len(piece)
        data = b"".join(pieces)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError("input.damaged", file=path.name) from None
    except OSError as error:
        raise InputError("input.unreadable", file=str(path), why=(cause(error),)) from None
    if len(data) > limit:
        raise InputError(too_large, file=path.name, limit=limit >> 20)
    return data


def decode(data: bytes, file: str) -> str:
    """The text of a table: in UTF-8 or UTF-16 by its byte order mark, else in UTF-8, else in a Chinese encoding.

    Raises `InputError` if no encoding fits every byte.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(data, "utf-16", file)
    if data.startswith(b"\xef\xbb\xbf"):
        return _decode_as(data, "utf-8-sig", file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 20], cp_isolation=["gb18030", "big5", "utf_16_le", "utf_16_be"]).best()
    if best is None:
        raise InputError("input.encoding", file=file)
    return _decode_as(data, best.encoding, file)


_ACCENTED = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ"
_MARKS = "€‘’“”–—…°ºª«»¡¿·£§\N{NO-BREAK SPACE}"
_WESTERN = re.compile(b"[\\x00-\\x7f%b]+" % re.escape((_ACCENTED + _MARKS).encode("cp1252")))
_HIGH = re.compile(b"[\\x80-\\xff]+")


def western(data: bytes) -> str | None:
    """The text that a program of Western Europe wrote in Windows-1252; None if it may be anything else.

    Its accented letters mostly stand alone among plain ones, while the bytes of a Chinese character stand in pairs.

    >>> western("Béthune;Peñón".encode("cp1252")), western("大方县".encode("gb18030")), western(b"plain")
    ('Béthune;Peñón', None, None)
    """
    if data.isascii() or not _WESTERN.fullmatch(data):
        return None
    runs = [len(run) for run in _HIGH.findall(data)]
    if 2 * runs.count(1) < len(runs) or max(runs) > 3:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")
    return None


def _decode_as(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError("input.encoding", file=file) from None


def content_of(path: Path) -> Content:
    """What a file holds, by its bytes; raises `InputError` if there is no such file, it is empty, or cannot be read."""
    size = check_file(path)
    if size == 0:
        raise InputError("input.empty", file=path.name)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            if head.startswith(_OLE):
                return _compound(head + stream.read(min(size, MAX_SHEET_BYTES)), path)
    except OSError as error:
        raise InputError("input.unreadable", file=str(path), why=(cause(error),)) from None
    if head.startswith(_ZIP):
        return _archive(path)
    return content_of_bytes(head, path)


def content_of_bytes(head: bytes, path: Path) -> Content:
    """What bytes are that begin with `head`, neither those of an archive nor of a compound file."""
    for magic, content in _MAGIC:
        if head.startswith(magic):
            compressed = content is Content.ARCHIVE and suffix_of(path) in TABLE_SUFFIXES and magic == b"\x1f\x8b"
            return Content.TEXT if compressed else content
    if head.startswith(_ZIP):
        return Content.ARCHIVE
    if head.startswith(_OLE):
        return Content.XLS
    if not head.strip(b"\0") or (len(head) > 8 and head[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")):
        return Content.DAMAGED if not head.strip(b"\0") else Content.PICTURE
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Content.PICTURE
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace").lstrip("\ufeff \t\r\n")
    if _WEB.match(text) or (text.startswith(("<?xml", "<!--")) and _WEB.search(text)):
        return Content.WEB_PAGE
    if re.match(r"mime-version:|content-type:\s*multipart/related", text, re.IGNORECASE):
        return Content.WEB_PAGE
    if text.startswith("<?xml") and ("urn:schemas-microsoft-com:office:spreadsheet" in text or "Excel.Sheet" in text):
        return Content.XML_BOOK
    if text.startswith("<?xml"):
        return Content.OTHER
    if suffix_of(path) not in TABLE_SUFFIXES and not wide and _NO_TEXT.search(head):
        return Content.DAMAGED if suffix_of(path) in BOOK_SUFFIXES else Content.OTHER
    return Content.TEXT


def _compound(data: bytes, path: Path) -> Content:
    """What a compound file (OLE) is, by the names of its streams."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") + b"\0\0" in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return Content.LOCKED
    if path.suffix.lower() in _BY_SUFFIX:
        return _BY_SUFFIX[path.suffix.lower()]
    if has("Workbook") or has("Book"):
        return Content.XLS
    if has("WordDocument"):
        return Content.DOCUMENT
    if has("PowerPoint Document"):
        return Content.PRESENTATION
    return Content.XLS if path.suffix.lower() == ".xls" else Content.OTHER


def _archive(path: Path) -> Content:
    """What a zip archive is, by the names in it."""
    try:
        check_list(path)
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "mimetype" in names:
                kind = archive.open("mimetype").read(200).decode("ascii", "replace")
                if "opendocument" in kind or "META-INF/manifest.xml" in names:
                    return _open_document(kind, archive)
    except BROKEN:
        return Content.DAMAGED
    if any(entry.flag_bits & 1 for entry in entries):
        return Content.LOCKED
    lowered = {name.lower().replace("\\", "/").strip("/") for name in names}
    for part, content in (
        ("xl/workbook.xml", Content.XLSX),
        ("workbook.xml", Content.XLSX),
        ("xl/workbook.bin", Content.BINARY_BOOK),
        ("word/document.xml", Content.DOCUMENT),
        ("ppt/presentation.xml", Content.PRESENTATION),
        ("index/document.iwa", Content.NUMBERS),
    ):
        if part in lowered:
            return content
    if path.suffix.lower() == ".numbers" or any(name.endswith(".numbers") for name in lowered):
        return Content.NUMBERS
    if "content.xml" in names:
        return Content.ODS
    if "[Content_Types].xml" in names:
        return Content.XLSX  # the reader says what is missing in it
    return Content.XLSX if path.suffix.lower() in BOOK_SUFFIXES else Content.ARCHIVE


def _open_document(kind: str, archive: zipfile.ZipFile) -> Content:
    """What an OpenDocument file is by its `mimetype`; it is locked if its list of parts says how they are encrypted."""
    try:
        with archive.open("META-INF/manifest.xml") as stream:
            manifest = stream.read(MAX_LISTED)
    except KeyError:
        manifest = b""
    if b"encryption-data" in manifest:
        return Content.LOCKED
    if "text" in kind:
        return Content.DOCUMENT
    return Content.PRESENTATION if "presentation" in kind else Content.ODS


def check_list(path: Path) -> None:
    """Raises `InputError` if an archive lists more entries than any workbook has."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end >= 0 and int.from_bytes(tail[end + 12 : end + 16], "little") > MAX_LISTED:
        raise InputError("input.many_parts", file=path.name, limit=MAX_LISTED >> 20)


def refuse(content: Content, path: Path) -> InputError:
    """The error that says what a file is that cannot be read, and what to do with it.

    Its name says it where its bytes do not.
    """
    key = _REFUSED.get(_BY_SUFFIX.get(suffix_of(path), content) if content in _UNSURE else content)
    if key is not None:
        return InputError(key, file=path.name)
    return InputError("input.format", file=path.name, known=", ".join((*TABLE_SUFFIXES, *BOOK_SUFFIXES)))
