"""The objective: "maximize profit", "what is the minimum total cost", "at the lowest cost"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.clauses.fraction import as_fraction
from optimoot.agents.builtin.facts import Goal, Linear
from optimoot.agents.builtin.linear import Expression
from optimoot.agents.builtin.marks import Role, at_least_cost
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
    "ratio variance average mean product percentage proportion deviation area volume "
    "makespan latest earliest largest smallest".split()
)
"""Words of goals that are no sum over the items."""
_ASKING = frozenset("find determine calculate compute what".split())
_RELATIVE = frozenset("which that who whose".split())
_KEEPING = frozenset("keep keeping keeps hold holding".split())
_LITTLE = frozenset("low little small few cheap cheaply".split())
_MUCH = frozenset("high much many large great".split())


def read(clauses: Sequence[Clause], everything: int) -> tuple[Goal, ...]:
    """Statements of an objective, the clearest first; those that name nothing come last."""
    by_verb, by_word = (
        [goal for clause in clauses for goal in _goals(clauses, clause, everything, verbs=verbs)]
        for verbs in (True, False)
    )
    found = (*by_verb, *by_word)
    return (*(g for g in found if _names(g)), *(g for g in found if not _names(g)))


def of_some(clause: Clause, everything: int) -> bool:
    """Whether a goal names some of the items only: "maximize the profit of the desks"."""
    tokens = clause.sentence.tokens
    for place in range(len(tokens)):
        if _sense(tokens, place, verbs=True, question=clause.sentence.question) is None:
            continue
        start, end = _span(tokens, place)
        end = next((p for p in range(start, end) if tokens[p].text in _RELATIVE), end)
        named = {
            item
            for atom in clause.atoms
            if atom.role is Role.ITEM and start <= atom.start < end
            for item in atom.items
        }
        if named and len(named) < everything:
            return True
    return False


def _names(goal: Goal) -> bool:
    """Whether a goal says what is optimized."""
    return goal.form is not None or bool(goal.measure.words) or goal.count or bool(goal.items)


def _goals(
    clauses: Sequence[Clause], clause: Clause, everything: int, *, verbs: bool
) -> list[Goal]:
    tokens = clause.sentence.tokens
    goals = []
    for place in range(len(tokens)):
        sense = _sense(tokens, place, verbs=verbs, question=clause.sentence.question)
        if sense is not None:
            span = _span(tokens, place)
            goal = _goal(clause, sense, span, everything)
            goals.append(as_fraction(clauses, goal, span) if verbs else goal)
    return goals


def _span(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """Where the words of a goal stand: behind its verb, or before "is to be minimized"."""
    end = _end(tokens, place + 1)
    if _kept_at(tokens, place):
        opening = [p for p in range(place) if tokens[p].text in _KEEPING]
        return (opening[-1] + 1 if opening else 0), place - 2  # "to keep the cost to a minimum"
    if tokens[place].text in ("most", "least") and end == place + 1:
        opening = [p for p in range(place) if tokens[p].text == "to"]
        return (opening[-1] + 1 if opening else 0), place  # "to earn the most"
    passive = place > 0 and tokens[place - 1].text in ("be", "being", "is", "are")
    if passive or not words_of(tokens[place + 1 : end]):
        return 0, place
    return place + 1, end


def _goal(clause: Clause, sense: Sense, span: tuple[int, int], everything: int) -> Goal:
    tokens = clause.sentence.tokens
    start, end = span
    words = words_of(tokens[start:end])
    items = tuple(
        dict.fromkeys(
            item
            for atom in clause.atoms
            if atom.role is Role.ITEM and start <= atom.start < end
            for item in atom.items
        )
    )
    count = any(token.text in ("number", "many", "count") for token in tokens[start:end])
    unit = next((name for place in range(start, end) if (name := unit_of(tokens[place:])[0])), "")
    head = _head_words(tokens, start, end)
    money = bool((head or words) & (lexicon.COST | lexicon.GAIN))
    measure = make_measure("" if unit == "unit" else unit, words, money=money)
    measure = replace(measure, noun=head)
    linear = not any(token.text in _NOT_LINEAR for token in tokens[start:end])
    form = _form(clause, start, everything)
    return Goal(sense, measure, clause.sentence.index, items, count, linear, form)


def _form(clause: Clause, start: int, everything: int) -> Linear | None:
    """The expression that a goal states outright: "minimize 5x + 7y"."""
    marks = [mark for mark in clause.marks if mark.start >= start]
    for place, mark in enumerate(marks):
        if mark.role not in (Role.NUMBER, Role.ITEM, Role.OPEN):
            continue
        parser = Expression(marks, place, len(marks), everything=everything)
        form = parser.parse()
        joined = any(m.role in (Role.PLUS, Role.MINUS) for m in marks[place : parser.place])
        if form is None or not joined or len(form.items) < len(form.terms):
            continue
        if all(term.quantity.numbers or term.quantity.factor for term in form.terms):
            return form
    return None


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
    possible = [other.text for other in tokens[place + 1 : place + 5]]
    far = bool(place) and tokens[place - 1].text == "as" and "possible" in possible
    if far and token.text in _LITTLE | _MUCH:
        return Sense.MINIMIZE if token.text in _LITTLE else Sense.MAXIMIZE
    asked = question or any(other.text in _ASKING for other in tokens[max(0, place - 6) : place])
    kept = [t.text for t in tokens[max(0, place - 6) : place] if t.text in _KEEPING]
    if token.text in ("minimum", "maximum") and _kept_at(tokens, place) and kept:
        return Sense.MINIMIZE if token.text == "minimum" else Sense.MAXIMIZE
    superlative = token.text in ("lowest", "least", "cheapest", "fewest", "smallest", "minimum")
    before = tokens[place - 1].text if place else ""
    if token.text in ("most", "maximum") and before == "at":
        return None
    if token.text in ("maximum", "highest", "largest", "greatest", "most") and asked:
        return Sense.MAXIMIZE
    if token.text == "least" and before == "at":
        return Sense.MINIMIZE if at_least_cost(tokens, place - 1) else None
    if not superlative:
        return None
    return Sense.MINIMIZE if asked or token.text in ("lowest", "cheapest") else None


def _kept_at(tokens: Sequence[Token], place: int) -> bool:
    """Whether "to a" or "at a" stands before."""
    return [t.text for t in tokens[max(0, place - 2) : place]] in (["to", "a"], ["at", "a"])


def _end(tokens: Sequence[Token], place: int) -> int:
    while place < len(tokens) and tokens[place].text not in _STOPS:
        place += 1
    return place
