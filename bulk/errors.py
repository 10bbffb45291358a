"""What a run refuses to do, with the remedy."""

from extract.errors import WhenceError


class RunRefused(WhenceError):
    """A call that cannot be carried out as it stands."""


class NotKept(WhenceError):
    """The archive is out of reach: the unit is not done, and a resumed run tries it again."""
