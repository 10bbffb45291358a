"""Whence's engine: news text in, sourced migration figures out."""

from extract.errors import BrokenTable, UnreadableArticle, WhenceError
from extract.explaining import explain
from extract.model import Article, Extraction, Figure, Rejected
from extract.pipeline import extract_figures
from extract.readers import read_article, read_articles

__all__ = [
    "ENGINE_VERSION",
    "Article",
    "BrokenTable",
    "Extraction",
    "Figure",
    "Rejected",
    "UnreadableArticle",
    "WhenceError",
    "explain",
    "extract_figures",
    "find_figures",
    "read_article",
    "read_articles",
]

ENGINE_VERSION = "1.0.0"


def find_figures(article: Article) -> list[Figure]:
    """The figures of an article in reading order, title first."""
    return list(extract_figures(article).figures)
