"""What the figures of a table mean: rates of the items, bounds on them, and limits of totals.

Where the rows name the items, each column is one measure; where the columns do, each row is. A head
such as "maximum demand" makes its column bounds; a row or column beside the items such as
"available" or "minimum required" holds the limit of each measure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.clauses import boosts
from optimoot.agents.builtin.clauses.boosts import Boost
from optimoot.agents.builtin.facts import (
    Comparison,
    Limit,
    Linear,
    Measure,
    Quantity,
    Rate,
    Relation,
    quantity,
)
from optimoot.agents.builtin.grids import Cell, Grid, margin
from optimoot.agents.builtin.mark_atoms import PERIODS
from optimoot.agents.builtin.measures import make_measure, words_of
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import Sentence, Token, stem
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import Number, NumberKind

_MONEY: Final = re.compile(r"[$€£¥]|\b(?:usd|eur|dollars?|euros?)\b", re.IGNORECASE)
_PER: Final = frozenset(["per", "each", "every", "/", "a", "an"])
_BRACKETS: Final = frozenset("([")
_COUNTING: Final = frozenset(
    stem(word)
    for word in (
        "demand order orders sales production output quantity amount number unit units piece "
        "pieces limit level market count minimum maximum min max least most weekly daily monthly "
        "possible allowed required per day week month sold sell produced produce made"
    ).split()
)
"""Words of a head that bounds how much there may be of each item, beside those for the items."""


@dataclass(frozen=True)
class GridFacts:
    """What a table says.

    Attributes:
        boosts: Rates that money raises: "increase in profit per $100 invested".
        bases: What its heads state their figures for: the acre of "labor (hours per acre)".
    """

    rates: tuple[Rate, ...] = ()
    relations: tuple[Relation, ...] = ()
    limits: tuple[Limit, ...] = ()
    boosts: tuple[Boost, ...] = ()
    bases: frozenset[str] = frozenset()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Ids of the Numbers that it cites, each as often as it does."""
        told = [rate.quantity for rate in self.rates] + [limit.amount for limit in self.limits]
        own = [number for amount in told for number in amount.numbers]
        own += [number for relation in self.relations for number in relation.numbers]
        own += [number for boost in self.boosts for number in boost.amount.numbers]
        steps = dict.fromkeys(boost.step.id for boost in self.boosts)
        return (*(number.id for number in own), *steps)


@dataclass(frozen=True)
class _Line:
    """One measure: its label, and the cell of each item or margin."""

    label: Cell
    cells: tuple[tuple[int | Comparison, Cell], ...]


def read_grid(grid: Grid, tagger: Tagger) -> GridFacts | None:
    """What a table says of the items; None where neither its rows nor its columns name them."""
    lines = _lines(grid, tagger)
    if lines is None:
        return None
    rates: list[Rate] = []
    relations: list[Relation] = []
    limits: list[Limit] = []
    raised: list[Boost] = []
    for line in lines:
        step = _step(line.label)
        bounding = margin(line.label) if _counts_items(line.label, tagger) else None
        for whose, cell in line.cells:
            amount, after = _amount(cell)
            if amount is None:
                continue
            if step is not None and isinstance(whose, int):
                raised.append(_boost(line.label, step, whose, amount, grid.sentence))
            elif isinstance(whose, Comparison):
                measure = _measure(line.label, amount, after)
                limits.append(Limit(measure, whose, amount, grid.sentence))
            elif bounding is not None:
                left, right = Linear.of(whose), Linear.constant(amount)
                relations.append(Relation(left, bounding, right, grid.sentence, "bound"))
            else:
                measure = _measure(line.label, amount, after)
                rates.append(Rate(whose, amount, measure, grid.sentence))
    bases = _bases([line.label for line in lines])
    if not rates:
        return None
    return GridFacts(tuple(rates), tuple(relations), tuple(limits), tuple(raised), bases)


def _lines(grid: Grid, tagger: Tagger) -> list[_Line] | None:
    rows = _axis([row[0] for row in grid.rows], tagger)
    columns = _axis(grid.head[1:], tagger)
    if (
        rows is not None
        and margin(grid.head[-1]) is not None
        and margin(grid.rows[-1][0]) is not None
    ):
        return None  # what there is on one side, what is needed on the other: pairs are decided on
    if rows is not None:
        return [
            _Line(
                label,
                tuple((whose, row[at + 1]) for whose, row in zip(rows, grid.rows, strict=True)),
            )
            for at, label in enumerate(grid.head[1:])
        ]
    if columns is not None:
        return [_Line(row[0], tuple(zip(columns, row[1:], strict=True))) for row in grid.rows]
    return None


def _axis(cells: Sequence[Cell], tagger: Tagger) -> list[int | Comparison] | None:
    """Whose figures stand beside each label: one item's, or a limit's; None where neither fits."""
    found: list[int | Comparison] = []
    for cell in cells:
        atoms = tagger.clause(Sentence(0, cell.tokens, cell.text)).atoms
        named = {item for atom in atoms for item in atom.items}
        bounding = margin(cell)
        if len(named) == 1:
            found += named
        elif not named and bounding is not None:
            found.append(bounding)
        else:
            return None
    items = [whose for whose in found if isinstance(whose, int)]
    return found if items and len(set(items)) == len(items) else None


def _counts_items(label: Cell, tagger: Tagger) -> bool:
    """Whether a head speaks of numbers of the items alone: "maximum demand (units)"."""
    stems = {token.stem for token in label.tokens if token.text.isalpha()}
    own = {word for item in tagger.cast.items for word in item.phrase} | tagger.cast.family
    return margin(label) is not None and stems <= _COUNTING | own and not _MONEY.search(label.text)


def _amount(cell: Cell) -> tuple[Quantity | None, tuple[Token, ...]]:
    """The one figure of a cell, and the tokens behind it."""
    numbers = [(place, t.number) for place, t in enumerate(cell.tokens) if t.number is not None]
    if len(numbers) != 1 or numbers[0][1].kind is NumberKind.ORDINAL:
        return None, ()
    place, number = numbers[0]
    return quantity(number), cell.tokens[place + 1 :]


def _measure(label: Cell, amount: Quantity, after: Sequence[Token]) -> Measure:
    kinds = {number.kind for number in amount.numbers}
    money = NumberKind.MONEY in kinds or bool(_MONEY.search(label.text))
    unit = "$" if money else unit_of(after)[0] or _unit(label)
    words = words_of(_told(label))
    measure = Measure(unit, words, money)
    return replace(measure, noun=words - lexicon.COST - lexicon.GAIN)


def _step(label: Cell) -> Number | None:
    """The money of "increase in profit per $100 invested"; None for other heads."""
    stems = {token.stem for token in label.tokens}
    numbers = [t.number for t in label.tokens if t.number is not None]
    if len(numbers) != 1 or numbers[0].kind is not NumberKind.MONEY:
        return None
    changes = stems & (boosts.RISES | boosts.FALLS)
    return numbers[0] if changes and stems & boosts.INVESTED and numbers[0].value else None


def _boost(label: Cell, step: Number, item: int, amount: Quantity, sentence: int) -> Boost:
    tokens = label.tokens
    place = next(p for p, token in enumerate(tokens) if token.number is step)
    into = words_of(tokens[place:]) | {stem("invest")}
    fall = any(token.stem in boosts.FALLS for token in tokens)
    words = words_of(tokens[:place]) - boosts.RISES - boosts.FALLS - {"unit"}
    money = any(number.kind is NumberKind.MONEY for number in amount.numbers)
    measure = make_measure("$" if money else "", words, money=money)
    return Boost(
        item,
        replace(amount.scaled(-1.0 if fall else 1.0), step=step),
        step,
        measure,
        into,
        sentence,
    )


def _unit(label: Cell) -> str:
    """The unit that a head gives in brackets or at its end, before any "per"."""
    tokens = label.tokens
    opened = next((p for p, token in enumerate(tokens) if token.text in _BRACKETS), None)
    own = [tokens[opened + 1 :], tokens[:opened]] if opened is not None else [tokens]
    for part in own:
        ends = (
            p for p, token in enumerate(part) if token.text in _PER and (p or token.text == "per")
        )
        end = next(ends, len(part))
        place, found = 0, ""
        while place < end:
            name, used = unit_of(part[place:end])
            found = name or found
            place += max(1, used)
        if found:
            return found
    return ""


def _told(label: Cell) -> tuple[Token, ...]:
    """The words of a head before "per" and before brackets."""
    ends = (p for p, token in enumerate(label.tokens) if p and token.text in {*_PER, *_BRACKETS})
    return label.tokens[: next(ends, len(label.tokens))]


def _bases(labels: Sequence[Cell]) -> frozenset[str]:
    """What at least half of the heads state their figures for, if it is one thing."""
    found: Counter[str] = Counter()
    for label in labels:
        for place, token in enumerate(label.tokens[:-1]):
            following = label.tokens[place + 1]
            if token.text in ("per", "/") and following.text not in PERIODS:
                found[unit_of(label.tokens[place + 1 :])[0] or following.stem] += 1
    return frozenset(name for name, times in found.items() if 2 * times >= len(labels))
