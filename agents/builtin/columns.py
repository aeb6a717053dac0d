"""Rates of different items that measure the same thing make a column.

"Each thin jar requires 50 minutes of shaping time … each stubby jar requires 30 minutes of shaping
time" is one column; so is "$5 per thin jar, $9 per stubby jar". Limits and goals speak of columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.facts import Linear, Measure, Rate, Term
from optimoot.agents.builtin.units import conversion, dimension, is_unit

MONEY_UNITS = frozenset(["dollar", "euro", "pound", "yuan"])
_TIME_WORDS = frozenset("time durat hour minut".split())


@dataclass
class Column:
    """Rates of one measure, at most one for each item.

    Attributes:
        unit: Unit of the first rate; the others are converted to it.
    """

    rates: list[Rate] = field(default_factory=list)

    @property
    def measure(self) -> Measure:
        """Unit of the first rate, words of all."""
        words = frozenset[str]().union(*(rate.measure.words for rate in self.rates))
        tail = frozenset[str]().union(*(rate.measure.tail for rate in self.rates))
        first = self.rates[0].measure
        unit = next((rate.measure.unit for rate in self.rates if rate.measure.unit), first.unit)
        noun = frozenset[str]().union(*(rate.measure.noun for rate in self.rates))
        return Measure(unit, words, any(rate.measure.money for rate in self.rates), tail, noun)

    @property
    def items(self) -> frozenset[int]:
        """The items that have a rate here."""
        return frozenset(rate.item for rate in self.rates)

    def total(self, unit: str) -> Linear:
        """The measure's total over the items, in `unit` where that can be converted to."""
        terms = []
        for rate in sorted(self.rates, key=lambda rate: rate.item):
            factor = conversion(rate.measure.unit, unit) if is_unit(unit) else None
            terms.append(Term(rate.quantity.scaled(factor or 1.0), rate.item))
        return Linear(tuple(terms))


def make_columns(rates: Sequence[Rate], spoken: Sequence[Measure]) -> tuple[Column, ...]:
    """Rates grouped into columns.

    Args:
        rates: In the order of the text.
        spoken: Measures that limits and goals name; two rates that different limits tell apart
            ("goat meat", "chicken meat") stay apart.
    """
    columns: list[Column] = []
    for rate in rates:
        scored = [
            (score, -place)
            for place, column in enumerate(columns)
            if rate.item not in column.items
            and (score := _kinship(rate, column, spoken)) is not None
        ]
        if scored:
            columns[-max(scored)[1]].rates.append(rate)
        else:
            columns.append(Column([rate]))
    return tuple(_merged(columns, spoken))


def _merged(columns: Sequence[Column], spoken: Sequence[Measure]) -> list[Column]:
    """Columns with what is left joined: "10 lengths of oak" for one, "24 lengths of wood" else."""
    everything = {item for column in columns for item in column.items}
    kept = list(columns)
    for one in columns:
        partners = [
            other
            for other in kept
            if other is not one
            and other.items | one.items == everything
            and not other.items & one.items
            and one.measure.unit == other.measure.unit not in ("", "unit", "$")
            and not _told_apart(one.measure, other.measure, spoken)
        ]
        rivals = [c for c in kept if c.measure.unit == one.measure.unit]
        if one in kept and len(partners) == 1 and len(rivals) == 2:
            kept.remove(partners[0])
            one.rates.extend(partners[0].rates)
    return kept


def _kinship(rate: Rate, column: Column, spoken: Sequence[Measure]) -> float | None:
    """How well a rate fits a column; None where it does not."""
    one, other = rate.measure, column.measure
    if not comparable(one, other):
        return None
    shared = len(one.tail & other.tail)
    if one.tail and other.tail and not shared:
        return None
    if one.money and other.money and _opposed(one, other):
        return None
    if any(_told_apart(one, peer.measure, spoken) for peer in column.rates):
        return None
    same_unit = 1.0 if one.unit == other.unit else 0.0
    return 2.0 * shared + len(one.words & other.words) + same_unit


def _told_apart(one: Measure, other: Measure, spoken: Sequence[Measure]) -> bool:
    mine, theirs = one.tail - other.tail, other.tail - one.tail
    if not mine or not theirs:
        return False
    only_mine = any(m.all_words & mine and not m.all_words & theirs for m in spoken)
    only_theirs = any(m.all_words & theirs and not m.all_words & mine for m in spoken)
    return only_mine and only_theirs


def _opposed(one: Measure, other: Measure) -> bool:
    """Whether one is spent and the other earned."""
    return money_side(one) * money_side(other) < 0


def money_side(measure: Measure) -> int:
    """+1 for what is earned, -1 for what is spent, 0 where the words do not tell."""
    gains = bool(measure.words & lexicon.GAIN)
    costs = bool(measure.words & lexicon.COST)
    return (1 if gains else 0) - (1 if costs else 0)


def comparable(one: Measure, other: Measure) -> bool:
    """Whether two measures can be of the same thing, by their units."""
    if one.money or other.money:
        bare = ("", "unit")
        return (one.money and other.money) or one.unit in bare or other.unit in bare
    if is_unit(one.unit) and is_unit(other.unit):
        return dimension(one.unit) == dimension(other.unit)
    if one.unit == other.unit or not one.unit or not other.unit:
        return True
    if is_unit(one.unit) or is_unit(other.unit):
        return "unit" in (one.unit, other.unit)
    if "unit" in (one.unit, other.unit):
        return True
    return one.unit in other.all_words or other.unit in one.all_words


def find_column(measure: Measure, columns: Sequence[Column]) -> tuple[Column | None, float]:
    """The column that a measure speaks of, and how clearly: 0 not at all, 1 or more clearly."""
    best: Column | None = None
    scores = []
    for column in columns:
        score = _affinity(measure, column, columns)
        scores.append(score)
        if score > 0 and score >= max(scores):
            best = best if best is not None and scores.count(score) > 1 else column
    ordered = sorted(scores, reverse=True)
    if best is None:
        return None, 0.0
    margin = ordered[0] - (ordered[1] if len(ordered) > 1 else 0.0)
    return best, ordered[0] if margin > 1e-9 else 0.0


def _affinity(measure: Measure, column: Column, columns: Sequence[Column]) -> float:
    own = column.measure
    if not comparable(measure, own):
        return 0.0
    if (measure.money or own.money) and _opposed(measure, own):
        return 0.0
    score = 0.0
    words, theirs = spoken_words(measure), spoken_words(own)
    if measure.noun and own.noun and not measure.noun & own.all_words:
        return 0.0
    for word in words & theirs:
        score += 1.0 / sum(1 for other in columns if word in spoken_words(other.measure))
    if _same_unit(measure, own):
        score += 1.0 / sum(1 for other in columns if _same_unit(measure, other.measure))
    return score


def spoken_words(measure: Measure) -> frozenset[str]:
    """The words of a measure with its counted noun and the class of its unit."""
    words = set(measure.all_words)
    if words & lexicon.COST:
        words.add("$cost")
    if words & lexicon.GAIN:
        words.add("$gain")
    if words & _TIME_WORDS or dimension(measure.unit) == "time":
        words.add("$time")
    return frozenset(words)


def _same_unit(one: Measure, other: Measure) -> bool:
    if one.money or other.money:
        return one.money and other.money
    if "unit" in (one.unit, other.unit) or not one.unit or not other.unit:
        return False
    return one.unit == other.unit or (
        is_unit(one.unit) and dimension(one.unit) == dimension(other.unit)
    )
