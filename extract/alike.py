"""Numbers of people without a word of migration, in reports on people who moved."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.scene import Counted

_HAS = frozenset(words("sense_words", "has"))
_PLAIN = frozenset(words("sense_words", "plain_people"))
_ANOTHER_SENSE = frozenset(words("sense_words", "another_sense"))
_LEAST = 100  # fewer are persons of the story


def like_those_before(counted: Counted) -> bool:
    """ "The mission tracked 1,210 households", "put it at 4,100": like those of the figure before.

    In reports on people who moved, of 62 such numbers of people 57 were of those who moved, and
    of 41 large numbers that stand alone 31.
    """
    phrase, words_here = counted.phrase, counted.scene.sketch.words
    noun = phrase.noun.word if phrase.noun else None
    plain = phrase.kind == "people" and not phrase.category and (noun is None or noun in _PLAIN)
    if not _HAS.isdisjoint(counted.words_before(1)):
        return False  # "the country has 2.6 million people"
    plain = plain or phrase.kind == "bare"
    return plain and counted.size >= _LEAST and _ANOTHER_SENSE.isdisjoint(words_here)
