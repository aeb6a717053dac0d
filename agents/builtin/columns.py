"""Rates of different items that measure the same thing make a column.

"Each thin jar requires 50 minutes of shaping time … each stubby jar requires 30 minutes of shaping
time" is one column; so is "$5 per thin jar, $9 per stubby jar". Limits and goals speak of columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.facts import Linear, Measure, Rate, Term
from optimoot.agents.builtin.units import conversion, dimension, is_unit

MONEY_UNITS = frozenset(["dollar", "euro", "pound", "yuan"])
_SOLD = frozenset("sell sale sold".split())
"""Words with which a price is earned."""
_TIME_WORDS = frozenset("time durat hour minut".split())


@dataclass(frozen=True)
class Column:
    """Rates of one measure, at most one for each item.

    Attributes:
        measure: The unit of the first rate that has one, the words of all.
        items: The items that have a rate here.
    """

    rates: tuple[Rate, ...]
    measure: Measure
    items: frozenset[int]

    @staticmethod
    def of(rate: Rate) -> Column:
        """A column that begins with a rate."""
        return Column((rate,), rate.measure, frozenset([rate.item]))

    def joined(self, rates: Sequence[Rate]) -> Column:
        """The column with further rates."""
        measure = self.measure
        for rate in rates:
            measure = _both(measure, rate.measure)
        items = self.items | {rate.item for rate in rates}
        return Column((*self.rates, *rates), measure, items)

    def total(self, unit: str) -> Linear:
        """The measure's total over the items, in `unit` where that can be converted to."""
        terms = []
        for rate in sorted(self.rates, key=lambda rate: rate.item):
            factor = conversion(rate.measure.unit, unit) if is_unit(unit) else None
            terms.append(Term(rate.quantity.scaled(factor or 1.0), rate.item))
        return Linear(tuple(terms))


def _both(one: Measure, other: Measure) -> Measure:
    return Measure(
        one.unit or other.unit,
        one.words | other.words,
        one.money or other.money,
        one.tail | other.tail,
        one.noun | other.noun,
    )


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
            place = -max(scored)[1]
            columns[place] = columns[place].joined([rate])
        else:
            columns.append(Column.of(rate))
    return tuple(_merged(columns, spoken))


def _merged(columns: Sequence[Column], spoken: Sequence[Measure]) -> list[Column]:
    """Columns with what is left joined: "10 lengths of oak" for one, "24 lengths of wood" else."""
    everything = frozenset(item for column in columns for item in column.items)
    by_unit: dict[str, list[Column]] = {}
    for column in columns:
        by_unit.setdefault(column.measure.unit, []).append(column)
    kept = list(columns)
    for unit, pair in by_unit.items():
        if len(pair) != 2 or unit in ("", "unit", "$"):
            continue
        one, other = pair
        complementary = one.items | other.items == everything and not one.items & other.items
        if complementary and not _told_apart(one.measure, other.measure, spoken):
            kept[kept.index(one)] = one.joined(other.rates)
            kept.remove(other)
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
    spent = measure.money and bool(measure.words & lexicon.SPENDING)
    sold = bool(measure.words & _SOLD)
    costs = spent or bool(measure.words & (lexicon.COST - {"price"} if sold else lexicon.COST))
    return (1 if gains else 0) - (1 if costs else 0)


def comparable(one: Measure, other: Measure) -> bool:
    """Whether two measures can be of the same thing, by their units."""
    if one.money or other.money:
        return all(measure.money or can_be_money(measure) for measure in (one, other))
    if is_unit(one.unit) and is_unit(other.unit):
        return dimension(one.unit) == dimension(other.unit)
    if one.unit == other.unit or not one.unit or not other.unit:
        return True
    if is_unit(one.unit) or is_unit(other.unit):
        return "unit" in (one.unit, other.unit)
    if "unit" in (one.unit, other.unit):
        return True
    return one.unit in other.all_words or other.unit in one.all_words


def can_be_money(measure: Measure) -> bool:
    """Whether figures without a currency may be money: "costs 7 units", not "3 units of sand"."""
    if measure.money:
        return True
    told = measure.words & (lexicon.COST | lexicon.GAIN | lexicon.SPENDING)
    return measure.unit in ("", "unit") and (bool(told) or not measure.noun)


class Columns:
    """The columns of one interpretation, and how measures are matched with them."""

    def __init__(
        self, rates: Sequence[Rate], spoken: Sequence[Measure], boosted: Sequence[Rate] = ()
    ) -> None:
        """Make the columns.

        Args:
            rates: In the order of the text.
            spoken: Measures that limits and goals name.
            boosted: Rates of further activities, which go into the column that they speak of.
        """
        self.all = make_columns(rates, spoken)
        self._count()
        columns = list(self.all)
        for rate in boosted:
            place, _ = self.find(rate.measure)
            if place is not None:
                columns[place] = replace(columns[place], rates=(*columns[place].rates, rate))
        self.all = tuple(columns)

    def _count(self) -> None:
        self._words = [spoken_words(column.measure) for column in self.all]
        self._frequency = Counter(word for words in self._words for word in words)
        self.nouns = frozenset(column.measure.unit for column in self.all) - {"", "$", "unit"}
        self.measures_time = any(dimension(c.measure.unit) == "time" for c in self.all)

    def find(self, measure: Measure) -> tuple[int | None, float]:
        """The place of the column that a measure speaks of, and how clearly.

        Returns:
            None where there is none; the affinity, 1 or more being clear, and 0 where two columns
            fit equally well.
        """
        spoken = spoken_words(measure)
        alike = [_same_unit(measure, column.measure) for column in self.all]
        scores = [self._affinity(measure, spoken, place, alike) for place in range(len(self.all))]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is None or scores[best] <= 0:
            return None, 0.0
        tied = scores.count(scores[best]) > 1
        return best, 0.0 if tied else scores[best]

    def _affinity(
        self, measure: Measure, spoken: frozenset[str], place: int, alike: Sequence[bool]
    ) -> float:
        own = self.all[place].measure
        if not comparable(measure, own):
            return 0.0
        if (measure.money or own.money) and _opposed(measure, own):
            return 0.0
        if measure.noun and own.noun and not measure.noun & own.all_words:
            return 0.0
        shared = spoken & self._words[place]
        score = sum(1.0 / self._frequency[word] for word in sorted(shared))
        return score + (1.0 / sum(alike) if alike[place] else 0.0)


def spoken_words(measure: Measure) -> frozenset[str]:
    """The words of a measure with its counted noun and the class of its unit."""
    words = set(measure.all_words)
    if words & lexicon.COST or (measure.money and words & lexicon.SPENDING):
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
