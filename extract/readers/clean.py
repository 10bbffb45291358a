"""Characters that are no text: taken out once, when a text is read, and never later."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # break here, do not break here
_BREAK = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NAME = 120


def cleaned(text: str) -> str:
    """The text in composed characters, without controls, with one kind of line end."""
    text = _BREAK.sub("\n", _UNSEEN.sub("", text))
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", text))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def kept_in_place(text: str) -> str:
    """The text with each control character made a space, so that every offset stays."""
    return _CONTROL.sub(" ", text)


def one_line(text: str | None) -> str:
    """The words on one line, without controls: for titles and publishers."""
    return " ".join(_UNSEEN.sub("", _CONTROL.sub(" ", text or "")).split())


def shown_name(name: str) -> str:
    """A file's name as it may be shown: one line, no controls, no turned text, not too long.

    >>> shown_name("invoice\\u202etxt.exe")
    'invoice\\ufffdtxt.exe'
    """
    plain = one_line(_BIDI.sub("\ufffd", name)) or "a file without a name"
    if len(plain) <= _NAME:
        return plain
    return f"{plain[: _NAME - 25]}…{plain[-24:]}"
