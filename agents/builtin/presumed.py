"""Limits that only a reader's own guess made limits: what the words do not tell them to be.

A figure that stands without a comparison may be a limit ("there are 60 hours"), and it may be
something else that was taken for one ("a deposit of 10 cents is charged"). It shows in the model:
such a limit repeats another on the very same sum, opposes it, or bounds the goal where that does no
harm; and in the words: it is told for one of the decisions, not for all of them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.figures import asks, goes_one_each
from optimoot.agents.builtin.known import Known
from optimoot.agents.builtin.marks import Role, mark_at
from optimoot.agents.builtin.phrases import content_run, is_content, is_verb
from optimoot.agents.builtin.remainders import Evidence, Remainder
from optimoot.agents.builtin.text import Sentence, Token
from optimoot.agents.builtin.units import unit_of
from optimoot.formulation import Formulation, Sense

_RELATION: Final = re.compile(r"<=|>=|==")
_TERM: Final = re.compile(r"\+| - ")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_ONE_OF: Final = frozenset("a an per each every the".split())
_DEFINITE: Final = frozenset("the these those them its our their".split())
_CLAIMING: Final = frozenset("on against".split())
"""Words behind a noun that make the things behind them what it is about: "a claim on 15 lamps"."""
_PACKED: Final = frozenset("in by as".split())
"""Words before a plural that tell how things come: "in tubs of 3"."""
_AGAIN: Final = "told again"
_HARMLESS: Final = {Sense.MINIMIZE: ">=", Sense.MAXIMIZE: "<="}

Form = frozenset[tuple[str, tuple[str, ...]]]
"""A sum: each decision with the ids of the Numbers that it is multiplied by."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A Number that bounds a sum."""

    form: Form
    relation: str
    number: str


def limits_of(formulation: Formulation) -> tuple[Limit, ...]:
    """The limits of a Formulation without indices, in their order."""
    numbers = {
        p.name: tuple(n for entry in p.entries for n in entry.numbers)
        for p in formulation.parameters
    }
    variables = frozenset(v.name for v in formulation.variables)
    found = []
    for constraint in formulation.constraints:
        sides = _RELATION.split(constraint.expression)
        relation = _RELATION.search(constraint.expression)
        if len(sides) != 2 or relation is None or "[" in constraint.expression:
            continue
        right = _NAME.findall(sides[1])
        if len(right) == 1 and right[0] not in variables and len(numbers.get(right[0], ())) == 1:
            form = _form(sides[0], numbers, variables)
            found.append(Limit(form, relation.group(), numbers[right[0]][0]))
    return tuple(found)


def bounding_numbers(formulation: Formulation) -> frozenset[str]:
    """Ids of the Numbers that bound numbers of things, of one decision or of several."""
    limits = limits_of(formulation)
    return frozenset(t.number for t in limits if not any(cited for _, cited in t.form))


def _form(text: str, numbers: Mapping[str, tuple[str, ...]], variables: frozenset[str]) -> Form:
    terms = []
    for term in _TERM.split(text):
        names = _NAME.findall(term)
        decisions = [name for name in names if name in variables]
        cited = tuple(n for name in names if name not in variables for n in numbers.get(name, ()))
        terms += [(name, cited) for name in decisions]
    return frozenset(terms)


def presumptions(formulation: Formulation) -> dict[str, str]:
    """Ids of the Numbers whose limits only make sense as guesses, with what is odd about each.

    Of several limits on one sum each is odd; which of them was told outright, its words tell.
    """
    objective = formulation.objective
    if objective is None:
        return {}
    limits = limits_of(formulation)
    same = Counter(limit.form for limit in limits)
    numbers = {
        p.name: tuple(n for entry in p.entries for n in entry.numbers)
        for p in formulation.parameters
    }
    again = _told_again(formulation, limits)
    variables = frozenset(v.name for v in formulation.variables)
    goal = _form(objective.expression, numbers, variables)
    odd = {}
    for limit in limits:
        if (
            limit.form == goal
            and any(cited for _, cited in goal)
            and limit.relation == _HARMLESS[objective.sense]
        ):
            odd[limit.number] = "goal"
        elif limit.number in again:
            odd[limit.number] = _AGAIN
        elif same[limit.form] > 1 and len(limit.form) > 1:
            odd[limit.number] = "same sum"
        elif all(not cited for _, cited in limit.form) and len(limit.form) > 1:
            odd[limit.number] = "count"
    return odd


def _told_again(formulation: Formulation, limits: Sequence[Limit]) -> frozenset[str]:
    """Ids of Numbers that bound one decision on the same side as another figure does.

    "At most 40 bagels … 50 bagels at most": one of them takes the other back.
    """
    values = {n: e.value for p in formulation.parameters for e in p.entries for n in e.numbers}
    told: dict[tuple[Form, str], set[str]] = {}
    for limit in limits:
        plain = len(limit.form) == 1 and not any(cited for _, cited in limit.form)
        if plain and values.get(limit.number):  # a bound of 0 may be told beside any other
            told.setdefault((limit.form, limit.relation), set()).add(limit.number)
    differing = (ids for ids in told.values() if len({values[number] for number in ids}) > 1)
    return frozenset(number for ids in differing for number in ids)


def presumed(sentence: Sentence, odd: Mapping[str, str], known: Known) -> Iterator[Remainder]:
    """Limits of a sentence that were guessed, and for which the model or the words speak ill."""
    tokens = sentence.tokens
    places = [place for place, token in enumerate(tokens) if token.number is not None]
    for order, place in enumerate(places):
        number = tokens[place].number
        if number is None or not known.limits[number.id]:
            continue
        start = places[order - 1] + 1 if order else 0
        stop = places[order + 1] if order + 1 < len(places) else len(tokens)
        compared = any(_compares(tokens, at) for at in range(start, stop))
        earlier = tokens[places[order - 1]].number if order else None
        coordinated = earlier is not None and known.limits[earlier.id] > 0
        if not compared and _is_part(tokens, place, known):
            yield Remainder(Evidence.REFERENT, f"part: {number.text}", sentence.quote)
            continue
        if known.limits[number.id] == 1 and _for_any(tokens, place, known):
            yield Remainder(Evidence.REFERENT, f"for any: {number.text}", sentence.quote)
            continue
        if odd.get(number.id) == "count" and goes_one_each(tokens, place, known):
            continue
        if odd.get(number.id) == "count" and not coordinated:
            continue
        guessed = not compared and not asks(sentence)
        if number.id in odd and (guessed or odd[number.id] == _AGAIN):
            yield Remainder(Evidence.PRESUMED, f"{odd[number.id]}: {number.text}", sentence.quote)
        elif not compared and _for_one(tokens[place + 1 : place + 4], known):
            yield Remainder(Evidence.PRESUMED, f"one: {number.text}", sentence.quote)


def _is_part(tokens: tuple[Token, ...], place: int, known: Known) -> bool:
    """Whether a figure tells a part, a size or a claim: "of the hours …", "in tubs of 3".

    A claim is one on the things that are decided on: "oats on 300 acres" is none.
    """
    if len(tokens) > 1 and tokens[0].text == "of" and tokens[1].text in _DEFINITE:
        return True
    if place < 2 or not is_content(tokens, place - 2) or is_verb(tokens, place - 2):
        return False
    led, noun = tokens[place - 1].text, tokens[place - 2].text
    several = noun.endswith("s") and not noun.endswith("ss")
    if led == "of" and several and tokens[place - 3].text in _PACKED:
        return True
    run = content_run(tokens, place + 1)
    named = any(token.stem in known.items for token in run) and not unit_of(run)[0]
    return led in _CLAIMING and named


def _for_any(tokens: tuple[Token, ...], place: int, known: Known) -> bool:
    """Whether a limit holds for any one of a decision: "2 leaflets for any poster"."""
    end = place + 1 + len(content_run(tokens, place + 1))
    led = [token.text for token in tokens[end : end + 2]]
    behind = {token.stem for token in content_run(tokens, end + 2)} & known.items
    return led == ["for", "any"] and bool(behind)


def _compares(tokens: tuple[Token, ...], place: int) -> bool:
    found = mark_at(tokens, place)
    return found is not None and found[0].role is Role.COMPARE


def _for_one(after: tuple[Token, ...], known: Known) -> bool:
    """Whether a figure is told for one of the decisions: "$9 a keg", "$700 by the course"."""
    return any(
        one.text in _ONE_OF and noun.stem in known.items for one, noun in itertools.pairwise(after)
    )
