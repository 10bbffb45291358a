"""Web pages in the shapes that newsrooms and offices publish, with what a reader must find.

The layouts are the templates in ``cases/pages``; the articles are the bundled briefs. The noise
stands in the templates, has numbers in it, and must not be read as article text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from extract.model import Article

NOISE = (
    "We use cookies to count 12,000 visitors",
    "Most read: 90,000 flee floods in the south",
    "Related: More than 3 million people left last year",
    "Subscribe for 5 dollars a month",
    "Reader4711: there were 200,000 of them, not fewer",
    "Copyright 2022, all rights reserved",
)
PUBLISHER = "The Example Courier"

_TEMPLATES = sorted((Path(__file__).parent / "cases" / "pages").glob("*.html"))
_REST = re.compile(r"\{\{rest:(?P<each>[^}]*)\}\}")


@dataclass(frozen=True)
class Page:
    """A page and the article that it was made from."""

    layout: str
    source: str
    article: Article
    states_origin: bool  # whether it says when, by whom and where it was published


def pages(articles: list[Article]) -> list[Page]:
    """Every layout, each with an article of its own."""
    return [_page(template, articles[i % len(articles)]) for i, template in enumerate(_TEMPLATES)]


def _page(template: Path, article: Article) -> Page:
    layout = template.read_text(encoding="utf-8")
    first, *rest = (html.escape(paragraph) for paragraph in article.text.split("\n\n"))
    source = _REST.sub(lambda m: "\n".join(m["each"].replace("·", each) for each in rest), layout)
    facts = {
        "first": first,
        "title": html.escape(article.title),
        "publisher": PUBLISHER,
        "url": html.escape(article.url or ""),
        "published": f"{article.published}",
        "published_long": f"{article.published:%d %B %Y}",
    }
    for fact, value in facts.items():
        source = source.replace("{{" + fact + "}}", value)
    return Page(template.stem, source, article, 'property="og:site_name"' in layout)
