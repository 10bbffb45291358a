"""The archive on the command line: where it is, copies of it, and what can be taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from archive import ingest
from archive.archive import Archive, open_archive
from archive.export import (
    copy,
    pack,
    to_citations,
    to_csv,
    to_json,
    to_parquet,
    to_xlsx,
    unpack,
)
from archive.model import Filters
from extract.errors import WhenceError

_FORMATS: dict[str, Callable[[Archive, Filters], bytes]] = {
    "csv": to_csv,
    "xlsx": to_xlsx,
    "json": to_json,
    "parquet": to_parquet,
    "citations": to_citations,
}
_file = click.Path(dir_okay=False, path_type=Path)


class _Plain(click.Group):
    """Commands that say what went wrong in one line."""

    def invoke(self, ctx: click.Context) -> object:
        """What the command gives; an error of the house ends it with status 1."""
        try:
            return super().invoke(ctx)
        except WhenceError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Plain)
@click.option("--archive", "url", help="a file or a database address; else the usual archive")
@click.pass_context
def main(context: click.Context, url: str | None) -> None:
    """Look after an archive of articles, figures and decisions."""
    context.obj = url


@main.command()
@click.pass_obj
def where(url: str | None) -> None:
    """Say where the archive is and what it holds."""
    archive = open_archive(url)
    rows = len(archive.articles_frame())
    click.echo(f"{archive.where()}: {rows:,} articles, {archive.count():,} figures")


@main.command()
@click.pass_obj
def fill(url: str | None) -> None:
    """Keep the bundled articles, if they are not there yet."""
    outcomes = ingest.fill(open_archive(url), progress=_progress)
    click.echo(f"{sum(o.result == 'kept' for o in outcomes)} kept")


@main.command()
@click.pass_obj
def again(url: str | None) -> None:
    """Extract again what another version of the engine has read; decisions are kept."""
    became = open_archive(url).extract_again(progress=_progress)
    click.echo(
        f"{became.articles} articles; decided figures: {became.same} the same, "
        f"{became.moved} moved, {became.changed} changed, {len(became.lost)} not found again"
    )


@main.command(name="copy")
@click.argument("source")
@click.argument("target")
def copy_(source: str, target: str) -> None:
    """Copy the archive SOURCE into the empty archive TARGET; each a file or an address."""
    click.echo(_listed(copy(source, target)))


@main.command(name="pack")
@click.argument("file", type=_file)
@click.pass_obj
def pack_(url: str | None, file: Path) -> None:
    """Write the whole archive to one FILE."""
    file.write_bytes(pack(open_archive(url)))


@main.command(name="unpack")
@click.argument("file", type=_file)
@click.pass_obj
def unpack_(url: str | None, file: Path) -> None:
    """Take a packed archive FILE into an empty archive."""
    click.echo(_listed(unpack(open_archive(url), file.read_bytes())))


@main.command()
@click.argument("kind", type=click.Choice(sorted(_FORMATS)))
@click.argument("file", type=_file)
@click.option("--from", "origins", multiple=True, metavar="ISO3", help="origin")
@click.option("--to", "destinations", multiple=True, metavar="ISO3", help="destination")
@click.option("--decision", "decisions", multiple=True, help="accepted, to_review, ...")
@click.option("--search", default="", help="words in sentence, title, publisher or source")
@click.pass_obj
def export(
    url: str | None,
    kind: str,
    file: Path,
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    decisions: tuple[str, ...],
    search: str,
) -> None:
    """Write figures to FILE as KIND."""
    filters = Filters(
        origins=origins, destinations=destinations, decisions=decisions, search=search
    )
    archive = open_archive(url)
    file.write_bytes(_FORMATS[kind](archive, filters))
    click.echo(f"{archive.count(filters):,} figures written to {file}")


def _progress(done: int, total: int, name: str) -> None:
    click.echo(f"\r{done} of {total}", nl=done == total, err=True)


def _listed(rows: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in rows.items())


if __name__ == "__main__":
    main(prog_name="python -m archive")
