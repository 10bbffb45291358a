"""Whose number it is: a nationality named at the number that the route does not say."""

from __future__ import annotations

import re

from extract.recognizers.places import find

_REACH = 40  # characters after a number in which its people are named
_BESIDE = re.compile(r"\s(?:of the )?(?:[a-z-]+ ){0,2}")  # "ethnic", "young"


def counted(sentence: str, after: int, route: tuple[str | None, str | None]) -> str | None:
    """The nationality of those counted; None if none is named, or the route names it.

    ``after`` is where the number ends in its sentence.

    >>> counted("25,612 Russians moved out of Georgia.", 6, ("GEO", None))
    'RUS'
    >>> counted("25,612 people moved out of Georgia.", 6, ("GEO", None))
    """
    if after < 0:
        return None
    following = sentence[after : after + _REACH]
    for place in find(following):
        beside = place.kind == "demonym" and _BESIDE.fullmatch(following, 0, place.span.start)
        return place.iso3 if beside and place.iso3 not in route else None
    return None
