"""The command line: `figures` reads files, `explain` one sentence, `lexicon` the word tables."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from extract import Article, Figure, UnreadableArticle, explain, extract_figures
from extract.lexicon.search import search
from extract.listing import listing
from extract.readers import read_articles
from extract.record import FIGURE_COLUMNS, row

STDIN = "-"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Reads news and says how many people moved, from where to where, when, and who says so."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale: news is not ASCII


@main.command("figures")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl", "parquet"]),
    help="Without it: a table on a terminal, JSON Lines when piped.",
)
@click.pass_context
def print_figures(context: click.Context, files: tuple[str, ...], form: str | None) -> None:
    """Print the figures of articles, one a row, in reading order.

    FILE is an article or a collection in any format that the readers know; - is standard input.
    Ends with 1 when a file could not be read: it is named, and the others are still done.
    """
    chosen = form or ("table" if sys.stdout.isatty() else "jsonl")
    if chosen == "parquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is binary: redirect it, --format parquet > figures.parquet")
    unread: list[str] = []
    found = _figures(_articles(files, unread))
    try:
        WRITERS[chosen](found)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`); Python would complain once more while it ends.
        sys.stdout = io.TextIOWrapper(io.BytesIO())
    context.exit(1 if unread else 0)


@main.command("explain")
@click.argument("sentence")
@click.option("--title", default="", help="The headline above it.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The day it was published.")
def print_explanation(sentence: str, title: str, published: datetime | None) -> None:
    """Print why each number of SENTENCE is a figure, or why it is none; - is standard input."""
    text = sys.stdin.read() if sentence == STDIN else sentence
    day = published.date() if published else None
    click.echo(explain(Article(id="sentence", text=text, title=title, published=day)))


@main.command("lexicon")
@click.argument("word")
@click.pass_context
def print_entries(context: click.Context, word: str) -> None:
    """Print which word tables and rules know WORD. Ends with 1 when none does."""
    entries = list(search(word))
    for entry in entries:
        click.echo(f"{entry.file}:{entry.line}  {entry.meaning}")
    if not entries:
        click.echo(f'No table and no rule knows "{word}".', err=True)
        context.exit(1)


def _articles(files: Iterable[str], unread: list[str]) -> Iterator[Article]:
    """The articles of the files in turn; what can't be read is said at once and remembered."""
    for name in files:
        try:
            data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        except OSError as error:
            _complain(f"{name}: {error.strerror}.", unread)
            continue
        for article in read_articles(data, "standard input" if name == STDIN else name):
            if isinstance(article, UnreadableArticle):
                _complain(str(article), unread)
            else:
                yield article


def _complain(message: str, unread: list[str]) -> None:
    unread.append(message)
    click.echo(message, err=True)


def _figures(articles: Iterable[Article]) -> Iterator[Figure]:
    for article in articles:
        yield from extract_figures(article).figures


def _write_table(figures: Iterable[Figure]) -> None:
    lines = 0
    for line in listing(figures, width=shutil.get_terminal_size().columns):
        click.echo(line)
        lines += 1
    if not lines:
        click.echo("No migration figures found.")


def _write_jsonl(figures: Iterable[Figure]) -> None:
    for figure in figures:
        click.echo(json.dumps(row(figure), ensure_ascii=False))


def _write_csv(figures: Iterable[Figure]) -> None:
    writer = csv.DictWriter(sys.stdout, FIGURE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row(figure) for figure in figures)


def _write_parquet(figures: Iterable[Figure]) -> None:
    # Only here, because pandas takes longer to load than a page of news to read.
    from extract.frame import to_frame

    sys.stdout.buffer.write(to_frame(figures).to_parquet(index=False))


WRITERS: dict[str, Callable[[Iterable[Figure]], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
}
