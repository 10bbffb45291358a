"""Reads the article behind a figure again from the input of the run, which keeps no article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive import ArticleGone
from bulk import output, storage
from bulk.formats import documents
from bulk.units import Options, Unit
from extract import Article, Figure
from extract.errors import WhenceError
from extract.readers import Limits

_REMEDY = "Put the input back, or run bulk again where it lies now."


def article(figure: Figure, rows: Iterable[Mapping[str, Any]], limits: Limits) -> Article:
    """The article of a figure, as it was when the figure was found in it.

    ``rows`` are those of the result that have its id: an input may give an id twice.
    Raises ArticleGone, with the reason, where it does not stand there any more.
    """
    gone = ArticleGone("This result does not say where the article stood.")
    for row in rows:
        try:
            return _where(row, figure, limits)
        except ArticleGone as reason:
            gone = reason
    raise gone


def _where(row: Mapping[str, Any], figure: Figure, limits: Limits) -> Article:
    """The article that a row tells of, if it is the figure's."""
    if row["kind"] is None:
        raise ArticleGone(
            "This result is of an older run, which did not note where in its input an article "
            "stands. Run bulk again to read whole articles."
        )
    try:
        found = list(_read(row, limits)) if storage.exists(row["path"]) else None
    except (OSError, ValueError, WhenceError) as error:
        reason = f"The article can't be read any more where it stood ({row['place']}): {error}"
        raise ArticleGone(f"{reason.rstrip('.')}. {_REMEDY}") from error
    if found is None:
        raise ArticleGone(f"The article stood in {row['place']}: that file is gone. {_REMEDY}")
    for one in found:
        if output.fingerprint(one.text) == row["text_sha256"] and _holds(one, figure):
            return one
    raise ArticleGone(
        f"The article stood in {row['place']}: another text stands there now, so the input was "
        f"changed since the run. {_REMEDY}"
    )


def _read(row: Mapping[str, Any], limits: Limits) -> Iterator[Article]:
    unit = Unit(0, row["kind"], (row["path"],)).only(row["at"])
    for document in documents(unit, Options(output="", limits=limits)):
        yield from (one for one in document.read() if isinstance(one, Article))


def _holds(one: Article, figure: Figure) -> bool:
    """Whether the figure's sentence stands where it was found."""
    text = one.title if figure.in_title else one.text
    return text[figure.sentence_start : figure.sentence_end] == figure.sentence
