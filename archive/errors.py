"""What can go wrong with an archive, said so that a person knows what to do."""

from __future__ import annotations

from archive.model import LogEntry, StoredFigure
from extract.errors import WhenceError


class ArchiveUnavailable(WhenceError):
    """The database can't be opened, or stopped answering; nothing committed is lost."""


class ArchiveTooNew(WhenceError):
    """The archive was written by a newer Whence than this one."""


class ReadOnly(WhenceError):
    """A change was asked of an archive that is only read."""


class NotInArchive(WhenceError, LookupError):
    """An id that the archive does not hold."""


class ArticleGone(WhenceError):
    """The article of a figure is not where it was any more, or it has changed since."""


class InvalidCorrection(WhenceError, ValueError):
    """A correction that no figure could have, with the column and the reason."""


class BrokenArchiveFile(WhenceError):
    """A packed archive that can't be unpacked, with the reason."""


class Conflict(WhenceError):
    """Someone else was first; ``entry`` is their change, ``current`` the figure as it is now."""

    def __init__(self, entry: LogEntry | None, current: StoredFigure | None) -> None:
        self.entry, self.current = entry, current
        change = f"{entry.who}: {entry.action}" if entry else "another change"
        super().__init__(f"Changed meanwhile by {change}. Look at it, then decide again.")
