"""An archive of made-up articles for benchmarks; nothing of it is anyone's report."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from archive import Archive
from archive.database import writing
from archive.model import Given
from archive.projection import rows_for
from archive.rows import figure_ids, figure_row, given_json, text_hash
from archive.tables import articles, decisions, figures, shown, texts, words
from extract.model import Accuracy, Basis, Category, Figure, Quantifier, Rate, Status, Unit
from extract.record import proof

FIGURES_AN_ARTICLE = 5
COUNTRIES = [
    "RUS",
    "UKR",
    "BLR",
    "ARM",
    "GEO",
    "KAZ",
    "TUR",
    "SRB",
    "DEU",
    "POL",
    "ISR",
    "KGZ",
    "UZB",
    "AZE",
    "IRN",
    "IND",
    "SYR",
    "AFG",
    "FIN",
    "MNG",
]
SPEAKERS = [
    f"{c} {who}" for c in COUNTRIES for who in ("Interior Ministry", "government", "police")
]
WORDS = [
    "people",
    "border",
    "crossed",
    "said",
    "officials",
    "week",
    "homes",
    "arrived",
    "since",
    "year",
    "war",
    "town",
    "families",
    "ministry",
    "according",
    "between",
    "many",
    "while",
    "others",
    "left",
    "region",
    "near",
    "northern",
    "capital",
    "shelter",
]


def article_rows(random_: random.Random, number: int) -> Iterator[dict[str, object]]:
    """One article's row, its text's row and its figures' rows."""
    published = date(2015, 1, 1) + timedelta(days=random_.randrange(4000))
    said = [" ".join(random_.choices(WORDS, k=22)) for _ in range(FIGURES_AN_ARTICLE)]
    counts = [random_.randrange(10, 900_000) for _ in said]
    sentences = [f"{c:,} {s}." for c, s in zip(counts, said, strict=True)]
    text = " ".join(sentences)
    name, publisher = f"article-{number}", f"Outlet {number % 400}"
    yield {
        "number": number,
        "id": name,
        "text_hash": text_hash(text),
        "title": f"{random_.choice(WORDS)} {name}",
        "publisher": publisher,
        "published": published,
        "url": f"https://example.org/{number}",
        "language": "en",
        "name": f"{name}.txt",
        "original_hash": None,
        "collection": "added",
        "carrier_of": None,
        "engine": "1",
        "added": datetime.now(UTC).replace(tzinfo=None),
        "removed": None,
        "as_read": given_json(Given()),
    }
    yield {"article_number": number, "text": text, "pages": [], "signature": b""}
    found = []
    for count, sentence in zip(counts, sentences, strict=True):
        start, surface = text.index(sentence), f"{count:,}"
        category = random_.choice(list(Category))
        end_date = published - timedelta(days=random_.randrange(60))
        found.append(
            Figure(
                name,
                surface,
                count,
                count,
                count,
                random_.choice([Quantifier.EXACT, Quantifier.APPROXIMATELY]),
                Unit.PERSON,
                category,
                category.measure,
                Rate.TOTAL,
                Status.REPORTED,
                random_.choice(COUNTRIES),
                random_.choice(COUNTRIES),
                Basis.STATED,
                Basis.STATED,
                end_date - timedelta(days=20),
                end_date,
                Accuracy.DAY,
                random_.choice(SPEAKERS),
                publisher,
                published,
                None,
                None,
                sentence,
                start,
                start + len(sentence),
                start,
                start + len(surface),
                False,
                "benchmark",
                random_.random(),
            )
        )
    for i, (id_, figure) in enumerate(zip(figure_ids(found), found, strict=True)):
        shared = {"id": id_, "article_number": number, "engine": "1", "lost": False}
        key = {"number": number * FIGURES_AN_ARTICLE + i}
        narrow, searched = rows_for(
            figure,
            key["number"],
            article_number=number,
            collection="added",
            carried=False,
            decision="accepted" if i == 0 and number % 10 == 0 else "to_review",
            role="supporting",
        )
        yield key | shared | figure_row(figure) | proof(figure) | {"": (narrow, searched)}


def build(archive: Archive, number_of_articles: int) -> None:
    """Fills the archive with made-up articles, a thousand in a transaction."""
    random_ = random.Random(1)
    for first in range(1, number_of_articles + 1, 1000):
        batch = [list(article_rows(random_, n)) for n in range(first, first + 1000)]
        with writing(archive.engine) as connection:
            connection.execute(articles.insert(), [b[0] for b in batch])
            connection.execute(texts.insert(), [b[1] for b in batch])
            found = [row for b in batch for row in b[2:]]
            pairs = [row.pop("") for row in found]
            connection.execute(figures.insert(), found)
            connection.execute(shown.insert(), [narrow for narrow, _ in pairs])
            connection.execute(words.insert(), [searched for _, searched in pairs])
            decided = [
                {
                    "figure_id": row["id"],
                    "decision": "accepted",
                    "reason": None,
                    "role": "supporting",
                    "note": None,
                    "changes": {},
                    "version": 1,
                }
                for row, (narrow, _) in zip(found, pairs, strict=True)
                if narrow["decision"] == "accepted"
            ]
            connection.execute(decisions.insert(), decided)
