"""What limits and goals speak of, as linear forms over the items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.columns import (
    MONEY_UNITS,
    Column,
    Columns,
    can_be_money,
    comparable,
    money_side,
    spoken_words,
)
from optimoot.agents.builtin.facts import Goal, Limit, Linear, Measure
from optimoot.agents.builtin.interpretation import Interpretation
from optimoot.agents.builtin.measures import verb_before
from optimoot.agents.builtin.units import dimension, is_unit
from optimoot.formulation import Sense
from optimoot.problem import NumberKind

_SINGLED_OUT = frozenset("type kind sort variety categori".split())
"""Words of limits on each kind, or on one kind, rather than on all together."""
_EARNING = frozenset("make get bring earn sell clear net".split())
"""Verbs, by stem, with which money comes in."""
_PRICES = frozenset("price sell sale revenu bring".split())
"""Words of what buyers pay, from which costs are yet to be taken."""
CLEAR = 0.3
"""Affinity from which a measure is taken to speak of a column."""


@dataclass(frozen=True)
class Resolved:
    """A linear form with the column that it came from.

    Attributes:
        form: The total over items, or their number.
        column: Place of the column among the columns; None where items are counted.
        doubt: What had to be assumed; empty if nothing.
        over: What the form is divided by; None where it is no ratio.
        also: Further columns that the same limit bounds, each by itself.
        further: Places of other columns that went into the form.
    """

    form: Linear
    column: int | None = None
    doubt: str = ""
    further: tuple[int, ...] = ()
    over: Linear | None = None
    also: tuple[Resolved, ...] = ()


class Resolver:
    """Resolves the measures of one interpretation."""

    def __init__(self, reading: Interpretation) -> None:
        self.reading = reading

    @cached_property
    def _found(self) -> Columns:
        spoken = [limit.measure for limit in self.reading.limits]
        spoken += [goal.measure for goal in self.reading.goals]
        return Columns(self.reading.rates, spoken, self.reading.boosted)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The rates in columns."""
        return self._found.all

    @cached_property
    def _counted(self) -> frozenset[str]:
        """Nouns that stand for items."""
        return self.reading.own_words | self.reading.bases

    @cached_property
    def everything(self) -> Linear:
        """The number of all items together."""
        return Linear.total(tuple(range(len(self.reading.cast.items))))

    @cached_property
    def limits(self) -> tuple[Resolved | None, ...]:
        """What each limit bounds, in the limit's unit; None where that is not clear."""
        found = list(self._stated_limits)
        open_limits = [
            place
            for place, resolved in enumerate(found)
            if resolved is None and not self.reading.limits[place].total
        ]
        silent = self._silent(found, goals=True)
        if len(silent) == 1 and len(open_limits) == 1:
            limit = self.reading.limits[open_limits[0]]
            if _can_stand_for(limit.measure, self.columns[silent[0]].measure):
                doubt = "a limit was matched with the only figures left"
                found[open_limits[0]] = self._of(silent[0], limit.measure.unit, doubt)
        self._alternate(found)
        for place, limit in enumerate(self.reading.limits):
            if limit.shared:
                found[place] = self._for_each(limit, found[place], self._silent(found, goals=True))
        return tuple(
            resolved or self._as_total(limit)
            for resolved, limit in zip(found, self.reading.limits, strict=True)
        )

    def _alternate(self, found: list[Resolved | None]) -> None:
        """Limits told in turn with what they bound: "The saw runs 9 hours; a bench needs 2"."""
        silent = [
            place
            for place in self._silent(found, goals=True)
            if len({rate.sentence for rate in self.columns[place].rates}) == 1
        ]
        silent.sort(key=lambda place: self.columns[place].rates[0].sentence)
        waiting = [
            place
            for place, limit in enumerate(self.reading.limits)
            if found[place] is None and is_unit(limit.measure.unit)
        ]
        if len(silent) != len(waiting) or len(silent) < 2:
            return
        pairs = list(zip(waiting, silent, strict=True))
        told = [
            sentence
            for limit, column in pairs
            for sentence in (
                self.reading.limits[limit].sentence,
                self.columns[column].rates[0].sentence,
            )
        ]
        if any(later != first + 1 for first, later in zip(told[::2], told[1::2], strict=True)):
            return
        for limit, column in pairs:
            measure = self.reading.limits[limit].measure
            if not comparable(measure, self.columns[column].measure):
                return
        for limit, column in pairs:
            doubt = "limits were matched with the figures told right behind them"
            found[limit] = self._of(column, self.reading.limits[limit].measure.unit, doubt)

    def _for_each(
        self, limit: Limit, resolved: Resolved | None, silent: Sequence[int]
    ) -> Resolved | None:
        """A limit on "each machine" for every column of its dimension that nothing else limits."""
        if not is_unit(limit.measure.unit):
            return resolved
        alike = [
            place
            for place in silent
            if dimension(self.columns[place].measure.unit) == dimension(limit.measure.unit)
        ]
        if resolved is None and len(alike) > 1:
            first, *alike = alike
            resolved = self._of(first, limit.measure.unit)
        if resolved is None or resolved.column is None or not alike:
            return resolved
        return replace(resolved, also=tuple(self._of(p, limit.measure.unit) for p in alike))

    def _silent(self, found: Sequence[Resolved | None], *, goals: bool) -> list[int]:
        """Columns that no limit speaks of, and no goal where `goals` is set."""
        told = [resolved for resolved in found if resolved is not None]
        spoken_of = {one.column for resolved in told for one in (resolved, *resolved.also)}
        if goals:
            named = [goal for goal in self.goals if goal is not None]
            spoken_of |= {place for goal in named for place in (goal.column, *goal.further)}
        return [place for place in range(len(self.columns)) if place not in spoken_of]

    @cached_property
    def _stated_limits(self) -> tuple[Resolved | None, ...]:
        """What each limit bounds by its own words alone."""
        return tuple(self._stated(limit) for limit in self.reading.limits)

    def _invested(self, limit: Limit) -> Resolved | None:
        """What is invested, with what else the limit's money is for; None for other limits."""
        into = frozenset[str]().union(*(boost.into for boost in self.reading.boosts))
        tokens = self.reading.clauses[limit.sentence].sentence.tokens
        if not limit.measure.money or not into & {token.stem for token in tokens}:
            return None
        form = Linear.total(self.reading.activities.sums)
        if not any(token.text in ("and", "both") for token in tokens):
            return Resolved(form)
        spent = [
            place
            for place, column in enumerate(self.columns)
            if column.measure.money and money_side(column.measure) < 0
        ]
        if len(spent) != 1:
            return None
        return Resolved(self.columns[spent[0]].total("").plus(form), spent[0])

    def _stated(self, limit: Limit) -> Resolved | None:
        measure = limit.measure
        invested = self._invested(limit)
        if invested is not None:
            return invested
        counted = limit.counted and measure.unit not in self._found.nouns
        if (counted or self._counts_items(measure)) and not self._of_one(measure):
            return Resolved(self.everything)
        place, score = self._found.find(measure)
        return None if place is None or score < CLEAR else self._of(place, measure.unit)

    def _of_one(self, measure: Measure) -> bool:
        """Whether a measure names one of the items, so that it can hardly mean all of them."""
        named = [bool(measure.noun & item.keys) for item in self.reading.cast.items]
        return any(named) and not all(named)

    def _as_total(self, limit: Limit) -> Resolved | None:
        noun = limit.measure.unit
        if limit.named or limit.measure.words & _SINGLED_OUT:
            return None
        if limit.explicit and noun not in ("", "unit", "$") and not is_unit(noun):
            doubt = f"{noun!r} was taken to stand for the items"
            return Resolved(self.everything, doubt=doubt)
        if limit.handled and noun not in ("", "unit", "$") and not is_unit(noun):
            doubt = f"{noun!r} was taken to stand for the items"
            return Resolved(self.everything, doubt=doubt)
        stated = limit.explicit or limit.measure.unit in ("unit", "")
        if stated and (limit.total or limit.measure.unit == "unit"):
            return Resolved(self.everything, doubt="a total was read as the number of all items")
        return None

    def _of(self, place: int, unit: str, doubt: str = "") -> Resolved:
        return Resolved(self.columns[place].total(unit), place, doubt)

    def _counts_items(self, measure: Measure) -> bool:
        """Whether a measure counts the items themselves rather than what they need or bring."""
        if measure.money and (self._counted & MONEY_UNITS or self._decides_on_money):
            return True
        nouns = self._found.nouns | {"", "$", "unit"}
        return measure.unit in self._counted and measure.unit not in nouns

    @cached_property
    def _decides_on_money(self) -> bool:
        """Whether amounts of money are what is decided on: only percentages are told of them."""
        yields = [rate.quantity.numbers for rate in self.reading.rates]
        percent = [n.kind is NumberKind.PERCENT for numbers in yields for n in numbers]
        return bool(percent) and all(percent)

    @cached_property
    def goals(self) -> tuple[Resolved | None, ...]:
        """What each goal optimizes; None where that is not clear."""
        return tuple(self._goal(goal) for goal in self.reading.goals)

    def _goal(self, goal: Goal) -> Resolved | None:
        if goal.form is not None:
            return Resolved(goal.form)
        if not goal.told:
            return self._untold(goal)
        if goal.over is not None:
            ratio = self._ratio(goal, goal.over)
            if ratio is not None or not goal.linear or self._is_measured(goal.over):
                return ratio
        if not goal.linear:
            return None
        net = self._net(goal)
        if net is not None:
            return net
        if goal.count and self._counts_own(goal):
            return Resolved(Linear.total(goal.items) if goal.items else self.everything)
        place = self._goal_column(goal)
        if place is not None and (not goal.count or self._named(goal, self.columns[place])):
            return self._of(place, "")
        if goal.count or (goal.items and not goal.measure.money):
            return Resolved(Linear.total(goal.items) if goal.items else self.everything)
        if "$time" in spoken_words(goal.measure) and not self._found.measures_time:
            return Resolved(self.everything, doubt="the time is taken to be what is decided on")
        return self._only_money(goal) or self._only_figures()

    def _untold(self, goal: Goal) -> Resolved | None:
        """The profit where all money but what is limited is earned, the cost where all is spent."""
        wanted = 1 if goal.sense is Sense.MAXIMIZE else -1
        silent = self._silent(self._stated_limits, goals=False)
        money = [place for place in silent if can_be_money(self.columns[place].measure)]
        if len(money) != 1 or self._money_flow(self.columns[money[0]]) != wanted:
            return None
        what = "greatest profit" if wanted > 0 else "least cost"
        return self._of(money[0], "", f"no objective is told; the {what} was taken")

    def _money_flow(self, column: Column) -> int:
        """+1 where a column's money comes in, -1 where it goes out, 0 where nothing tells."""
        side = money_side(column.measure)
        clauses = self.reading.clauses
        verbs = {verb_before(clauses[rate.sentence].sentence.tokens, rate) for rate in column.rates}
        return side or int(bool(verbs) and verbs <= _EARNING)

    def _only_money(self, goal: Goal) -> Resolved | None:
        """The one column of money that no limit speaks of, for a goal told in money."""
        wanted = 1 if goal.sense is Sense.MAXIMIZE else -1
        silent = self._silent(self._stated_limits, goals=False)
        money = [
            place
            for place in silent
            if can_be_money(self.columns[place].measure)
            and money_side(self.columns[place].measure) * wanted >= 0
        ]
        if not goal.measure.money or len(money) != 1:
            return None
        return self._of(money[0], "", "the only money told of is taken for the objective")

    def _ratio(self, goal: Goal, over: Measure) -> Resolved | None:
        """One total over another; a denominator that counts the items is their number."""
        above = self._net(goal)
        if above is None:
            place = self._goal_column(goal)
            if place is None and goal.measure.money:  # a "yield" may be one of milk
                place = self._goal_column(replace(goal, measure=replace(goal.measure, money=False)))
            above = self._of(place, "") if place is not None else None
        place, score = self._found.find(over)
        if above is None or (place is not None and place == above.column):
            return None
        if place is not None and score >= CLEAR:
            below = self.columns[place].total("")
            return replace(above, over=below, further=(*above.further, place))
        if not goal.linear and over.words & (self.reading.own_words | self.reading.bases):
            return replace(above, over=self.everything)
        return None

    def _is_measured(self, over: Measure) -> bool:
        """Whether figures are told of what a goal is told per, so that it is no plain sum."""
        place, score = self._found.find(over)
        return place is not None and score >= CLEAR

    def _net(self, goal: Goal) -> Resolved | None:
        """Profit from what is earned and what is spent, where the text tells no profit itself."""
        words = goal.measure.words
        if not words & lexicon.PROFIT:
            return None
        money = [place for place, column in enumerate(self.columns) if column.measure.money]
        if any(self.columns[place].measure.words & lexicon.PROFIT for place in money):
            return None
        bounded = {found.column for found in self._stated_limits if found is not None}
        earned = [p for p in money if money_side(self.columns[p].measure) > 0]
        spent = [p for p in money if money_side(self.columns[p].measure) < 0]
        if len(earned) != 1 or len(spent) != 1:
            return None
        if spent[0] in bounded and not self.columns[earned[0]].measure.words & _PRICES:
            return None
        form = self.columns[earned[0]].total("").minus(self.columns[spent[0]].total(""))
        doubt = "profit was taken for what is earned less what is spent"
        return Resolved(form, earned[0], doubt, (spent[0],))

    def _only_figures(self) -> Resolved | None:
        """The one column that can be the objective's: complete, and no limit's."""
        everything = len(self.reading.cast.items)
        complete = [i for i, column in enumerate(self.columns) if len(column.items) == everything]
        silent = self._silent(self._stated_limits, goals=False)
        for candidates in (complete, [place for place in silent if place in complete]):
            if len(candidates) == 1:
                doubt = "the only figures left for every item are taken for the objective's"
                return self._of(candidates[0], "", doubt)
        return None

    def _goal_column(self, goal: Goal) -> int | None:
        """The column that a goal names: by the noun that is optimized, else by all its words."""
        plain = replace(goal.measure, noun=frozenset())
        for measure in (replace(plain, words=goal.measure.noun), plain):
            place, score = self._found.find(measure)
            if place is not None and score >= CLEAR:
                return place
        return None

    def _named(self, goal: Goal, column: Column) -> bool:
        """Whether a goal that counts things counts those of the column."""
        noun = column.measure.unit
        return noun in goal.measure.all_words or not goal.measure.words

    def _counts_own(self, goal: Goal) -> bool:
        """Whether the goal counts items by name: "the number of *machines*"."""
        words = goal.measure.all_words
        if words & self._found.nouns - self.reading.own_words:
            return False
        return bool(words & self.reading.own_words) or bool(goal.items) or not words


def _can_stand_for(one: Measure, other: Measure) -> bool:
    """Whether two measures with different words may be the same: people and visitors."""
    if one.money != other.money or money_side(one) * money_side(other) < 0:
        return False
    return dimension(one.unit) == dimension(other.unit) or comparable(one, other)
