"""Bounds on what is needed or at hand: "at most 2100 minutes of oven time", "a budget of $500"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.facts import Comparison, Limit, quantity
from optimoot.agents.builtin.mark_atoms import PERIODS
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import measure_of
from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.site import Found, Site
from optimoot.agents.builtin.supplies import is_left, is_to_spend, tells_capacity, tells_supply
from optimoot.agents.builtin.text import Token
from optimoot.agents.builtin.units import is_unit, unit_of
from optimoot.problem import Number, NumberKind

COUNTABLE: Final = (NumberKind.PLAIN, NumberKind.MONEY, NumberKind.COUNT_WORD)
_LINKS: Final = (Role.AND, Role.COMMA)

_HAVE: Final = frozenset(
    "available availability have has had stock budget capacity supply owns own possess remaining "
    "hand open opens operates operate operating only limited limit limits supplies stocks".split()
)
_NEED: Final = frozenset(
    "need needs must required requires require demand demands order orders contract goal target "
    "requirement requiring wants want requests ordered promised pledged booked owed".split()
)
_AUXILIARY: Final = frozenset("have has had".split())
_BARE: Final = frozenset("have has had own owns operate operates".split())
_DIVIDING: Final = frozenset("divide split allocate distribute share apportion".split())
_ONE_BY_ONE: Final = frozenset("each every either".split())
_NEAR: Final = 9


def read(site: Site) -> Found | None:
    """A comparison and a number, or a list of numbers each with its own measure."""
    if _tells_of_each(site):
        return None
    facts: list[Limit] = []
    place = site.at + 1
    while (number := _countable(site, place)) is not None:
        facts.append(_limit(site, site.marks[place], number))
        place += 1
        following = place
        while site.role(following) in _LINKS:
            following += 1
        if _countable(site, following) is None:
            break
        if following > place and site.before(following):
            break  # other words begin a statement of their own
        place = following
    return Found(tuple(facts), site.at, place) if facts else None


def _tells_of_each(site: Site) -> bool:
    """Whether "each day is spent at exactly one place" tells of each, and not of a total."""
    number = site.marks[site.at + 1].number if site.at + 1 < site.stop else None
    if number is None or number.text.lower() != "one" or site.comparison is not Comparison.EQUAL:
        return False
    before = site.clause.sentence.tokens[: site.marks[site.at].start]
    return any(token.text in _ONE_BY_ONE for token in before)


def _countable(site: Site, place: int) -> Number | None:
    number = site.marks[place].number if site.role(place) is Role.NUMBER else None
    return number if number is not None and number.kind in COUNTABLE else None


def _limit(site: Site, mark: Atom, number: Number) -> Limit:
    measure = measure_of(site.clause.sentence.tokens, mark, 0)
    counted = _counted(site) if not measure.unit or measure.unit == "unit" else ""
    if counted:
        measure = replace(measure, unit=counted)
    amount = quantity(number)
    return Limit(
        measure,
        site.comparison,
        amount,
        site.sentence,
        site.strict,
        total=_total(site),
        counted=bool(counted),
        shared=_shares(site.clause, site.marks[site.start : site.at]),
        named=site.items_before(),
    )


def _shares(clause: Clause, marks: Sequence[Atom]) -> bool:
    """Whether "each machine" or "both machines" is what the limit is told of."""
    return any(
        mark.role is Role.EACH or clause.sentence.tokens[mark.start].text == "both"
        for mark in marks
    )


def _counted(site: Site) -> str:
    """The noun of "the number of *vehicles* … is limited to 50"; empty where none is counted."""
    start = site.marks[site.start - 1].end if site.start else 0
    tokens = site.clause.sentence.tokens
    for place in range(start, site.marks[site.at].start - 2):
        if tokens[place].text != "number" or tokens[place + 1].text != "of":
            continue
        end = place + 2
        while end < len(tokens) and is_content(tokens, end):
            end += 1
        return tokens[end - 1].stem if end > place + 2 else ""
    return ""


def _total(site: Site) -> bool:
    marks = list(site.marks[site.start : site.at])
    for mark in site.marks[site.at + 1 : site.stop]:
        if mark.role is Role.COMMA:
            break
        marks.append(mark)
    return any(mark.role in (Role.SUM, Role.ALL) for mark in marks)


def unstated(clause: Clause, mark: Atom, last: Limit | None = None) -> Limit | None:
    """A limit that no comparison word states: "has 3000 kWh available", "must move 80 cows".

    Args:
        clause: The sentence.
        mark: The number in it.
        last: The limit just before it in a list, whose direction it shares.
    """
    if mark.number is None or mark.number.kind not in COUNTABLE:
        return None
    told = implied(clause.sentence.tokens, mark)
    comparison = last.comparison if last is not None and told is None else told
    if comparison is None:
        return None
    measure = measure_of(clause.sentence.tokens, mark, 0)
    if measure.unit in ("", "unit") and is_to_spend(clause.sentence.tokens[mark.end :]):
        measure = replace(measure, unit="$", money=True, words=measure.words | {"cost"})
    return Limit(
        measure,
        comparison,
        quantity(mark.number),
        clause.sentence.index,
        explicit=False,
        total=any(atom.role in (Role.SUM, Role.ALL) for atom in clause.atoms),
        shared=_shares(clause, [atom for atom in clause.marks if atom.start < mark.start]),
        handled=tells_capacity(clause.sentence.tokens[max(0, mark.start - _NEAR) : mark.start]),
        presumed=comparison is Comparison.AT_MOST and _is_presumed(clause.sentence.tokens, mark),
    )


def _is_rate(before: Sequence[str]) -> bool:
    """Whether "each", "every" or "either" tells that a figure holds for one thing."""
    pairs = pairwise([*before, ""])
    return any(word in _ONE_BY_ONE and following not in PERIODS for word, following in pairs)


def _is_duty(tokens: Sequence[Token], place: int) -> bool:
    """Whether "must be" or "have to be" follows a figure: "500 square metres have to be laid"."""
    ahead = [token.text for token in tokens[place : place + _NEAR]]
    ends = (p for p, text in enumerate(ahead) if text in lexicon.CONJUNCTIONS or text in ",:")
    ahead = ahead[: next(ends, len(ahead))]
    return any(
        word == "must" or (word in ("have", "has", "need", "needs") and following == "to")
        for word, following in pairwise([*ahead, ""])
    )


def _is_presumed(tokens: Sequence[Token], mark: Atom) -> bool:
    """Whether nothing but "has" or "there are" speaks of a supply."""
    near = tokens[max(0, mark.start - _NEAR) : mark.end + 2 * _NEAR]
    return not {token.text for token in near} & (_HAVE - _BARE)


def _without_auxiliaries(words: Sequence[str]) -> list[str]:
    """Words without the "have" of "have ordered", which says nothing of what there is."""
    return [
        word
        for word, following in pairwise([*words, ""])
        if not (word in _AUXILIARY and following.endswith("ed"))
    ]


def implied(tokens: Sequence[Token], mark: Atom) -> Comparison | None:
    """What the words around a number say without comparing: a supply, or a demand."""
    before = [token.text for token in tokens[max(0, mark.start - _NEAR) : mark.start]]
    after = {token.text for token in tokens[mark.end : mark.end + _NEAR]}
    rest = {token.text for token in tokens[mark.end : mark.end + 2 * _NEAR]}
    if _is_rate(before):
        return None  # "a barrel of either needs 2 hours"
    supplied = tells_supply(tokens[max(0, mark.start - _NEAR) : mark.start])
    if supplied or is_left(tokens[mark.end :]):
        return Comparison.AT_MOST
    if before[-1:] in (["on"], ["from"]) and is_unit(unit_of(tokens[mark.end : mark.end + 2])[0]):
        return Comparison.AT_MOST
    if {"inventory", "stock"} & set(before[-3:]) or _DIVIDING & set(before[-2:]):
        return Comparison.AT_MOST
    if "available" in rest or "available" in before or "budget" in before:
        return Comparison.AT_MOST
    if _is_duty(tokens, mark.end):
        return Comparison.AT_LEAST
    if "there" in before[-4:] or before[-2:] in (["total", "of"], ["out", "of"]):
        return Comparison.AT_MOST
    later = [token.text for token in tokens[mark.end : mark.end + 2 * _NEAR]]
    if ["can", "be"] in [later[place : place + 2] for place in range(len(later))]:
        return Comparison.AT_MOST  # "210 kg of beans can be bought"
    telling = _without_auxiliaries(before)
    nearest = next((word for word in reversed(telling) if word in _HAVE | _NEED), None)
    if nearest is not None:
        return Comparison.AT_MOST if nearest in _HAVE else Comparison.AT_LEAST
    if after & _NEED:
        return Comparison.AT_LEAST
    return Comparison.AT_MOST if after & _HAVE else None
