"""Whether decisions are whole numbers: the rule of the built-in teams, by words alone.

Explicit words win. Without them, things that are counted are whole and stuff that is measured
(tons, litres, hours, money) is not.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.kinds import Kind
from optimoot.formulation import Domain

_WHOLE: Final = re.compile(
    r"\b(integers?|whole numbers?|whole units?|indivisible|not be fractional|no fraction\w*|"
    r"cannot be divided|integral)\b"
)
_PARTS: Final = re.compile(
    r"\b(continuous\w*|fraction\w* (?:are|is) (?:allowed|possible|permitted)|can be fraction\w*|"
    r"may be fraction\w*|divisible|partial\w* allowed|linear program\w*|fractional)\b"
)
_STUFF: Final = re.compile(
    r"(?:\bper|\b(?:how (?:many|much)|amount of|tons? of|each|every)) "
    r"(ton|tonne|kilogram|kg|gram|pound|ounce|litre|liter|gallon|barrel|acre|hectare|hour|dollar|"
    r"metre|meter|mile|kilometer|cubic|square)s?\b|\btonnage\b|\b(?:how much of|amount of) each\b"
)


def domain_of(draft: Draft, kind: Kind) -> Domain:
    """The domain of decisions about a kind; what was taken is noted among the assumptions."""
    text = draft.case.lower
    things = kind.name or "the decisions"
    if _WHOLE.search(text):
        draft.assumptions.append("Decisions are whole numbers, as the text says.")
        return Domain.INTEGER
    found = _PARTS.search(text)
    if found:
        draft.assumptions.append(f"Divisible at will: {things}, by {found.group()!r}.")
        return Domain.CONTINUOUS
    found = _STUFF.search(text)
    if found:
        draft.assumptions.append(f"Divisible at will, being measured: {things}.")
        return Domain.CONTINUOUS
    draft.assumptions.append(f"Whole numbers, being counted: {things}.")
    return Domain.INTEGER
