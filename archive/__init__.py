"""What is kept: articles, figures as extracted, and the decisions people lay over them.

One archive holds everything, in a SQLite file or in a PostgreSQL database; the calls are the
same. Nothing here is ever summed: reports overlap.

Open
    open_archive(url=None) -> Archive
        url None: the environment's WHENCE_DATABASE_URL, else the file data/whence.sqlite.
        Makes the file, brings an older one up to date. One Archive serves many threads.

Read (each frame is cached best by ``archive.revision()``, which rises with every change; what
``archive.readable.Readable`` names, the result of a bulk run answers too)
    archive.read_only -> bool
    archive.revision() -> int
    archive.summary() -> Summary(articles, figures, newest)
    archive.where() -> str                      # where the data lies, without a password
    archive.figures_frame(filters=Filters(), *, columns=None, order="newest", limit=None)
        -> frame with FRAME_COLUMNS: figure_id, the columns of extract.frame with corrections
        laid over them, as_of (end of the period, else of its start, else published), decision,
        role, reason, note, version, corrected ("count, origin" or ""), carriers (outlets that
        carry the article, itself included), collection, engine.
        order: "newest" | "reading" | "doubt".
    archive.count(filters=Filters()) -> int     # how many figures the filters let through
    archive.facet(column, filters=Filters()) -> dict[value, int], most frequent first; column:
        origin, destination, measure, category, unit, quantifier, status, rate, source,
        publisher, collection, decision, role
    archive.tally(columns, filters=Filters()) -> dict[tuple of values, int], most frequent first
    archive.span(filters=Filters()) -> (first day, last day) | None
    archive.timeline(filters=Filters(), *, level="day"|"week"|"month"|"year", by=())
        -> frame: start of the period, ``by``, figures (how many; their counts are not looked at)
    archive.coverage() -> frame: publisher, published, articles
    archive.hidden_by(filters) -> dict[filter name, int]   # figures each filter alone hides
    archive.figure(figure_id) -> StoredFigure | None  # .extracted .shown .verdict .quote .lost
    archive.passage(stored_figure) -> Passage(.text .begin .place) | None
    archive.whole(stored_figure) -> Article     # raises ArticleGone where it is gone
    archive.stored_figures(figure_ids) -> list[(StoredFigure, Article)]
    archive.articles_frame(*, removed=False) -> frame with ARTICLE_COLUMNS
    archive.article(article_id) -> StoredArticle | None    # .article .original_name .as_read ...
    archive.original(article_id) -> tuple[str, bytes] | None
    archive.rejected_frame(article_id=None) -> frame: numbers found and not used, with reasons
    archive.log_frame(figure_id=None, *, limit=None) -> frame with LOG_COLUMNS, newest first
    archive.unanchored_frame() -> decisions whose figure a newer engine no longer finds

Add
    archive.ingest.ingest(archive, files, *, given={}, collection="added") -> Iterator[Outcome]
        files: (name, bytes) pairs; given: {name: Given(title=, publisher=, published=, url=)}.
        One Outcome an article (or an unreadable file), each committed before it is yielded, so
        an interrupted run is continued by running it again.
    archive.ingest.preview(archive, files) -> Iterator[Outcome]    # the same, keeping nothing
    archive.ingest.fill(archive, folder=BUNDLED, progress=None) -> list[Outcome]
        The bundled articles, once; progress(done, total, name). ``archive.is_empty()`` asks.
    Outcome: .name .result ("kept" | "already here" | "near duplicate" | "unreadable")
        .article_id .title .other (id of the article it repeats) .figures .rejected .reason
        .remedy .sentence (all of it in words)

Decide (``version`` is the one in the frame that the person saw; another one raises Conflict,
which carries the first writer's change: .entry and .current)
    archive.accept(figure_id, *, who, version) -> StoredFigure
    archive.accept_all({figure_id: version}, *, who) -> list[Conflict]     # the others are done
    archive.reject(figure_id, reason, *, who, version) -> StoredFigure
    archive.correct(figure_id, {column: value}, *, who, version) -> StoredFigure
    archive.annotate(figure_id, note, *, who, version) -> StoredFigure
    archive.set_role(figure_id, role, *, who, version, note=None) -> StoredFigure
    archive.undo(*, who, figure_id=None) -> LogEntry | None   # takes back the latest, unlimited
    archive.correct_article(article_id, Given(...), *, who) -> Reanchored  # periods anew
    archive.remove_article(article_id, *, who); archive.restore_article(article_id, *, who)
    archive.part_carrier(article_id, *, who)    # not a copy after all: a report of its own
    archive.join_carrier(article_id, other_id, *, who)
    archive.extract_again(article_ids=None, *, progress=None) -> Reanchored
    archive.reattach(lost_id, figure_id, *, who); archive.dismiss(lost_id, *, who)

Compare (archive.compare; pure functions over a frame of figures_frame)
    reports(frame) -> list[Report]; conflicts(reports) -> list[ConflictGroup]
    relation(a, b) -> Relation; comparable(report, reports) -> Comparable(.together, .left_out)
    nets(reports) -> list[Net]; headline(reports) -> Headline; queue(frame) -> list[figure_id]

Take out (archive.export; every file says its filters, its time, and not to add the reports)
    to_csv, to_xlsx, to_json, to_parquet, to_citations(archive, filters, *, link=None) -> bytes
    citation(stored_figure) -> str; pack(archive) -> bytes; unpack(archive, data) -> counts, into
    an archive without work of its own; copy(from_url, to_url)
"""

from archive import ingest
from archive.archive import Archive, open_archive
from archive.errors import (
    ArchiveTooNew,
    ArchiveUnavailable,
    ArticleGone,
    BrokenArchiveFile,
    Conflict,
    InvalidCorrection,
    NotInArchive,
    ReadOnly,
)
from archive.frames import FRAME_COLUMNS
from archive.library import ARTICLE_COLUMNS
from archive.model import (
    Decision,
    Filters,
    Given,
    LogEntry,
    Outcome,
    Quote,
    Reanchored,
    Result,
    Role,
    StoredArticle,
    StoredFigure,
    Verdict,
)
from archive.readable import Passage, Readable, Summary

__all__ = [
    "ARTICLE_COLUMNS",
    "FRAME_COLUMNS",
    "Archive",
    "ArchiveTooNew",
    "ArchiveUnavailable",
    "ArticleGone",
    "BrokenArchiveFile",
    "Conflict",
    "Decision",
    "Filters",
    "Given",
    "InvalidCorrection",
    "LogEntry",
    "NotInArchive",
    "Outcome",
    "Passage",
    "Quote",
    "ReadOnly",
    "Readable",
    "Reanchored",
    "Result",
    "Role",
    "StoredArticle",
    "StoredFigure",
    "Summary",
    "Verdict",
    "ingest",
    "open_archive",
]
