"""In what two candidates' models differ, told in the words of the problem where they are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from optimoot.agents.comparison.correspondence import correspondence
from optimoot.agents.comparison.normal_form import (
    NormalRow,
    goal_terms,
    normal_rows,
    rounded,
)
from optimoot.agents.comparison.wording import Wording, figure
from optimoot.coefficients import Coefficients

_ALIKE = 0.5
"""Share of columns that two rows must have in common to be readings of the same sentence."""


class DifferenceKind(StrEnum):
    """In what two models differ."""

    SENSE = "sense"
    GOAL = "goal"
    """A coefficient of the objective."""
    CONSTANT = "constant"
    DOMAIN = "domain"
    VARIABLE = "variable"
    """A decision that only one of them has."""
    LIMIT = "limit"
    """The same constraint with another right side."""
    COEFFICIENT = "coefficient"
    RELATION = "relation"
    """The same constraint as an equation, or turned round."""
    CONSTRAINT = "constraint"
    """A constraint that only one of them has."""


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes:
        first: What the first model has; empty where it has nothing of the kind.
        second: What the second has.
        about: What it is about: a constraint, a variable, the goal.
        sentence: The words of the problem that it turns on; empty where neither model tells.
        count: How many of a family are concerned; `first` and `second` show one of them.
    """

    kind: DifferenceKind
    about: str
    first: str = ""
    second: str = ""
    sentence: str = ""
    count: int = 1

    def told(self, first: str, second: str) -> str:
        """One line, with the names of the two teams."""
        times = f" (and {self.count - 1} more of the kind)" if self.count > 1 else ""
        quoted = f" The words: “{self.sentence}”." if self.sentence else ""
        if not self.second:
            return (
                f"{second} has nothing like {self.about} of {first}: {self.first}{times}.{quoted}"
            )
        if not self.first:
            return (
                f"{first} has nothing like {self.about} of {second}: {self.second}{times}.{quoted}"
            )
        return f"{self.about}: {first} has {self.first}, {second} has {self.second}{times}.{quoted}"


@dataclass(frozen=True)
class Side:
    """One of the two models, with its words."""

    model: Coefficients
    wording: Wording


def differences(first: Side, second: Side) -> tuple[Difference, ...]:
    """The differences, those of the goal first, one of a kind for each family.

    Empty does not say that the models are the same: curved parts are not looked into.
    """
    places = correspondence(first.model, second.model)
    found = [
        *_of_sense(first, second),
        *_of_columns(first, second, places),
        *_of_goals(first, second, places),
        *_of_rows(first, second, places),
    ]
    return _by_family(found)


def _of_sense(first: Side, second: Side) -> Iterator[Difference]:
    one, other = first.model, second.model
    if one.sense is not other.sense:
        told = [model.sense.value if model.sense else "no goal" for model in (one, other)]
        sentence = first.wording.goal or second.wording.goal
        yield Difference(DifferenceKind.SENSE, "the goal", told[0], told[1], sentence)
    elif rounded(one.constant) != rounded(other.constant):
        yield Difference(
            DifferenceKind.CONSTANT, "the goal's fixed part",
            figure(one.constant), figure(other.constant), first.wording.goal,
        )  # fmt: skip


def _of_columns(first: Side, second: Side, places: dict[int, int]) -> Iterator[Difference]:
    for place, other in places.items():
        one, two = first.model.columns[place], second.model.columns[other]
        if one.domain is not two.domain:
            yield Difference(
                DifferenceKind.DOMAIN, f"`{first.wording.column(place)}`",
                one.domain.value, two.domain.value,
            )  # fmt: skip
    for place in range(len(first.model.columns)):
        if place not in places:
            name = first.wording.column(place)
            yield Difference(DifferenceKind.VARIABLE, "the decision", first=f"`{name}`")
    taken = set(places.values())
    for place in range(len(second.model.columns)):
        if place not in taken:
            name = second.wording.column(place)
            yield Difference(DifferenceKind.VARIABLE, "the decision", second=f"`{name}`")


def _of_goals(first: Side, second: Side, places: dict[int, int]) -> Iterator[Difference]:
    if first.model.sense is not second.model.sense:
        return  # every coefficient would differ in its sign
    ours = goal_terms(first.model)
    theirs = goal_terms(second.model)
    moved = {
        tuple(sorted(places[place] for place in term)): (term, value)
        for term, value in ours.items()
        if all(place in places for place in term)
    }
    for term, (own, value) in moved.items():
        other = theirs.get(term, 0.0)
        if rounded(value) != rounded(other):
            yield _goal(first, own, abs(value), abs(other))
    taken = set(places.values())
    for term, value in theirs.items():
        if term not in moved and all(place in taken for place in term):
            back = {theirs_: ours_ for ours_, theirs_ in places.items()}
            own = tuple(sorted(back[place] for place in term))
            yield _goal(first, own, 0.0, abs(value))


def _goal(side: Side, term: tuple[int, ...], ours: float, theirs: float) -> Difference:
    named = "·".join(side.wording.column(place) for place in term)
    return Difference(
        DifferenceKind.GOAL, f"the goal's figure for `{named}`",
        figure(ours), figure(theirs), side.wording.goal,
    )  # fmt: skip


def _of_rows(first: Side, second: Side, places: dict[int, int]) -> Iterator[Difference]:
    back = {other: place for place, other in places.items()}
    ours = list(normal_rows(first.model))
    theirs: list[tuple[NormalRow, NormalRow | None]] = [
        (row, row.moved(back)) for row in normal_rows(second.model)
    ]
    known = {row.key for row in ours}
    left = [(row, here) for row, here in theirs if here is None or here.key not in known]
    here_too = {here.key for _, here in theirs if here is not None}
    rest = [row for row in ours if row.key not in here_too]
    for row in rest:
        if _is_sign_of_unmatched(row, places):
            continue  # that the decision is lacking says it
        best = max(
            (pair for pair in left if pair[1] is not None),
            key=lambda pair: _nearness(row, pair[1], first.wording, second.wording, pair[0]),
            default=None,
        )
        near = best is not None and _nearness(row, best[1], first.wording, second.wording, best[0])
        if best is None or best[1] is None or not near or near < _ALIKE:
            yield _alone(first, row, is_first=True)
            continue
        left.remove(best)
        yield from _between(first, second, row, best[1])
    for row, _ in left:
        if not _is_sign_of_unmatched(row, back):
            yield _alone(second, row, is_first=False)


def _is_sign_of_unmatched(row: NormalRow, places: Mapping[int, int]) -> bool:
    """Whether it is the bound of a decision that the other model does not have."""
    return row.is_bound and not any(place in places for place in row.support)


def _nearness(
    row: NormalRow, other: NormalRow | None, ours: Wording, theirs: Wording, original: NormalRow
) -> float:
    """0 to 2: how much two rows look like readings of one sentence."""
    if other is None:
        return 0.0
    either = row.support | other.support
    shared = len(row.support & other.support) / len(either) if either else 1.0
    equal = len(set(row.terms) & set(other.terms)) / max(1, len(row.terms), len(other.terms))
    same_words = bool(ours.sentence(row)) and ours.sentence(row) == theirs.sentence(original)
    turned = {(p, -v) for p, v in row.terms} & set(other.terms)
    opposed = len(turned) / max(1, len(row.terms))
    if opposed > equal and row.is_bound != other.is_bound:
        return 0.0  # a bound below and a limit above are two things
    return 0.5 * shared + 0.4 * max(equal, opposed) + 0.5 * same_words - 0.1 * (opposed > equal)


def _between(first: Side, second: Side, row: NormalRow, other: NormalRow) -> Iterator[Difference]:
    """The difference between two rows that read the same sentence, in the first one's columns."""
    about = first.wording.about(row)
    sentence = first.wording.sentence(row) or second.wording.sentence(other)
    shown = first.wording.row(row), first.wording.row(other)
    if row.equation is not other.equation or row.terms != other.terms:
        turned = tuple((places, -value) for places, value in row.terms) == other.terms
        same = row.terms == other.terms
        kind = DifferenceKind.RELATION if turned or same else DifferenceKind.COEFFICIENT
        yield Difference(kind, about, shown[0], shown[1], sentence)
    else:
        yield Difference(DifferenceKind.LIMIT, about, shown[0], shown[1], sentence)


def _alone(side: Side, row: NormalRow, *, is_first: bool) -> Difference:
    shown = side.wording.row(row)
    return Difference(
        DifferenceKind.CONSTRAINT, side.wording.about(row),
        first=shown if is_first else "", second="" if is_first else shown,
        sentence=side.wording.sentence(row),
    )  # fmt: skip


def _by_family(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """One difference for all of a kind that speak of the same thing."""
    groups: dict[tuple[object, ...], list[Difference]] = defaultdict(list)
    for one in found:
        family = one.about.split("[")[0]
        groups[(one.kind, family, not one.first, not one.second)].append(one)
    return tuple(
        Difference(d.kind, d.about, d.first, d.second, d.sentence, len(group))
        for group in groups.values()
        for d in group[:1]
    )
