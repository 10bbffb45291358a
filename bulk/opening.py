"""The door to what is kept: a database, or the folder that a bulk run wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from archive import Readable, open_archive
from archive.database import named
from bulk import storage
from bulk.errors import RunRefused
from bulk.result import Result

_DATABASES = ("sqlite", "postgres")  # how the address of a database begins


def open_address(address: str | None = None) -> Readable:
    """What lies at an address: the one given, else the environment's, else the usual archive.

    ``sqlite:`` and ``postgresql:`` are databases, and so is a path with an ending; a folder, or
    an address in a store of files, is a bulk result.
    """
    where = named(address)
    return open_result(where) if _is_folder(where) else open_archive(where)


def open_result(folder: str) -> Result:
    """The result in a folder that ``python -m bulk`` wrote; refuses what is none, or no whole."""
    folder = folder if folder == "/" else folder.rstrip("/")
    try:
        manifest = _manifest(folder)
        result = Result(folder, manifest)
    except (OSError, ValueError, ImportError) as error:  # of fsspec, JSON and Arrow
        raise RunRefused(f"{folder} can't be read as a bulk result: {error}") from error
    expected = manifest["figures"] - manifest.get("figures_of_copies", 0)
    found = result.count()
    if found == 0 < expected:
        raise RunRefused(
            f"{folder} holds no figures of its own: its run put {expected:,} into an archive. "
            "Open that archive instead."
        )
    if found != expected:
        raise RunRefused(
            f"{folder} holds {found:,} figures, and its manifest speaks of {expected:,}: files are "
            "missing or were added. Copy the folder anew, or run bulk again into another one."
        )
    return result


def _manifest(folder: str) -> dict[str, Any]:
    """What the run says of itself at its end."""
    if not storage.exists(folder):
        raise RunRefused(
            f"There is no folder {folder}. Name the DIR of “python -m bulk … --output DIR”; the "
            "file of a new archive needs an ending, such as .sqlite."
        )
    if storage.exists(f"{folder}/manifest.json"):
        manifest: dict[str, Any] = json.loads(storage.read(f"{folder}/manifest.json"))
        if {"digest", "engine", "figures"} <= set(manifest):
            return manifest
    elif storage.exists(f"{folder}/run.json"):
        inputs = " ".join(json.loads(storage.read(f"{folder}/run.json"))["inputs"])
        raise RunRefused(
            f"{folder} holds a bulk run that is not finished. Finish it first: "
            f"python -m bulk {inputs} --output {folder} --resume"
        )
    raise RunRefused(
        f"{folder} is no bulk result: it has no manifest.json of a run. Name the DIR of "
        "“python -m bulk … --output DIR”."
    )


def _is_folder(where: str) -> bool:
    scheme, given, _ = where.partition("://")
    if given:
        return not scheme.startswith(_DATABASES)
    path = Path(where)
    return path.is_dir() or where.endswith("/") or not (path.suffix or path.exists())
