"""Broken files by the thousand: what real files become when bytes in them change.

    python -m tests.fuzz 600 1      # seconds, seed; says how many were tried, survived, lost

A file is lost when reading it raises anything, takes longer than its limit, or breaks the
process that parses. The tests run a few of each format; a long run is for whoever changes a
reader or a library behind one.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from extract.errors import UnreadableArticle
from extract.model import Article
from extract.readers import Limits, read_article, read_articles
from tests import hostile_files, producers

LIMITS = Limits(seconds=10.0)
BRIEFS = Path(__file__).parent.parent / "data" / "articles"
_TOKENS = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\r\n\r\n",
        b"{",
        b"}",
        b"[",
        b'"',
        b"\\",
    ),
    *(
        b"<",
        b"<!--",
        b"<![CDATA[",
        b"&#x0;",
        b"&x;",
        b"PK\x03\x04",
        b"%PDF-",
        b"endobj",
        b"stream\n",
    ),
    *(b"/Kids [1 0 R]", b"/Length 99999999", b"/Filter /LZWDecode", b"/Prev 0", b"\\bin99999999 "),
    *(
        b"\\u9999999999",
        b"=?utf-8?q?=FF?=",
        b"Content-Type: multipart/mixed\n\n",
        b"From a Mon 2022\n",
    ),
)


def seeds() -> dict[str, bytes]:
    """A sound file of every format, by name."""
    brief = BRIEFS / "2022-09-07-rferl-residence-requests.md"
    article = read_article(brief.read_bytes(), brief.name)
    with tempfile.TemporaryDirectory() as folder:
        made = producers.by_hand(article, Path(folder))
    mail = producers.message(article)
    mail.add_attachment(made["docx by python-docx"], maintype="application", subtype="x")
    content = b"BT /F 12 Tf 50 700 Td (Nearly 50,000 people came to Georgia.) Tj ET"
    text = article.text.encode("ascii", "replace").replace(b"\n\n", b"\\par\n")
    return made | {
        "eml with a file": mail.as_bytes(),
        "pdf": hostile_files.pdf_of(content),
        "pdf, locked": hostile_files.locked_pdf("", hostile_files.pdf_of(content)),
        "odt": hostile_files.open_document(_CONTENT.format(text=article.text)),
        "rtf": b"{\\rtf1\\ansi{\\fonttbl\\f0 Arial;}{\\info{\\title A}}\\f0 " + text + b"\\par}",
    }


_CONTENT = (
    '<?xml version="1.0"?><o:document-content'
    ' xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<o:body><o:text><t:h>A title</t:h><t:p>{text}<t:s t:c="3"/></t:p></o:text></o:body>'
    "</o:document-content>"
)


def mutated(data: bytes, chance: Random) -> bytes:
    """The file with one to eight changes: bytes turned, cut, doubled, moved or put in."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        a, b = sorted((chance.randrange(len(broken) + 1), chance.randrange(len(broken) + 1)))
        near = min(b, a + chance.choice((1, 4, 64, 1024)))
        match chance.randrange(7):
            case 0:
                broken[a:near] = chance.randbytes(near - a)
            case 1:
                broken[a:near] = b""
            case 2:
                del broken[b:]
            case 3:
                broken[a:a] = broken[a:near] * chance.choice((1, 2, 50))
            case 4:
                broken[a:a] = chance.choice(_TOKENS) * chance.choice((1, 1, 3, 500))
            case 5:
                broken[a:near] = bytes(byte ^ 1 << chance.randrange(8) for byte in broken[a:near])
            case 6:
                broken[a:near], broken[b : b + near - a] = broken[b : b + near - a], broken[a:near]
    return bytes(broken)


def outcome(data: bytes, name: str) -> str:
    """What reading the file ends in: "read", the refusal's kind, or "LOST: ..."."""
    start = time.monotonic()
    try:
        found = list(read_articles(data, name, LIMITS))
    except Exception as error:  # that nothing raises is what is tried here
        return f"LOST: {type(error).__name__}: {error}"
    if time.monotonic() - start > LIMITS.seconds + 5:
        return "LOST: too slow"
    reasons = [each.reason for each in found if isinstance(each, UnreadableArticle)]
    if any("takes longer" in reason or "breaks the" in reason for reason in reasons):
        return f"LOST: {reasons}"
    assert found
    return "read" if any(isinstance(each, Article) for each in found) else reasons[0]


def main(seconds: float, seed: int) -> int:
    """Tries until the time is up; the number of files lost."""
    chance = Random(seed)
    files = list(seeds().items())
    end = time.monotonic() + seconds
    tried: Counter[str] = Counter()
    read = lost = 0
    while time.monotonic() < end:
        name, data = chance.choice(files)
        broken = mutated(data, chance)
        result = outcome(broken, name)
        tried[name] += 1
        read += result == "read"
        if result.startswith("LOST"):
            lost += 1
            kept = Path(tempfile.gettempdir()) / f"lost-{name.replace(' ', '-')}-{lost}"
            kept.write_bytes(broken)
            print(f"{result[:200]}  {kept}")
    total = sum(tried.values())
    print(f"tried {total:,}, survived {total - lost:,} ({read:,} still read), lost {lost:,}")
    print(", ".join(f"{name} {count:,}" for name, count in sorted(tried.items())))
    return lost


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])) > 0)
