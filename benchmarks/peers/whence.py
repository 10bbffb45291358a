"""Our own engine behind the same adapter, run by the Python of this project."""

import adapter

from extract import extract_figures
from extract.readers import exchange
from extract.readers.finish import finish
from extract.readers.limits import DEFAULT
from extract.record import row


def rows(article: dict[str, object]) -> list[dict[str, object]]:
    """The figures of an article in the exchange format."""
    read = finish(exchange.draft(article, "articles.jsonl", ""), "articles.jsonl", DEFAULT)
    return [row(figure) for figure in extract_figures(read).figures]


if __name__ == "__main__":
    adapter.run(rows)
