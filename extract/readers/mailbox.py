"""Mailboxes (mbox): each message as a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.errors import UnreadableArticle
from extract.readers.draft import Found, Member
from extract.readers.limits import Limits

_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,500}\d{4}[^\r\n]{0,20}\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The messages of a mailbox, in their order."""
    messages = [message for message in _START.split(data) if message.strip()]
    if len(messages) > limits.members:
        reason = f"it holds {len(messages):,} messages; the limit is {limits.members:,}."
        raise UnreadableArticle(name, reason, "Export those that matter.")
    for number, message in enumerate(messages, start=1):
        yield Member(f"{name}, message {number}", _QUOTED.sub(rb"\1", message))
