"""What limits, rates and goals are called: the text's own words, for names and meanings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.columns import Column
from optimoot.agents.builtin.facts import Goal, Limit, Measure
from optimoot.agents.builtin.text import Kind

_MOST_WORDS: Final = 3
_MONEY: Final = frozenset(["$", "dollar", "euro", "pound", "yuan"])


def limit_label(limit: Limit, column: Column | None, clauses: Iterable[Clause]) -> str:
    """What a limit bounds: the words that it shares with its rates, else its own."""
    own = limit.measure.all_words
    if column is None:
        return _spelled(own, clauses) or "total"
    theirs = column.measure
    shared = own & theirs.all_words
    return (
        _spelled(shared & (theirs.noun | theirs.tail), clauses)
        or _spelled(shared, clauses)
        or _spelled(theirs.noun or theirs.tail, clauses)
        or _spelled(own, clauses)
        or _unit_label(limit.measure)
    )


def column_label(column: Column, clauses: Iterable[Clause]) -> str:
    """What rates measure."""
    measure = column.measure
    told = _spelled(measure.noun, clauses) or unit_text(measure.unit, clauses)
    return told or _spelled(measure.words, clauses) or _unit_label(measure)


def goal_label(goal: Goal, clauses: Iterable[Clause]) -> str:
    """What a goal optimizes, in the words of its sentence."""
    words = goal.measure.noun or goal.measure.words
    fallback = "count" if goal.count else _unit_label(goal.measure)
    return _spelled(words, clauses) or fallback


def unit_text(unit: str, clauses: Iterable[Clause]) -> str:
    """A unit as the text writes it; empty where there is none worth telling."""
    if unit in _MONEY:
        return "dollars" if unit in ("$", "dollar") else f"{unit}s"
    if unit in ("", "unit"):
        return ""
    counted = _spelled(frozenset([unit]), clauses)
    return counted or (f"{unit}s" if len(unit) > 3 else unit)


def _unit_label(measure: Measure) -> str:
    if measure.money or measure.unit in _MONEY:
        return "money"
    return measure.unit if measure.unit not in ("", "unit") else "total"


def _spelled(stems: frozenset[str], clauses: Iterable[Clause]) -> str:
    """Words with these stems as the text first spells them side by side, in its order."""
    if not stems:
        return ""
    best: list[str] = []
    for clause in clauses:
        found: list[str] = []
        seen: set[str] = set()
        for token in clause.sentence.tokens:
            if token.kind is Kind.WORD and token.stem in stems and token.stem not in seen:
                seen.add(token.stem)
                found.append(token.text)
        if len(found) > len(best):
            best = found
    return " ".join(best[:_MOST_WORDS])
