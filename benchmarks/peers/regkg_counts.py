"""gdelt-regkg's counts as GDELT labels them, geotext for the places."""

import adapter
import geotext_places
from gdelt_regkg.fields.counts import analyze_counts
from rules import Number

_LABELS = ("REFUGEE", "DISPLAC", "EVACUAT", "MIGRA", "MOVEMENT", "AFFECT")


def numbers(text: str) -> list[Number]:
    """The counts of a text whose label speaks of people on the move."""
    found = {
        mention.start: Number(mention.start, mention.end, mention.number, mention.number)
        for mention in analyze_counts(text).mentions
        if any(label in mention.count_type for label in _LABELS)
    }
    return list(found.values())  # GDELT gives a count once for each of its labels


if __name__ == "__main__":
    adapter.main(numbers, geotext_places.find)
