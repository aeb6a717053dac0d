"""People of several kinds who are carried alike: "must move 400 pupils and 30 adults"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.lexicon import CAPACITY, PEOPLE, is_people
from optimoot.agents.matching.spot import Spot
from optimoot.problem import NumberKind

_SUMMED: Final = 1.5
"""What it adds to an affinity that a limit counts people, and a column room for people."""


def summed_people(clause: Clause, spots: Sequence[Spot], words: Mapping[str, int]) -> list[Spot]:
    """Figures of people that nothing else tells apart become one.

    Args:
        clause: The sentence.
        spots: Its figures.
        words: How often each stem occurs in the text.
    """
    found: list[Spot] = []
    for spot in spots:
        last = found[-1] if found else None
        if last is not None and _adds(clause, last, spot, words):
            found[-1] = replace(last, plus=(*last.plus, spot.number))
        else:
            found.append(spot)
    return found


def _adds(clause: Clause, first: Spot, second: Spot, words: Mapping[str, int]) -> bool:
    """Whether two figures count people of kinds that the text names just here."""
    if first.unit == second.unit or first.counted or second.counted:
        return False
    kinds = {first.number.kind, second.number.kind}
    if kinds != {NumberKind.PLAIN} or not PEOPLE & {first.unit, second.unit}:
        return False
    if not all(is_people(s.unit) and words[s.unit] == 1 for s in (first, second)):
        return False
    if second.comparison is not None and second.comparison is not first.comparison:
        return False
    start = first.place + 1 + 2 * len(first.plus)
    between = [token.text for token in clause.sentence.tokens[start : second.place]]
    return 1 < len(between) <= _GAP and between[-1] in ("and", ",") and between.count("and") <= 1


def room(spot: Spot, nouns: frozenset[str], verbs: frozenset[str]) -> float:
    """What speaks for a limit on people being one of a column that tells of room for people.

    Args:
        spot: The limit.
        nouns: What the column measures.
        verbs: Stems of the verbs before its figures.
    """
    if not is_people(spot.unit) or spot.unit in nouns:
        return 0.0
    return _SUMMED if nouns & PEOPLE or verbs & CAPACITY else 0.0


_GAP: Final = 4
"""Tokens between figures of people at most: "400 (young pupils and) 30 adults"."""
