"""What limits and goals speak of, as linear forms over the items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from optimoot.agents.builtin.columns import (
    MONEY_UNITS,
    Column,
    comparable,
    find_column,
    make_columns,
    money_side,
    spoken_words,
)
from optimoot.agents.builtin.facts import Goal, Limit, Linear, Measure
from optimoot.agents.builtin.interpretation import Interpretation
from optimoot.agents.builtin.units import dimension, is_unit

CLEAR = 0.3
"""Affinity from which a measure is taken to speak of a column."""


@dataclass(frozen=True)
class Resolved:
    """A linear form with the column that it came from.

    Attributes:
        form: The total over items, or their number.
        column: Place of the column among the columns; None where items are counted.
        doubt: What had to be assumed; empty if nothing.
    """

    form: Linear
    column: int | None = None
    doubt: str = ""


class Resolver:
    """Resolves the measures of one interpretation."""

    def __init__(self, reading: Interpretation) -> None:
        self.reading = reading

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The rates in columns."""
        spoken = [limit.measure for limit in self.reading.limits]
        spoken += [goal.measure for goal in self.reading.goals]
        return make_columns(self.reading.rates, spoken)

    @cached_property
    def everything(self) -> Linear:
        """The number of all items together."""
        return Linear.total(tuple(range(len(self.reading.cast.items))))

    @cached_property
    def limits(self) -> tuple[Resolved | None, ...]:
        """What each limit bounds, in the limit's unit; None where that is not clear."""
        found = [self._stated(limit) for limit in self.reading.limits]
        open_limits = [
            place
            for place, resolved in enumerate(found)
            if resolved is None and not self.reading.limits[place].total
        ]
        silent = self._silent(found, goals=True)
        if len(silent) == 1 and len(open_limits) == 1:
            limit = self.reading.limits[open_limits[0]]
            column = self.columns[silent[0]]
            if _can_stand_for(limit.measure, column.measure):
                doubt = "a limit was matched with the only figures left"
                found[open_limits[0]] = self._of_column(column, limit.measure.unit, doubt)
        return tuple(
            resolved or self._as_total(limit)
            for resolved, limit in zip(found, self.reading.limits, strict=True)
        )

    def _silent(self, found: Sequence[Resolved | None], *, goals: bool) -> list[int]:
        """Columns that no limit speaks of, and no goal where `goals` is set."""
        spoken_of = {resolved.column for resolved in found if resolved is not None}
        if goals:
            named = (self.goal(goal) for goal in self.reading.goals)
            spoken_of |= {resolved.column for resolved in named if resolved is not None}
        return [place for place in range(len(self.columns)) if place not in spoken_of]

    def _stated(self, limit: Limit) -> Resolved | None:
        measure = limit.measure
        nouns = {column.measure.unit for column in self.columns}
        if self._counts_items(measure) or (limit.counted and measure.unit not in nouns):
            return Resolved(self.everything)
        column, score = find_column(measure, self.columns)
        if column is None or score < CLEAR:
            return None
        return self._of_column(column, measure.unit)

    def _as_total(self, limit: Limit) -> Resolved | None:
        noun = limit.measure.unit
        if limit.explicit and noun not in ("", "unit", "$") and not is_unit(noun):
            doubt = f"{noun!r} was taken to stand for the items"
            return Resolved(self.everything, doubt=doubt)
        stated = limit.explicit or limit.measure.unit in ("unit", "")
        if stated and (limit.total or limit.measure.unit in ("unit", "")):
            return Resolved(self.everything, doubt="a total was read as the number of all items")
        return None

    def _of_column(self, column: Column, unit: str, doubt: str = "") -> Resolved:
        place = next(i for i, other in enumerate(self.columns) if other is column)
        return Resolved(column.total(unit), place, doubt)

    def _counts_items(self, measure: Measure) -> bool:
        """Whether a measure counts the items themselves rather than what they need or bring."""
        counted = self.reading.own_words | self.reading.bases
        if measure.money and counted & MONEY_UNITS:
            return True
        nouns = {column.measure.unit for column in self.columns}
        return measure.unit in counted and measure.unit not in nouns | {"", "$", "unit"}

    def goal(self, goal: Goal) -> Resolved | None:
        """What a goal optimizes; None where that is not clear."""
        if not goal.linear:
            return None
        complete = [c for c in self.columns if len(c.items) == len(self.reading.cast.items)]
        if goal.count and self._counts_own(goal):
            return Resolved(Linear.total(goal.items) if goal.items else self.everything)
        column = self._goal_column(goal)
        if column is not None and (not goal.count or self._named(goal, column)):
            return self._of_column(column, "")
        if goal.count or (goal.items and not goal.measure.money):
            return Resolved(Linear.total(goal.items) if goal.items else self.everything)
        if "$time" in spoken_words(goal.measure) and not any(
            dimension(c.measure.unit) == "time" for c in self.columns
        ):
            return Resolved(self.everything, doubt="the time is taken to be what is decided on")
        stated = [self._stated(limit) for limit in self.reading.limits]
        silent = [self.columns[place] for place in self._silent(stated, goals=False)]
        for candidates in (complete, [column for column in silent if column in complete]):
            if len(candidates) == 1:
                doubt = "the only figures left for every item are taken for the objective's"
                return self._of_column(candidates[0], "", doubt)
        return None

    def _goal_column(self, goal: Goal) -> Column | None:
        """The column that a goal names: by the noun that is optimized, else by all its words."""
        plain = replace(goal.measure, noun=frozenset())
        for measure in (replace(plain, words=goal.measure.noun), plain):
            column, score = find_column(measure, self.columns)
            if column is not None and score >= CLEAR:
                return column
        return None

    def _named(self, goal: Goal, column: Column) -> bool:
        """Whether a goal that counts things counts those of the column."""
        noun = column.measure.unit
        return noun in goal.measure.all_words or not goal.measure.words

    def _counts_own(self, goal: Goal) -> bool:
        """Whether the goal counts items by name: "the number of *machines*"."""
        nouns = {column.measure.unit for column in self.columns} - {"", "$", "unit"}
        words = goal.measure.all_words
        if words & nouns - self.reading.own_words:
            return False
        return bool(words & self.reading.own_words) or bool(goal.items) or not words


def _can_stand_for(one: Measure, other: Measure) -> bool:
    """Whether two measures with different words may be the same: people and visitors."""
    if one.money != other.money or money_side(one) * money_side(other) < 0:
        return False
    return dimension(one.unit) == dimension(other.unit) or comparable(one, other)
