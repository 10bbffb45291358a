"""Bytes to characters: the mark at the front, then UTF-8, then a detector; never a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from extract.errors import UnreadableArticle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
_STRAY = 1 / 200  # control characters per character: more is no text
_SAVE = "Save it as UTF-8 text, or paste the text."


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The characters of the bytes; refuses bytes that are no text."""
    text = _marked(data, name)
    if text is None:
        text = _plain(data, declared)
    if text is None:
        text = _detected(data, name)
    if len(text) - len(_CONTROL.sub("", text)) > len(text) * _STRAY:
        raise UnreadableArticle(name, "this is not text (a program, a picture, data?).", _SAVE)
    return text


def _marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, encoding)
    return None


def _strict(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        label = encoding.removesuffix("-sig").upper()
        reason = f"it says it is {label}, but byte {error.start:,} is not."
        raise UnreadableArticle(name, reason, _SAVE) from error


def _plain(data: bytes, declared: str | None) -> str | None:
    for encoding in ("utf-8", declared):
        if encoding is None:
            continue
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _detected(data: bytes, name: str) -> str:
    if b"\0" in data:
        raise UnreadableArticle(name, "this is not text (a program, a picture, data?).", _SAVE)
    if position := _broken_utf8(data):
        reason = f"it is UTF-8 text except for byte {position:,}."
        raise UnreadableArticle(name, reason, _SAVE)
    best = from_bytes(data).best()
    if best is None:
        reason = "its bytes are not text in any character encoding that we know."
        raise UnreadableArticle(name, reason, _SAVE)
    return str(best)


def _broken_utf8(data: bytes) -> int | None:
    """Where UTF-8 breaks in bytes that are otherwise UTF-8, and clearly so."""
    replaced = data.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    whole = sum(character > "\x7f" for character in replaced) - broken
    if whole < 4 * broken:
        return None
    return len(replaced[: replaced.index("\ufffd")].encode())
