"""Writes expiring agreements as a calendar file (RFC 5545) that Outlook, a phone or any other calendar imports."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.answer import Answer
from graph.files import write_file
from graph.model import PartialDate
from graph.output.render import without_controls
from graph.text import Lang, say

if TYPE_CHECKING:
    from graph.output.render import Format
    from graph.questions.registry import Question

SUFFIX = ".ics"
REMIND = timedelta(days=30)
"""How long before the end the calendar reminds."""


def goes_to_calendar(asked: Answer | Question, form: Format | None, out: Path | None) -> bool:
    """Whether an answer to `expiring` goes to a calendar: no other format was chosen, and the file ends in `.ics`."""
    question = asked.question if isinstance(asked, Answer) else asked.name
    return question == "expiring" and form is None and out is not None and out.suffix.lower() == SUFFIX


def write(answer: Answer, lang: Lang, out: Path, *, force: bool = False) -> int:
    """Writes the agreements that an answer to `expiring` lists as expiring; returns how many there are.

    The file is written whole or not at all; with `force` it replaces one.
    """
    data = render(answer, lang)

    def draft(path: Path) -> None:
        path.write_bytes(data)

    write_file(out, draft, force=force)
    return data.count(b"BEGIN:VEVENT")


def render(answer: Answer, lang: Lang) -> bytes:
    """The calendar as bytes: an all-day event for each expiring agreement of each pair, on the last day of its end.

    The UID of an event follows from the agreement and its pair, its time stamp from the day of the answer. So the same
    answer gives the same file, and a newer answer updates the events of an older one.
    """
    from icalendar import Alarm, Calendar, Event  # needed only for this format

    assert answer.as_of is not None  # `expiring` always has a day
    calendar = Calendar()
    for name, value in (("PRODID", "-//jiedui//expiring//EN"), ("VERSION", "2.0"), ("METHOD", "PUBLISH")):
        calendar.add(name, value)
    calendar.add("X-WR-CALNAME", say("calendar.name", lang))
    for row in (dict(zip(answer.fields, map(_shown, values), strict=True)) for values in answer.rows):
        if row["state"] != "expiring":
            continue
        event = Event()
        end = PartialDate.parse(row["end"]).last
        event.add("UID", _uid(row["agreement"], row["helper_id"], row["recipient_id"]))
        event.add("DTSTAMP", datetime.combine(answer.as_of, time(), UTC))
        event.add("DTSTART", end)
        event.add("DTEND", end + timedelta(1) if end < date.max else end)
        event.add("SUMMARY", say("calendar.renewed" if row["renewed"] else "calendar.ends", lang, **row))
        event.add("DESCRIPTION", say("calendar.about", lang, **{**row, "area": " / ".join(row["area"])}))
        event.add("TRANSP", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("TRIGGER", -REMIND)
        alarm.add("DESCRIPTION", say("calendar.ends", lang, **row))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _shown(value: object) -> Any:
    """A value without characters that control what shows it."""
    if isinstance(value, tuple):
        return tuple(map(_shown, value))
    return without_controls(value) if type(value) is str else value


def _uid(agreement: str, helper: str, recipient: str) -> str:
    """An identifier that is unique to the agreement and the same every time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\x1f".join(("jiedui", agreement, helper, recipient))))
