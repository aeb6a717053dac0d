"""The objective: "maximize profit", "what is the minimum total cost", "at the lowest cost"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.facts import Goal
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import make_measure, words_of
from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.tagging import Clause
from optimoot.agents.builtin.text import Token
from optimoot.agents.builtin.units import unit_of
from optimoot.formulation import Sense

_STOPS = frozenset(
    ", ; : while whereas subject given if so that when assuming without whilst".split()
)


_NOT_LINEAR = frozenset(
    "ratio variance risk average mean product percentage proportion deviation area volume "
    "makespan latest earliest largest smallest".split()
)
"""Words of goals that are no sum over the items."""
_ASKING = frozenset("find determine calculate compute what".split())


def read(clauses: Sequence[Clause]) -> tuple[Goal, ...]:
    """Statements of an objective, the clearest first."""
    by_verb = [goal for clause in clauses for goal in _goals(clause, verbs=True)]
    by_adjective = [goal for clause in clauses for goal in _goals(clause, verbs=False)]
    return (*by_verb, *by_adjective)


def _goals(clause: Clause, *, verbs: bool) -> list[Goal]:
    tokens = clause.sentence.tokens
    goals = []
    for place, token in enumerate(tokens):
        sense = _sense(tokens, place, verbs=verbs, question=clause.sentence.question)
        if sense is None:
            continue
        end = _end(tokens, place + 1)
        words = words_of(tokens[place + 1 : end])
        items = tuple(
            dict.fromkeys(
                item
                for atom in clause.atoms
                if atom.role is Role.ITEM and place < atom.start < end
                for item in atom.items
            )
        )
        count = any(token.text in ("number", "many", "count") for token in tokens[place:end])
        unit = next(
            (name for offset in range(place + 1, end) if (name := unit_of(tokens[offset:])[0])), ""
        )
        money = bool(words & (lexicon.COST | lexicon.GAIN))
        measure = make_measure("" if unit == "unit" else unit, words, money=money)
        measure = replace(measure, noun=_head_words(tokens, place + 1, end))
        linear = not any(other.text in _NOT_LINEAR for other in tokens[place:end])
        if words or count or items:
            goals.append(Goal(sense, measure, clause.sentence.index, items, count, linear))
        del token
    return goals


def _head_words(tokens: Sequence[Token], start: int, end: int) -> frozenset[str]:
    """Words of the noun phrase that is optimized, its "of" phrase included, no purposes."""
    stop = start
    while stop < end and (
        is_content(tokens, stop)
        or tokens[stop].text in lexicon.ARTICLES
        or tokens[stop].text in lexicon.DETERMINERS
        or tokens[stop].text == "of"
    ):
        stop += 1
    return words_of(tokens[start:stop])


def _sense(tokens: Sequence[Token], place: int, *, verbs: bool, question: bool) -> Sense | None:
    token = tokens[place]
    if verbs:
        if token.stem in lexicon.GOAL_VERBS:
            return Sense.MAXIMIZE if token.text.startswith("max") else Sense.MINIMIZE
        return None
    asked = question or any(other.text in _ASKING for other in tokens[max(0, place - 6) : place])
    superlative = token.text in ("lowest", "least", "cheapest", "fewest", "smallest", "minimum")
    if token.text in ("maximum", "highest", "largest", "greatest", "most") and asked:
        return Sense.MAXIMIZE
    if not superlative or (token.text == "least" and place and tokens[place - 1].text == "at"):
        return None
    return Sense.MINIMIZE if asked or token.text in ("lowest", "cheapest") else None


def _end(tokens: Sequence[Token], place: int) -> int:
    while place < len(tokens) and tokens[place].text not in _STOPS:
        place += 1
    return place
