"""The same article in every format, made by the programs that people make such files with."""

from __future__ import annotations

import csv
import html
import io
import json
import mailbox
import shutil
import subprocess
import zipfile
from dataclasses import asdict
from email.message import EmailMessage
from pathlib import Path

import docx
import pyarrow as pa
import pytest
from playwright.sync_api import sync_playwright
from pyarrow import parquet

from extract.model import Article

CHROMIUM = "chromium"
OFFICE = "soffice"
COLUMNS = ("id", "title", "text", "published", "publisher", "url")


def by_hand(article: Article, folder: Path) -> dict[str, bytes]:
    """The formats that are text, and those that a few lines of Python write."""
    plain = f"{article.title}\n\n{article.text}\n"
    row = {column: str(asdict(article)[column] or "") for column in COLUMNS}
    return {
        "txt in UTF-8": plain.encode(),
        "txt in UTF-16": plain.encode("utf-16"),
        "txt with a mark": plain.encode("utf-8-sig"),
        "txt from Windows": f"“{plain}”".replace("\n", "\r\n").encode("cp1252"),
        "md": _markdown(article).encode(),
        "html": page(article).encode(),
        "jsonl": json.dumps(row).encode(),
        "csv": _table(row).encode(),
        "parquet": _parquet(row),
        "eml": message(article).as_bytes(),
        "mbox": _mailbox(article, folder),
        "zip": packed({"article.txt": plain.encode()}, folder),
        "docx by python-docx": word_file(article),
    }


def by_office(article: Article, folder: Path) -> dict[str, bytes]:
    """The formats that LibreOffice writes, from a Word file."""
    if shutil.which(OFFICE) is None:
        pytest.skip("LibreOffice (libreoffice-writer-nogui) is not installed")
    source = folder / "article.docx"
    source.write_bytes(word_file(article))
    made = {kind: _converted(source, kind, folder) for kind in ("odt", "rtf", "pdf")}
    made["docx"] = _converted(folder / "odt" / "article.odt", "docx", folder)
    return {f"{kind} by LibreOffice": data for kind, data in made.items()}


def by_browser(article: Article, folder: Path) -> dict[str, bytes]:
    """The formats that Chromium writes, from a web page."""
    program = shutil.which(CHROMIUM)
    if program is None:
        pytest.skip("Chromium is not installed")
    source = folder / "article.html"
    source.write_text(page(article), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(source.as_uri())
        saved = tab.context.new_cdp_session(tab).send("Page.captureSnapshot")["data"]
        made = {"pdf by Chromium": tab.pdf(), "mhtml by Chromium": saved.encode()}
        browser.close()
    return made


def word_file(article: Article) -> bytes:
    """A Word file with the title in the style Title."""
    document = docx.Document()
    document.add_paragraph(article.title, style="Title")
    for paragraph in article.text.split("\n\n"):
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page(article: Article) -> str:
    """A plain web page."""
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.text.split("\n\n"))
    title = html.escape(article.title)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )


def message(article: Article) -> EmailMessage:
    """An e-mail with the article as its text."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "desk@example.org", "editor@example.org"
    mail["Subject"] = article.title
    mail["Date"] = f"{article.published:%a, %d %b %Y} 08:30:00 +0400"
    mail.set_content(article.text)
    return mail


def packed(members: dict[str, bytes], folder: Path) -> bytes:
    """A zip by the program zip, or by Python where there is none."""
    target = folder / "articles.zip"
    target.unlink(missing_ok=True)
    for name, data in members.items():
        (folder / name).write_bytes(data)
    if shutil.which("zip"):
        subprocess.run(["zip", "-q", target.name, *members], cwd=folder, check=True)
    else:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in members:
                archive.write(folder / name, name)
    return target.read_bytes()


def _markdown(article: Article) -> str:
    facts = ("title", "publisher", "url", "published")
    lines = "".join(f'{fact}: "{asdict(article)[fact] or ""}"\n' for fact in facts)
    return f"---\n{lines}---\n{article.text}\n"


def _table(row: dict[str, str]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    writer.writerow(row)
    return buffer.getvalue()


def _parquet(row: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([row]), buffer)
    return buffer.getvalue()


def _mailbox(article: Article, folder: Path) -> bytes:
    path = folder / "export.mbox"
    box = mailbox.mbox(path)
    box.add(message(article))
    box.close()
    return path.read_bytes()


def _converted(source: Path, kind: str, folder: Path) -> bytes:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", kind]
    output = ["--outdir", str(folder / kind), str(source)]
    subprocess.run([*command, *output], check=True, capture_output=True, timeout=120)
    return (folder / kind / source.with_suffix(f".{kind}").name).read_bytes()
