"""Readings with two decisions for each item: rates and limits find the activity that they mean.

What was read speaks of items. Where the text decides on two things for each item, every figure is
told for one of them or for their product, and its own words say for which.
"""

from __future__ import annotations

from dataclasses import replace

from optimoot.agents.builtin.activities import Activities
from optimoot.agents.builtin.clauses import paired
from optimoot.agents.builtin.clauses.boosts import Boost
from optimoot.agents.builtin.clauses.paired import Paired
from optimoot.agents.builtin.facts import (
    Comparison,
    Limit,
    Linear,
    Quantity,
    Rate,
    Relation,
    Term,
    quantity,
)
from optimoot.agents.builtin.interpretation import Interpretation
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import make_measure, words_of
from optimoot.agents.builtin.text import Token
from optimoot.problem import NumberKind

_EACHES = frozenset("per each every".split())


def settle(reading: Interpretation) -> None:
    """Give the reading its activities; `unsettled` tells what found none."""
    if reading.boosts:
        _invest(reading)
        return
    found = paired.find(reading.clauses)
    if found is not None:
        _pair(reading, found)


# ---------------------------------------------------------------------------- investments


def _invest(reading: Interpretation) -> None:
    """Sums of money that raise rates: one for each item, or one for all."""
    boosts = reading.boosts
    size = len(reading.cast.items)
    told = tuple(boost.item for boost in boosts)
    shared = told == (None,) and not _for_each(reading)
    owners: tuple[int | None, ...] = (None,) if shared else tuple(range(size))
    if None in told and len(told) > 1:
        reading.unsettled.append("what every figure about an investment is told of")
        return
    if None not in told:
        owners = tuple(sorted({item for item in told if item is not None}))
    reading.activities = Activities.invested(reading.cast, owners, "investment")
    for boost in boosts:
        for item in range(size) if boost.item is None else (boost.item,):
            product = size + len(owners) + item
            reading.boosted.append(Rate(product, boost.amount, boost.measure, boost.sentence))
            if boost.amount.factor < 0.0:
                _keep_above_zero(reading, boost, item, reading.activities.products[product][-1])


def _keep_above_zero(reading: Interpretation, boost: Boost, item: int, decision: int) -> None:
    """What money lowers never falls below zero: the sum put into it is bounded."""
    words = boost.measure.words
    bases = [
        rate
        for rate in reading.rates
        if rate.item == item and rate.measure.words & words and rate.measure.money
    ]
    if len(bases) != 1:
        reading.unsettled.append("how far a rate may be lowered")
        return
    fall = Linear((Term(boost.amount.scaled(-1.0), decision),))
    whole = Linear.constant(bases[0].quantity)
    reading.relations.append(Relation(fall, Comparison.AT_MOST, whole, boost.sentence, "reduction"))


def _for_each(reading: Interpretation) -> bool:
    """Whether the text decides on an investment for each item."""
    for clause in reading.clauses:
        tokens = clause.sentence.tokens
        for place, token in enumerate(tokens):
            if token.stem == "invest" and _EACHES & {t.text for t in tokens[place : place + 9]}:
                return True
    return False


# ---------------------------------------------------------------------------- pairs


def _pair(reading: Interpretation, found: Paired) -> None:
    """So many outer things for each item, each with so many inner ones."""
    size = len(reading.cast.items)
    reading.activities = Activities.factored(reading.cast, found.outer[1], found.inner[1])
    _read_multiples(reading, found)
    reading.rates = [_rate(reading, rate, found, size) for rate in reading.rates]
    reading.relations = [_relation(reading, told, found, size) for told in reading.relations]
    limits: list[Limit] = []
    for limit in reading.limits:
        form = _counted(limit, found, size)
        if form is None:
            limits.append(limit)
            continue
        if _per(reading.clauses[limit.sentence].sentence.tokens, found.outer[0]):
            for item in range(size):
                inner = Linear.of(2 * size + item)
                reading.relations.append(_bounds(limit, inner))
            continue
        reading.relations.append(_bounds(limit, form))
    reading.limits = limits
    own = {rate.item // size for rate in reading.rates}
    if not own & {0, 2}:
        reading.unsettled.append(f"what depends on the number of {found.inner[1]}")


def _bounds(limit: Limit, form: Linear) -> Relation:
    amount = Linear.constant(limit.amount)
    return Relation(form, limit.comparison, amount, limit.sentence, "total", limit.strict)


def _counted(limit: Limit, found: Paired, size: int) -> Linear | None:
    """All outer things, or all inner ones, where a limit counts them."""
    if limit.measure.money:
        return None
    words = limit.measure.all_words | limit.measure.noun
    if found.inner[0] in words:
        return Linear.total(tuple(range(size)))
    if found.outer[0] in words:
        return Linear.total(tuple(range(size, 2 * size)))
    return None


def _rate(reading: Interpretation, rate: Rate, found: Paired, size: int) -> Rate:
    """A rate with the activity that it is told for."""
    tokens = reading.clauses[rate.sentence].sentence.tokens
    bases = {*rate.measure.all_words, *reading.bases}
    if found.inner[0] in _behind(tokens, rate.quantity, 6) and _is_multiple(rate.quantity):
        return rate
    if _per(tokens, found.inner[0]) or found.inner[0] in bases:
        return rate
    if _per(tokens, found.outer[0]) or found.outer[0] in bases:
        return replace(rate, item=rate.item + size)
    reading.unsettled.append(f"whether {rate.quantity.value:g} is told per {found.inner[1]}")
    return rate


def _relation(reading: Interpretation, told: Relation, found: Paired, size: int) -> Relation:
    """A bound with the activity that it bounds; others are not understood."""
    tokens = reading.clauses[told.sentence].sentence.tokens
    if told.right.items or len(told.left.items) != 1:
        reading.unsettled.append("how a comparison of items is meant")
        return told
    amount = told.right.terms[0].quantity if told.right.terms else told.left.terms[0].quantity
    stems = {token.stem for token in tokens}
    if found.outer[0] in _behind(tokens, amount, 2):
        shift = size
    elif found.inner[0] in stems and _per(tokens, found.outer[0]):
        shift = 2 * size
    elif found.inner[0] in stems:
        shift = 0
    elif found.outer[0] in stems:
        shift = size
    else:
        reading.unsettled.append("which of the two decisions a bound is for")
        return told
    terms = tuple(
        Term(term.quantity, term.item + shift if term.item is not None else None)
        for term in told.left.terms
    )
    return replace(told, left=Linear(terms))


def _behind(tokens: tuple[Token, ...], amount: Quantity, reach: int) -> frozenset[str]:
    """Stems of the few tokens behind a figure."""
    own = {number.id for number in amount.numbers}
    places = [p for p, t in enumerate(tokens) if t.number is not None and t.number.id in own]
    return frozenset(t.stem for p in places for t in tokens[p + 1 : p + 1 + reach])


def _is_multiple(amount: Quantity) -> bool:
    return any(number.kind is NumberKind.MULTIPLE for number in amount.numbers)


def _per(tokens: tuple[Token, ...], noun: str) -> bool:
    """Whether something is told "per" or for "each" of a noun, or "a" noun is what has it."""
    for place, token in enumerate(tokens[:-1]):
        near = [other.stem for other in tokens[place + 1 : place + 5]]
        if token.text in _EACHES and noun in near:
            return True
        if token.text in ("a", "an") and noun in near[:3]:
            return True
    return False


def _read_multiples(reading: Interpretation, found: Paired) -> None:
    """Read "the benefit of a club is 12 times the number of helpers per club"."""
    kept = []
    for clause, mark in reading.leftover:
        tokens = clause.sentence.tokens
        after = {token.stem for token in tokens[mark.end : mark.end + 8]}
        items = {i for atom in clause.marks if atom.role is Role.ITEM for i in atom.items}
        multiple = mark.number is not None and mark.number.kind is NumberKind.MULTIPLE
        if mark.number is None or not multiple or found.inner[0] not in after or len(items) != 1:
            kept.append((clause, mark))
            continue
        words = words_of(tokens[: mark.start]) - reading.own_words
        measure = make_measure("", words)
        reading.rates.append(
            Rate(min(items), quantity(mark.number), measure, clause.sentence.index)
        )
        reading.use((mark.number,))
    reading.leftover = kept
