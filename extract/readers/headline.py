"""The headline at the top of a plain text, told from the text below it."""

from __future__ import annotations

import re

_LONGEST = 200
_MACHINE_MADE = re.compile(
    r"^(?:microsoft word|powerpoint|untitled|document|about:blank|file:|https?:)|\.\w{2,5}$",
    re.IGNORECASE,
)
_CELLS = " | "  # the row of a table is no headline
_NOT_LAST = (".", ",", ";", ":", "…")  # a headline ends in none of these


def split(text: str) -> tuple[str, str]:
    """The headline, or "", and the text below it.

    >>> split("Thousands cross\\n\\nAt least 40,000 have arrived.")
    ('Thousands cross', 'At least 40,000 have arrived.')
    """
    top, _, rest = text.lstrip().partition("\n")
    between, _, below = rest.partition("\n")
    title = top.strip("# \t")  # a Markdown heading counts
    if between.strip() or not below.strip() or not title or len(title) > _LONGEST:
        return "", text
    if title.endswith(_NOT_LAST) or _CELLS in title:
        return "", text
    return title, below.lstrip()


def titled(text: str, stated: str) -> tuple[str, str]:
    """The title and the text below it, where the file's properties state a title too.

    What they state is often left over from another file, so the top of the text comes first.
    """
    below = under(stated, text)
    if below != text:
        return stated, below
    title, below = split(text)
    if title or _MACHINE_MADE.search(stated) or " " not in stated:
        return title, below
    return stated, text


def under(title: str, text: str) -> str:
    """The text without its title, where it repeats the title at its top."""
    if not title:
        return text
    words = r"\s+".join(re.escape(word) for word in title.split())
    return re.sub(rf"\A\s*{words}\s*(?:\n|\Z)\s*", "", text, flags=re.IGNORECASE)
