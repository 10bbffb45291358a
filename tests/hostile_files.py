"""Files made to hurt: each a function that gives the bytes, for the tests and the fuzzing."""

from __future__ import annotations

import io
import zlib

import docx
from pypdf import PdfReader, PdfWriter

from tests.hostile_zips import ARTICLE, replaced_in_zip, zip_of

_WORDS = "Nearly 50,000 Russians have fled to neighbouring Georgia."


def word_file(paragraphs: list[str]) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def blank_pdf(pages: int) -> bytes:
    """A PDF of pages without text, as a scan is."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    return _written(writer)


def locked_pdf(password: str = "secret", data: bytes | None = None) -> bytes:
    """A PDF that opens with a password only; with an empty one it opens for reading."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data or blank_pdf(1))))
    writer.encrypt(password, "owner", algorithm="AES-256")
    return _written(writer)


def pdf_of(content: bytes, *, packed: bytes = b"") -> bytes:
    """A one-page PDF with this content stream; ``packed`` names the filter, if there is one."""
    filters = b"/Filter /" + packed if packed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    )


def pdf_bomb() -> bytes:
    """A PDF whose page unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    blanks = b" " * 1_000_000
    stream = b"".join(packer.compress(blanks) for _ in range(400)) + packer.flush()
    return pdf_of(stream, packed=b"FlateDecode")


def pdf_that_goes_in_circles() -> bytes:
    """A PDF whose page tree contains itself."""
    return pdf_of(b"BT /F 12 Tf (x) Tj ET").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def endless_pdf() -> bytes:
    """A PDF whose page draws a form that draws itself over and over."""
    return pdf_of(b"BT /F 12 Tf " + b"(Nearly 50,000 people) Tj 0 -12 Td " * 500_000 + b"ET")


def laughs() -> str:
    """The head of an XML file whose last entity unfolds to a thousand million words."""
    rows = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{rows}]>'


def laughing_page() -> bytes:
    """A web page with a billion laughs."""
    return f'<?xml version="1.0"?>{laughs()}<html><body><p>&l9;</p></body></html>'.encode()


def laughing_xml() -> bytes:
    """An XML file with a billion laughs."""
    return f'<?xml version="1.0"?>{laughs()}<lolz>&l9;</lolz>'.encode()


def laughing_word_file() -> bytes:
    """A Word file with a billion laughs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body>'
    xml = f'<?xml version="1.0"?>{laughs()}{body}</w:document>'
    return replaced_in_zip(word_file([_WORDS]), "word/document.xml", xml.encode())


def open_document(content: str) -> bytes:
    """An OpenDocument text with this content.xml."""
    return zip_of(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    )


def laughing_open_document() -> bytes:
    """An OpenDocument text with a billion laughs."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    return open_document(
        f'<?xml version="1.0"?>{laughs()}<o:document-content xmlns:o="{office}" xmlns:t="{text}">'
        "<o:body><o:text><t:p>&l9;</t:p></o:text></o:body></o:document-content>"
    )


def deep_page(tag: str = "div", depth: int = 100_000) -> bytes:
    """A web page of elements within elements."""
    return (f"<html><body>{f'<{tag}>' * depth}{_WORDS}{f'</{tag}>' * depth}</body></html>").encode()


def deep_word_file() -> bytes:
    """A Word file of tables within tables."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    start, end = "<w:tbl><w:tr><w:tc>" * 50_000, "</w:tc></w:tr></w:tbl>" * 50_000
    xml = f'<w:document xmlns:w="{space}"><w:body>{start}{end}</w:body></w:document>'
    return replaced_in_zip(word_file([_WORDS]), "word/document.xml", xml.encode())


def word_bomb() -> bytes:
    """A Word file whose body unpacks to 400 MB."""
    return replaced_in_zip(word_file([_WORDS]), "word/document.xml", b" " * 400_000_000)


def locked_word_file() -> bytes:
    """What Word writes when a file has a password: an OLE file with one encrypted stream."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(4_000)


def program() -> bytes:
    """A Windows program."""
    return b"MZ\x90\x00\x03\x00" + bytes(range(256)) * 40


def noise() -> bytes:
    """Bytes that are text in no encoding."""
    return bytes((i * 7919 + i // 3 * 31) % 256 or 1 for i in range(5_000))


def deep_rtf() -> bytes:
    """An RTF file of groups within groups."""
    return b"{\\rtf1 " + b"{" * 2_000_000 + b"}" * 2_000_000 + b"}"


def deep_mail() -> bytes:
    """A message in a message in a message, and so on."""
    head = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return head * 2_000 + ARTICLE.encode()


def deep_json() -> bytes:
    """A line of JSON Lines with lists within lists."""
    return b'{"id": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
