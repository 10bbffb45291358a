"""Reports set beside each other: which repeat, follow, contain or contradict which. Never a sum.

Everything here is a pure function over a frame of ``Archive.figures_frame``. A *report* is one
statement by one speaker: the same number for the same people and time, however often it is
printed. Reports overlap; nothing in this room adds or averages them.
"""

from archive.compare.conflicts import ConflictGroup, conflicts
from archive.compare.headline import Headline, headline
from archive.compare.nets import Net, nets
from archive.compare.queue import queue
from archive.compare.relations import Comparable, LeftOut, Relation, comparable, relation
from archive.compare.reports import Question, Report
from archive.compare.statements import reports
from archive.compare.windows import Window

__all__ = [
    "Comparable",
    "ConflictGroup",
    "Headline",
    "LeftOut",
    "Net",
    "Question",
    "Relation",
    "Report",
    "Window",
    "comparable",
    "conflicts",
    "headline",
    "nets",
    "queue",
    "relation",
    "reports",
]
