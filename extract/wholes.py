"""A country's share of a whole: the country is the end that the whole leaves open."""

from __future__ import annotations

from dataclasses import replace

from extract.links import Link
from extract.memory import Memory, Placed
from extract.model import Basis, Category, Measure
from extract.placing import Found, internal

_WINDOW = 3  # sentences back to the whole
_UNION = "EU"  # who came to the Union came to one of its countries
_SENT = frozenset({Category.DEPARTURE, Category.DEPORTATION})
_PLAIN = (None, Category.ARRIVAL, Category.RESIDENT)


def whole_of(link: Link, here: int, memory: Memory) -> Placed | None:
    """The figure before it that a share is a part of: of its sense, and no smaller."""
    near = [
        p
        for p in reversed(memory.placed)
        if p.link.share is None and p.link.size >= link.size
        if p.sentence.in_title or here - p.sentence.index <= _WINDOW
    ]
    like = next((p for p in near if p.link.category is link.category), None)
    if link.inherits or (like is None and link.head.kind != "event" and _is_plain(link)):
        return next(iter(near), None)
    return like


def _is_plain(link: Link) -> bool:
    """ "5,210 of the undocumented": people of whom the whole says what they did."""
    return link.head.category in _PLAIN and link.head.nationality is None


def of_whole(link: Link, whole: Placed | None) -> Link:
    """The share in the sense of its whole, with its country at the end that is open.

    "Asylum claims in Spain rose; Mali accounted for 12,000": they came from there, as the whole
    says where they went. "Of 90,000 who left Chile, Spain accounts for 12,000": they went there.
    """
    if whole is not None:
        link = replace(link, category=whole.link.category, unit=whole.link.unit, inherits=False)
    if internal(link.category):
        return replace(link, origin=link.share, destination=link.share)
    if _came_from(link, whole):
        return replace(link, origin=link.share)
    return replace(link, destination=link.share)


def _came_from(link: Link, whole: Placed | None) -> bool:
    share = link.share.iso3 if link.share else None
    said = (link, whole.link) if whole is not None else (link,)
    left = any(_is_said(one.origin, share) for one in said)
    reached = any(_is_said(one.destination, share) for one in said)
    if left != reached:
        return reached
    if left and any(one.origin and one.origin.basis is Basis.NATIONALITY for one in said):
        return False  # "Armenia took in 110,000 Russians; Israel comes next with 80,000"
    if link.category.measure is Measure.STOCK and whole is not None and whole.origin is not None:
        there = whole.destination
        return there is not None and there.iso3 not in ("", share, _UNION)
    return link.category not in _SENT


def _is_said(found: Found | None, share: str | None) -> bool:
    """Whether a sentence states an end, and no other country or union than the share is in."""
    stated = found is not None and found.basis is not Basis.CONTEXT
    return stated and found is not None and found.iso3 not in ("", share, _UNION)
