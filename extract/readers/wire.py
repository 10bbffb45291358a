"""What passes between us and the process that parses: lengths, JSON, and the file's bytes.

JSON and not pickle: a parser that was taken over must not be able to run anything here.
"""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import BinaryIO

from extract.errors import UnreadableArticle
from extract.readers.draft import Draft, Found, Member
from extract.readers.limits import Limits

READY = b"ready"
_LENGTH = struct.Struct(">Q")


class Broken(Exception):
    """The other side went away, or says what it must not."""


def send(pipe: BinaryIO, *parts: bytes) -> None:
    """Each part with its length before it, at once."""
    for part in parts:
        pipe.write(_LENGTH.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def receive(pipe: BinaryIO, most: int) -> bytes:
    """The next part; raises ``Broken`` where there is none or it is too long."""
    length = pipe.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        raise Broken
    (size,) = _LENGTH.unpack(length)
    if size > most:
        raise Broken
    part = pipe.read(size)
    if len(part) < size:
        raise Broken
    return part


def task(module: str, label: str, name: str, limits: Limits) -> bytes:
    """What to read and how much of it."""
    return json.dumps([module, label, name, asdict(limits)]).encode()


def task_of(part: bytes) -> tuple[str, str, str, Limits]:
    """The module, the format's label, the file's name and the limits of a task."""
    module, label, name, limits = json.loads(part)
    return module, label, name, Limits(**limits)


def answer(found: Iterable[Found], *, retire: bool) -> bytes:
    """What was found, and whether the process had better be replaced."""
    return json.dumps([[_row(each) for each in found], retire]).encode()


def answer_of(part: bytes) -> tuple[list[Found], bool]:
    """What the other process found, and whether to replace it."""
    try:
        rows, retire = json.loads(part)
        return [_found(row) for row in rows], bool(retire)
    except (ValueError, TypeError, KeyError) as error:
        raise Broken from error


def _row(found: Found) -> dict[str, object]:
    if isinstance(found, Member):
        return {"name": found.name, "data": base64.b64encode(found.data).decode()}
    if isinstance(found, UnreadableArticle):
        return {"name": found.name, "reason": found.reason, "remedy": found.remedy}
    row = {field.name: getattr(found, field.name) for field in fields(found)}
    row["published"] = found.published and found.published.isoformat()
    return {name: value for name, value in row.items() if value}


def _found(row: dict[str, object]) -> Found:
    if "data" in row:
        return Member(str(row["name"]), base64.b64decode(str(row["data"])))
    if "reason" in row:
        return UnreadableArticle(str(row["name"]), str(row["reason"]), str(row["remedy"]))
    published, pages = row.get("published"), row.get("pages")
    return Draft(
        text=str(row.get("text", "")),
        title=str(row.get("title", "")),
        published=date.fromisoformat(str(published)) if published else None,
        publisher=_optional(row.get("publisher")),
        url=_optional(row.get("url")),
        id=_optional(row.get("id")),
        pages=tuple(int(start) for start in pages) if isinstance(pages, list) else (),
        place=str(row.get("place", "")),
    )


def _optional(value: object) -> str | None:
    return None if value is None else str(value)
