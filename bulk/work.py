"""What a worker does with a unit: reads its documents, extracts their figures, writes them."""

from __future__ import annotations

import csv
import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bulk import look, output, storage
from bulk.errors import NotKept
from bulk.formats import documents
from bulk.units import Document, Done, Options, Unit
from extract import Article, Extraction, Figure, extract_figures
from extract.errors import UnreadableArticle
from extract.record import FIGURE_COLUMNS, proof

Step = Callable[[int], None]  # is told where the work stands, see Task


@dataclass(frozen=True, slots=True)
class Task:
    """A unit to do. Work on the n-th document is step 2n + 1, fetching it is step 2n.

    ``lost`` names the documents that cost a process its life, with the reason; ``until`` is
    the first document that cannot even be fetched.
    """

    unit: Unit
    options: Options
    lost: Mapping[int, str] = field(default_factory=dict)
    until: tuple[int, str] | None = None


@dataclass(slots=True)
class _Harvest:
    """The rows and counts of a unit, while it is read."""

    documents: int = 0
    passed_over: int = 0
    read: int = 0
    found: int = 0
    figures: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)

    def reject(self, place: str, reason: str, remedy: str = "") -> None:
        row = {"place": storage.shown(place), "reason": reason, "remedy": remedy}
        self.rejected.append(row)


def do(task: Task, step: Step) -> Done:
    """What came of the unit, after its parts and its marker were written."""
    harvest = _harvested(task, step)
    done = Done(
        unit=task.unit.id,
        size=task.unit.size,
        documents=harvest.documents,
        passed_over=harvest.passed_over,
        articles=harvest.read,
        figures=harvest.found,
        rejected=len(harvest.rejected),
    )
    rows = {name: getattr(harvest, name) for name in output.SCHEMAS}
    output.write_unit(task.options.output, task.unit, rows, done)
    return done


def _harvested(task: Task, step: Step) -> _Harvest:
    harvest, [path, *_] = _Harvest(), task.unit.paths
    if task.unit.reason:
        harvest.reject(path, f"cannot be read: {task.unit.reason}")
        return harvest
    try:
        for index, document in _fetched(task, step):
            harvest.documents += 1
            if index in task.lost:
                harvest.reject(document.place, task.lost[index])
            else:
                _read(document, task.options, harvest)
    except (OSError, ValueError, csv.Error) as error:
        harvest.reject(path, f"cannot be read further, {_range(task.unit)}: {error}")
    if task.until:
        harvest.reject(path, f"cannot be read further, {_range(task.unit)}: {task.until[1]}")
    return harvest


def _fetched(task: Task, step: Step) -> Iterator[tuple[int, Document]]:
    """The documents of the unit with their numbers, telling each step before it is taken."""
    step(0)
    if task.until and task.until[0] == 0:
        return
    for index, document in enumerate(documents(task.unit, task.options)):
        step(2 * index + 1)
        yield index, document
        step(2 * index + 2)
        if task.until and task.until[0] == index + 1:
            return


def _read(document: Document, options: Options, harvest: _Harvest) -> None:
    """Adds the document to the harvest. The one place where an error becomes a rejected row."""
    try:
        _harvest(document, options, harvest)
    except NotKept:
        raise
    except MemoryError:
        harvest.reject(document.place, f"needs more than {options.memory_limit >> 20} MiB.")
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        harvest.reject(
            document.place, f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
        )


def _harvest(document: Document, options: Options, harvest: _Harvest) -> None:
    if options.look and document.glance and not look.worth_reading(document.glance()):
        harvest.passed_over += 1
        return
    for article in document.read():
        if isinstance(article, UnreadableArticle):
            harvest.reject(document.place, article.reason, article.remedy)
            continue
        harvest.read += 1
        if not options.look or look.worth_reading(f"{article.title}\n{article.text}"):
            _add(article, extract_figures(article), document, options, harvest)
        else:
            harvest.passed_over += 1


def _add(
    article: Article,
    extraction: Extraction,
    document: Document,
    options: Options,
    harvest: _Harvest,
) -> None:
    if not extraction.figures:
        return
    harvest.found += len(extraction.figures)
    if options.archive:
        from bulk import keep  # loads the archive, which only this option needs

        keep.keep(options.archive, storage.shown(document.place), article, extraction)
        return
    harvest.figures += [_row(figure) for figure in extraction.figures]
    harvest.articles.append(_origin(article, extraction, document, options))


def _origin(
    article: Article, extraction: Extraction, document: Document, options: Options
) -> dict[str, Any]:
    """The article as a row, without its text, and where to read that again."""
    alone = document.alone
    return {
        "article_id": article.id,
        "place": storage.shown(document.place),
        "kind": alone and alone.kind,
        "path": alone and storage.shown(alone.paths[0]),
        "at": alone and alone.start,
        "text_sha256": output.fingerprint(article.text),
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "characters": len(article.text),
        "figures": len(extraction.figures),
        "signature": _signature(article.text) if options.signatures else None,
    }


def _signature(text: str) -> bytes:
    from archive import near  # loads the archive, which only this option needs

    return near.signature(text)


def _row(figure: Figure) -> dict[str, str | int | float | bool | date | None]:
    """The figure as a row; the enumerations are strings already, dates stay dates."""
    rests_on = {name: json.dumps(one, ensure_ascii=False) for name, one in proof(figure).items()}
    return {name: getattr(figure, name) for name in FIGURE_COLUMNS} | rests_on


def _range(unit: Unit) -> str:
    return f"within {unit.start:,} to {unit.end:,}"
