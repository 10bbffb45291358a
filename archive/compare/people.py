"""Whose number it is: a nationality named at the number that the route does not say."""

from __future__ import annotations

import re

from extract.recognizers.places import find

_REACH = 40  # characters after a number in which its people are named
_BESIDE = re.compile(r"\s(?:of the )?(?:[a-z-]+ ){0,2}(?=[A-Z])")  # "ethnic", "young"


def counted(sentence: str, after: int, route: tuple[str | None, str | None]) -> str | None:
    """The nationality of those counted; None if none is named, or the route names it.

    ``after`` is where the number ends in its sentence.

    >>> counted("25,612 Russians moved out of Georgia.", 6, ("GEO", None))
    'RUS'
    >>> counted("25,612 people moved out of Georgia.", 6, ("GEO", None))
    """
    beside = _BESIDE.match(sentence, after) if after >= 0 else None
    if beside is None:
        return None
    named = find(sentence[after : after + _REACH])
    demonym = next((p for p in named if after + p.span.start == beside.end()), None)
    if demonym is None or demonym.kind != "demonym" or demonym.iso3 in route:
        return None
    return demonym.iso3
