"""The objective: "maximize profit", "what is the minimum total cost", "at the lowest cost"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.clauses.fraction import as_fraction
from optimoot.agents.builtin.facts import Goal, Linear
from optimoot.agents.builtin.linear import Expression
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import make_measure, words_of
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.superlatives import KEEPING, asks_for_best, kept_at, superlative
from optimoot.agents.builtin.text import Sentence, Token
from optimoot.agents.builtin.units import unit_of
from optimoot.formulation import Sense
from optimoot.number_words import MAGNITUDES

_STOPS = frozenset(
    ", ; : while whereas subject given if so that when assuming without whilst".split()
)
_NOT_LINEAR = frozenset(
    "ratio variance average mean product percentage proportion deviation area volume "
    "makespan latest earliest largest smallest".split()
)
"""Words of goals that are no sum over the items."""
_MAGNITUDES = frozenset(f"{name}s" for name in MAGNITUDES)
_RELATIVE = frozenset("which that who whose".split())
_OPENINGS = frozenset("to so that what which how if".split())
_MONEY_VERBS = frozenset(
    "make makes making bring brings get gets take takes gain gains earn earns".split()
)


def read(clauses: Sequence[Clause], everything: int) -> tuple[Goal, ...]:
    """Statements of an objective, the clearest first; those that name nothing come last."""
    by_verb, by_word = (
        [goal for clause in clauses for goal in _goals(clauses, clause, everything, verbs=verbs)]
        for verbs in (True, False)
    )
    found = (*by_verb, *by_word)
    if not found:
        return _untold(clauses)
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


def _untold(clauses: Sequence[Clause]) -> tuple[Goal, ...]:
    """The goals that a bare question may have: "How many of each should we make?".

    Which of them it is, if any, only the figures can tell: what is earned, or what is spent.
    """
    asked = next((clause for clause in clauses if _asks_for_plan(clause.sentence)), None)
    if asked is None:
        return ()
    told = ((Sense.MAXIMIZE, "profit"), (Sense.MINIMIZE, "cost"))
    return tuple(
        Goal(
            sense,
            replace(make_measure("", frozenset([word]), money=True), noun=frozenset([word])),
            asked.sentence.index,
            told=False,
        )
        for sense, word in told
    )


def _asks_for_plan(sentence: Sentence) -> bool:
    """Whether the sentence asks what is to be done."""
    texts = [token.text for token in sentence.tokens]
    if asks_for_best(sentence.tokens):
        return True
    if sentence.question and texts[:4] == ["how", "many", "of", "each"]:
        return True
    asks = sentence.question and texts[:1] and bool({"how", "what", "where", "which"} & set(texts))
    return bool(asks) and bool({"should", "shall", "do", "to"} & set(texts))


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
            told = as_fraction(clauses, goal, span) if verbs else _in_money(tokens, place, goal)
            goals.append(told)
    return goals


def _span(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """Where the words of a goal stand: behind its verb, or before "is to be minimized"."""
    end = _end(tokens, place + 1)
    if kept_at(tokens, place):
        opening = [p for p in range(place) if tokens[p].text in KEEPING]
        return (opening[-1] + 1 if opening else 0), place - 2  # "to keep the cost to a minimum"
    alone = not words_of(tokens[place + 1 : end])
    if alone and tokens[place].stem not in lexicon.GOAL_VERBS:
        opening = [p for p in range(place) if tokens[p].text in _OPENINGS]
        return _behind_asked(tokens, opening[-1] + 1 if opening else 0, place), place
    passive = place > 0 and tokens[place - 1].text in ("be", "being", "is", "are")
    if passive or alone:
        return 0, place
    return place + 1, end


def _behind_asked(tokens: Sequence[Token], start: int, place: int) -> int:
    """Where the words of a wish begin: "to earn the most", "how many of each keep the cost low"."""
    if not start or tokens[start - 1].text != "how":
        return start
    verbs = [p for p in range(start + 1, place) if is_verb(tokens, p) or tokens[p].text in KEEPING]
    return verbs[-1] + 1 if verbs else start


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
    magnitude = _magnitude(tokens)
    index = clause.sentence.index
    return Goal(sense, measure, index, items, count, linear, form, magnitude=magnitude)


def _magnitude(tokens: Sequence[Token]) -> float:
    """What "in thousands of dollars" asks an answer to be told in; 1 where nothing is asked."""
    for before, token in pairwise(tokens):
        if before.text in ("in", "of", "(") and token.text in _MAGNITUDES:
            return float(MAGNITUDES[token.text[:-1]])
    return 1.0


def _in_money(tokens: Sequence[Token], place: int, goal: Goal) -> Goal:
    """The goal as profit or cost where money is all it speaks of: "to earn the most"."""
    words = goal.measure.words
    if goal.count or goal.items:
        return goal
    if goal.sense is Sense.MAXIMIZE:
        near = {token.text for token in tokens[max(0, place - 5) : place]}
        bare = not words and bool(near & _MONEY_VERBS)
        earned = bool(words) and words <= lexicon.EARNING
        meant = frozenset(["profit"]) if bare or earned else frozenset[str]()
    else:
        cheap = tokens[place].text.startswith("cheap")
        spent = bool(words) and words <= lexicon.SPENDING | lexicon.COST | lexicon.EARNING
        meant = frozenset(["cost"]) if cheap or spent else frozenset[str]()
    if not meant:
        return goal
    return replace(goal, measure=replace(make_measure("", meant, money=True), noun=meant))


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
    if not verbs:
        return superlative(tokens, place, question=question)
    if token.stem in lexicon.GOAL_VERBS:
        return Sense.MAXIMIZE if token.text.startswith("max") else Sense.MINIMIZE
    return None


def _end(tokens: Sequence[Token], place: int) -> int:
    while place < len(tokens) and tokens[place].text not in _STOPS:
        place += 1
    return place
