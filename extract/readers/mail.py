"""E-mails and saved web pages (eml, mhtml): the body, and each attachment as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage, Message, MIMEPart
from email.policy import EmailPolicy
from typing import cast

from extract.errors import UnreadableArticle
from extract.readers import webpage
from extract.readers.clean import cleaned, one_line, shown_name
from extract.readers.decode import decode
from extract.readers.draft import Draft, Found, Member
from extract.readers.limits import Limits

_PASSED_ON = re.compile(
    r"(?:(?:re|aw|sv)\s*:\s*|(?P<forward>(?:fwd?|wg|tr)\s*:\s*))+", re.IGNORECASE
)
_SAVED = re.compile(r"<saved by ", re.IGNORECASE)
_HEADER = 2_000
_DECORATION = ("image/", "audio/", "video/", "font/", "text/css", "application/pgp-signature")


class _Brief(EmailPolicy):
    """Headers of a usual length: the parser takes seconds for one of 50 kB."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The header's name and the start of its value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER]


_BRIEF = _Brief()


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The body as an article, then each attachment; of a saved page, the page's article."""
    message = cast(EmailMessage, message_from_bytes(data, policy=_BRIEF))
    address = message.get("Snapshot-Content-Location")
    if address or _SAVED.match(str(message.get("From", ""))):
        yield _page(message, name, one_line(address) or None)
        return
    attachments = list(message.iter_attachments())
    if len(attachments) > limits.members:
        reason = f"it has {len(attachments):,} attachments; the limit is {limits.members:,}."
        raise UnreadableArticle(name, reason, "Save those that matter and add them by themselves.")
    body = _body(message, name)
    if body is not None:
        yield body
    for number, part in enumerate(attachments, start=1):
        if not part.get_content_type().startswith(_DECORATION):
            yield Member(f"{name}/{_name(part, number)}", _bytes(part))


def _page(message: EmailMessage, name: str, address: str | None) -> Draft:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return webpage.article(_text(part, name), name, address)
    reason = "the saved page holds no page."
    raise UnreadableArticle(name, reason, "Open it and paste the text.")


def _body(message: EmailMessage, name: str) -> Draft | UnreadableArticle | None:
    part = message.get_body(("plain", "html"))
    if part is None:
        return None
    words = _text(part, name)
    if not words.strip():
        return None
    if part.get_content_type() == "text/html":
        try:
            words = webpage.article(words, name).text
        except UnreadableArticle as refusal:
            return refusal
    subject = one_line(message.get("Subject"))
    passed_on = _PASSED_ON.match(subject)
    return Draft(
        text=cleaned(words),
        title=subject[passed_on.end() :] if passed_on else subject,
        published=None if passed_on and passed_on["forward"] else _date(message),
    )


def _date(message: EmailMessage) -> date | None:
    """The day it was sent: for a forwarded article that would be a guess."""
    stated = getattr(message.get("Date"), "datetime", None)
    return stated.date() if isinstance(stated, datetime) else None


def _text(part: MIMEPart, name: str) -> str:
    return decode(_bytes(part), name, part.get_content_charset())


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    inner = part.get_payload()  # of an attached message: a list with that message
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return inner[0].as_bytes()
    return b""


def _name(part: MIMEPart, number: int) -> str:
    return shown_name(part.get_filename() or f"attachment {number}")
