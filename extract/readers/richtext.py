"""RTF files: their text, and the title that they state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from extract.readers import headline
from extract.readers.clean import cleaned, one_line
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits

_TITLE = re.compile(r"\{\\title\s([^{}\\]{1,500})\}")


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The one article of an RTF file."""
    source = data.decode("cp1252", "replace")  # other characters are escaped in RTF
    stated = _TITLE.search(source[:100_000])
    words: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]  # no types
    text = cleaned(words.replace("\n", "\n\n"))
    title, text = headline.titled(text, one_line(stated[1] if stated else ""))
    yield Draft(text=text, title=title)
