"""Whether figures told in prose can be added up as they stand: one unit, one length of periods."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.told_periods import NOUN
from optimoot.agents.builtin.text import stem
from optimoot.agents.builtin.units import dimension, unit_of_stem

_MEASURED: Final = re.compile(r"(?:@[a-z]\d+|\b(?:per|an?|each|every|in|of)|/) (?=([a-z]+)\b)")
_MARKED: Final = re.compile(r"@[nr]\d+ ([a-z]+)\b")
_TIMES: Final = re.compile(
    rf"(?:\b(?:per|an?|each|every|any|one|single|same) |/ ?)({NOUN})s?\b(?! (?:labou?r|overtime))"
)
_ADVERBS: Final = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
_SCALED: Final = re.compile(r"\b(?:hundreds?|thousands?|dozens?|scores? of|millions?)\b")


def has_mixed_units(texts: Sequence[str]) -> bool:
    """Whether sentences with marks tell one dimension in two units, or figures by the hundred."""
    found = defaultdict(set)
    for text in texts:
        for match in _MEASURED.finditer(text):
            unit = unit_of_stem(stem(match.group(1)))
            if unit and dimension(unit) != "time":
                found[dimension(unit)].add(unit)
    return any(len(units) > 1 for units in found.values()) or any(
        _SCALED.search(text) for text in texts
    )


def is_measured(texts: Sequence[str]) -> bool:
    """Whether some figure is told in a unit of stuff: "@n0 tonnes", "@n1 MWh"."""
    found = (unit_of_stem(stem(m.group(1))) for text in texts for m in _MARKED.finditer(text))
    return any(unit and dimension(unit) != "time" for unit in found)


def period_nouns(texts: Sequence[str]) -> frozenset[str]:
    """The lengths of time that figures are told for: "a month", "weekly"; "period" counts not."""
    nouns = {match.group(1) for text in texts for match in _TIMES.finditer(text)}
    words = {word for text in texts for word in re.findall(r"\b[a-z]+ly\b|\bannual\b", text)}
    nouns |= {_ADVERBS[word] for word in words if word in _ADVERBS}
    return frozenset(nouns - {"period"})
