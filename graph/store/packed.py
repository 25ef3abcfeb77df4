"""A dataset as bytes, and back: what a store keeps of a version so that a step can be undone.

A zip archive: `about.json` with what is not a table, and each table as Arrow IPC. Zip keeps a CRC-32 of each.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from graph.dataset import Dataset, FileRef
from graph.model import Claim, Form, Kind, Measure, PartialDate, Place, Source

_TABLES = ("organizations", "agreements", "contributions")
_ABOUT = ("name", "title", "location", "fingerprint", "notes", "read_as", "rejected", "proposed")


def pack(dataset: Dataset) -> bytes:
    """A dataset as bytes.

    >>> from graph import dataset as d
    >>> tables = [d.empty(columns) for columns in (d.ORGANIZATION, d.AGREEMENT, d.CONTRIBUTION)]
    >>> about = {"name": "a", "title": {"en": "A", "zh": "A"}, "location": "a.csv", "fingerprint": "f"}
    >>> parts = dict(zip(("organizations", "agreements", "contributions"), tables))
    >>> one = d.Dataset(**about, **parts, as_of=None, files=(), sources=(), claims=())
    >>> unpack(pack(one)).title
    {'en': 'A', 'zh': 'A'}
    """
    about: dict[str, Any] = {name: getattr(dataset, name) for name in _ABOUT}
    about |= {
        "as_of": dataset.version,
        "files": [[ref.name, ref.sheet] for ref in dataset.files],
        "sources": [asdict(source) for source in dataset.sources],
        "claims": [_of_claim(claim) for claim in dataset.claims],
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr("about.json", json.dumps(about, ensure_ascii=False))
        for name in _TABLES:
            part = BytesIO()
            getattr(dataset, name).write_ipc(part, compression="zstd")
            archive.writestr(f"{name}.arrow", part.getvalue())
    return out.getvalue()


def unpack(data: bytes) -> Dataset:
    """The dataset in these bytes; raises `zipfile.BadZipFile` where they are damaged."""
    import polars as pl

    with ZipFile(BytesIO(data)) as archive:
        about = json.loads(archive.read("about.json"))
        parts: dict[str, Any] = {name: pl.read_ipc(BytesIO(archive.read(f"{name}.arrow"))) for name in _TABLES}
    own = {name: about[name] for name in _ABOUT if name in about}  # an older program's lacks what came later
    own["notes"] = {lang: tuple(notes) for lang, notes in about["notes"].items()}
    own["proposed"] = tuple(about.get("proposed", ()))
    return Dataset(
        **own,
        **parts,
        as_of=date.fromisoformat(about["as_of"]) if about["as_of"] else None,
        files=tuple(FileRef(name, sheet) for name, sheet in about["files"]),
        sources=tuple(Source(**source) for source in about["sources"]),
        claims=tuple(map(_claim, about["claims"])),
    )


def _of_claim(claim: Claim) -> dict[str, Any]:
    texts = {name: getattr(claim, name) for name in _TEXTS}
    counts = {name: dict(getattr(claim, name)) for name in ("helpers", "recipients", "attributes")}
    value, since, place = claim.value, claim.since, claim.place
    return {
        **texts,
        **counts,
        "value": None if value is None else str(value),
        "since": None if since is None else str(since),
        "place": None if place is None else [place.file, place.sheet, place.row],
    }


def _claim(own: dict[str, Any]) -> Claim:
    def read(name: str, made: Any) -> Any:
        return None if own[name] is None else made(own[name])

    def counts(name: str) -> dict[Kind, int]:
        return {Kind(kind): count for kind, count in own[name].items()}

    return Claim(
        **own
        | {
            "kind": read("kind", Kind),
            "form": read("form", Form),
            "measure": read("measure", Measure),
            "value": read("value", Decimal),
            "since": read("since", PartialDate.parse),
            "place": read("place", lambda parts: Place(*parts)),
            "helpers": counts("helpers"),
            "recipients": counts("recipients"),
        }
    )


_TEXTS = tuple(
    part.name
    for part in fields(Claim)
    if part.name not in {"helpers", "recipients", "attributes", "value", "since", "place"}
)
