"""Which format some bytes are in, told from the bytes alone; a file's name says nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from extract.errors import UnreadableArticle
from extract.readers import packing
from extract.readers.exchange import COLUMNS


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for people, the module that reads it, and whether apart from us.

    An isolated format is parsed in a process of its own, under limits of time and memory.
    """

    label: str
    module: str
    isolated: bool = True


TEXT = Format("text", "extract.readers.plain", isolated=False)
MARKDOWN = Format("text with front matter", "extract.readers.markdown", isolated=False)
JSON_LINES = Format("JSON Lines", "extract.readers.jsonlines", isolated=False)
TABLE = Format("table", "extract.readers.table")
PARQUET = Format("Parquet", "extract.readers.parquet")
WEB_PAGE = Format("web page", "extract.readers.webpage")
MAIL = Format("e-mail or saved page", "extract.readers.mail")
MAILBOX = Format("mailbox", "extract.readers.mailbox")
PDF = Format("PDF", "extract.readers.pdf")
WORD = Format("Word", "extract.readers.word")
OPEN_DOCUMENT = Format("OpenDocument", "extract.readers.opendocument")
RICH_TEXT = Format("RTF", "extract.readers.richtext")
ZIP = Format("zip", "extract.readers.zipped", isolated=False)

_HEAD = 8_192
_PASTE = "Save it as PDF, Word or text, or paste the text."
_MARKS = {b"PAR1": PARQUET, b"{\\rtf": RICH_TEXT}
_REFUSED = {
    b"MZ": "a Windows program",
    b"\x7fELF": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\xcf\xfa\xed\xfe": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"RIFF": "a picture, sound or film",
    b"ID3": "sound",
    b"OggS": "sound or film",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a rar archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"SQLite format 3": "a database",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_MAILBOX = re.compile(rb"From \S+ .*\d{4}\r?\n[A-Za-z-]+:")
_MAIL = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n){0,50}){1,60}",
)
_MAIL_ONLY = re.compile(rb"^(?:from|mime-version|received|return-path|message-id):", re.I | re.M)
_PAGE = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|\A\s*<(?:article|div|main|p|h1)[\s>]", re.I
)
_XML = re.compile(r"\A\s*<(?:\?xml\b|!DOCTYPE\b|!ENTITY\b|rss\b|feed\b)", re.I)
_JSON_LIST = re.compile(r'\A\s*\[\s*\{\s*"')
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n\s*[A-Za-z_]\w*\s*:")


def sniff(data: bytes, name: str) -> Format:
    """The format of the bytes; refuses what can hold no article, saying what it is."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise UnreadableArticle(name, "the file is empty.", "Save it again, or paste the text.")
    if data[:1024].lstrip(b" \t\r\n\0\xef\xbb\xbf").startswith(b"%PDF-"):
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name)
    for mark, known in _MARKS.items():
        if data.startswith(mark):
            return known
    _refuse(data, name)
    return _textual(data, name)


def _packed(data: bytes, name: str) -> Format:
    """Word, OpenDocument and zip are all zips: what is inside tells them apart."""
    with packing.listed(data, name) as packed:
        names = set(packed.namelist())
    if "word/document.xml" in names:
        return WORD
    if {"mimetype", "content.xml"} <= names:
        return OPEN_DOCUMENT
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        raise UnreadableArticle(name, "this is a spreadsheet.", "Save the sheet as CSV.")
    if "ppt/presentation.xml" in names:
        raise UnreadableArticle(name, "these are slides.", "Save them as PDF.")
    return ZIP


def _refuse(data: bytes, name: str) -> None:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        reason = "it is locked with a password."
        raise UnreadableArticle(name, reason, "Save it without a password.")
    if data.startswith(_OLE):
        reason = "this is an old Office file (.doc, .xls, .msg)."
        raise UnreadableArticle(name, reason, "Save it as .docx or PDF.")
    what = next((what for mark, what in _REFUSED.items() if data.startswith(mark)), "")
    if data[4:8] == b"ftyp":
        what = "a film or picture"
    if what:
        raise UnreadableArticle(name, f"this is {what}, not an article.", _PASTE)


def _textual(data: bytes, name: str) -> Format:
    # the syntax of every format below is ASCII, whatever the encoding of the words
    head = data[:_HEAD].replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf")
    if _MAILBOX.match(data):
        return MAILBOX
    if _is_mail(data):
        return MAIL
    if _PAGE.search(head[:2_000]):
        return WEB_PAGE
    if _XML.match(head):
        reason = "this is XML, not an article's page."
        raise UnreadableArticle(name, reason, _PASTE)
    if _JSON_LIST.match(head):
        reason = "this is one JSON list."
        raise UnreadableArticle(name, reason, "Write JSON Lines: one article a line, no brackets.")
    if _FRONT_MATTER.match(head.removeprefix("ÿþ")):
        return MARKDOWN
    if _is_json_lines(head):
        return JSON_LINES
    return TABLE if _is_table(head) else TEXT


def _is_mail(data: bytes) -> bool:
    top = _MAIL.match(data[: 8 * _HEAD])
    return top is not None and len(_MAIL_ONLY.findall(top[0])) >= 2


def _is_json_lines(head: str) -> bool:
    """Whether one of the first lines is a JSON object, or begins as one and is cut here."""
    lines = [line for line in head.splitlines()[:10] if line.strip()]
    return any(line.startswith('{"') or _is_object(line) for line in lines)


def _is_object(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_table(head: str) -> bool:
    """Whether the first line names the text column and another one of the exchange format."""
    first = head.lstrip("ÿþ").split("\n", 1)[0].strip().replace('"', "").casefold()
    columns = {column.strip() for column in re.split(r"[,;\t]", first)}
    return "text" in columns and len(columns & set(COLUMNS)) >= 2
