"""Zips of articles: each member by itself, in memory; no path is ever built from a name."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator

from extract.errors import UnreadableArticle
from extract.readers import packing
from extract.readers.clean import shown_name
from extract.readers.draft import Found, Member
from extract.readers.limits import Limits

_LEFTOVER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)")
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
_ENCRYPTED = 0x1


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The members of a zip, and a refusal for each that is locked, linked or points outside."""
    packed = packing.opened(data, name, limits)
    members = [info for info in packed.infolist() if _is_file(info)]
    if len(members) > limits.members:
        reason = f"it holds {len(members):,} files; the limit is {limits.members:,}."
        raise UnreadableArticle(name, reason, "Split it into several zips.")
    if not members:
        raise UnreadableArticle(name, "the zip is empty.", "Pack it again.")
    for info in members:
        try:
            yield _member(packed, info, name, limits)
        except UnreadableArticle as refusal:
            yield refusal


def _is_file(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return bool(name) and not info.is_dir() and not _LEFTOVER.search(name)


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits) -> Member:
    at = f"{name}/{shown_name(info.filename)}"
    if _OUTSIDE.search(info.orig_filename):
        reason = "its name points outside the zip."
        raise UnreadableArticle(at, reason, "Pack it again with plain names.")
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableArticle(at, "it is locked with a password.", "Pack it without a password.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableArticle(at, "it is a link to another file.", "Pack the file itself.")
    return Member(at, packing.member(packed, info, at, limits.file_bytes))
