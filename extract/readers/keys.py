"""The key of a text: the same for the same words, however they were wrapped or encoded."""

from __future__ import annotations

import hashlib
import unicodedata


def normalized(text: str) -> str:
    """The text with compatible characters made one and each white space made one space."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def content_key(text: str) -> str:
    """The SHA-256 of the normalised text, in hexadecimal.

    >>> content_key("Two\\nlines") == content_key(" Two lines")
    True
    """
    return hashlib.sha256(normalized(text).encode("utf-8", "replace")).hexdigest()
