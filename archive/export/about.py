"""What every exported file says of itself: which figures, when, by what, and not to add them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime

import extract
from archive.model import Filters
from archive.readable import Readable

WARNING = "Reports overlap: do not add."


@dataclass(frozen=True, slots=True)
class About:
    """The words at the head of a file."""

    filters: str
    exported: datetime
    figures: int
    revision: int
    engine: str
    link: str | None

    @property
    def time(self) -> str:
        """When it was made, in UTC."""
        return self.exported.strftime("%Y-%m-%d %H:%M:%S UTC")

    @property
    def lines(self) -> dict[str, str]:
        """Everything, by its name, in the order to read it."""
        said = {
            "Warning": WARNING,
            "Filters": self.filters,
            "Exported": self.time,
            "Figures": str(self.figures),
            "Archive revision": str(self.revision),
            "Whence engine": self.engine,
        }
        return said | ({"Link": self.link} if self.link else {})


def about(archive: Readable, filters: Filters, figures: int, link: str | None) -> About:
    """The words for a file of these figures, made now."""
    return About(
        filters=in_words(filters),
        exported=datetime.now(UTC).replace(microsecond=0),
        figures=figures,
        revision=archive.revision(),
        engine=extract.ENGINE_VERSION,
        link=link,
    )


def in_words(filters: Filters) -> str:
    """The filters as a line: every field that keeps something out.

    >>> in_words(Filters(destinations=("ARM", "GEO"), search="border"))
    'destinations: ARM or GEO; search: border'
    >>> in_words(Filters())
    'none: everything in the archive'
    """
    return "; ".join(_said(filters)) or "none: everything in the archive"


def figure_link(link: str | None, figure_id: str) -> str:
    """The address of one figure on the desk whose view has this link."""
    return f"{link.split('?')[0]}?fig={figure_id}" if link else ""


def _said(filters: Filters) -> Iterator[str]:
    for field in fields(filters):
        value = getattr(filters, field.name)
        if isinstance(value, bool):
            if value:
                yield "articles that carry another's report included"
        elif isinstance(value, tuple):
            if value:
                yield f"{field.name.replace('_', ' ')}: {' or '.join(map(str, value))}"
        elif value:
            yield f"{field.name}: {value}"
