"""Which limits of an infeasible model would have to give way, and by how much.

Every soft limit gets a variable for how far it gives way, at a cost (an elastic model: J. W.
Chinneck, Feasibility and Infeasibility in Optimization, 2008). The cheapest way is one repair; the
limits that it uses are thinned out until each is needed. Others are found by forbidding one limit
of a known repair after the other (the hitting set tree of R. Reiter, 1987): every smallest set of
limits is met that way, if it is gone on with for long enough.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from optimoot.conflict import MemberKind
from optimoot.errors import InputError
from optimoot.outcome import Failure, Termination
from optimoot.repair import LimitChange, Repair, Repairs, Softness
from optimoot.sensitivity import Side
from optimoot.solvers.analysis.columns import Extension
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.extraction import plain_index
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.solving import solve_form

_MOVED: Final = 1e-7
"""Share of its size below which a limit has not moved."""
_NODES: Final = 200
"""Nodes of the tree that are looked at, at most."""
_SMALL: Final = 1e-9
_ROUNDING: Final = 1e-9
"""Share of a figure by which a solver's rounding errors move it."""


@dataclass(frozen=True)
class Limit:
    """A limit that may give way.

    Attributes:
        place: The row, or the column.
        value: The limit, without the row's constant.
        price: Cost of a unit by which it gives way.
    """

    kind: MemberKind
    place: int
    side: Side
    value: float
    price: float


def find_repairs(
    form: ModelForm, options: SolveOptions, softness: Softness, count: int = 3
) -> Repairs:
    """Smallest sets of limits that have to give way for there to be a plan.

    Args:
        form: An infeasible model.
        options: The time limit is for all solves together.
        softness: Which limits may give way.
        count: Repairs at most.

    Raises:
        InputError: The model has a plan, or a weight or name makes no sense.
    """
    limits = soft_limits(form, softness)
    search = _Search(form, options)
    if search.has_plan():
        raise InputError("The model has a plan: nothing has to give way.", remedy="Solve it.")
    first = search.cheapest(limits, hard=frozenset())
    if first is None:
        return Repairs(menu=(), complete=True, impossible=True)
    sets, complete = search.smallest_sets(limits, first, count)
    menu = [repair for one in sets if (repair := search.repair(one)) is not None]
    least = min((repair.cost for repair in menu), default=math.inf)
    told = sorted(menu, key=lambda repair: repair.cost)
    return Repairs(
        menu=tuple(
            repair.model_copy(
                update={"cheapest": repair.cost <= min(least, first[1]) * (1 + 1e-6) + _SMALL}
            )
            for repair in told
        ),
        complete=complete,
    )


def soft_limits(form: ModelForm, softness: Softness) -> tuple[Limit, ...]:
    """The limits that may give way.

    Raises:
        InputError: A weight is not above 0, or a name is that of no constraint or variable.
    """
    rows = [constraint.parent_component().name for constraint in form.constraints]
    columns = [variable.parent_component().name for variable in form.variables]
    _check(softness, {*rows, *columns})
    found = []
    for row, name in enumerate(rows):
        lower, upper = float(form.row_lower[row]), float(form.row_upper[row])
        if name not in softness.hard:
            found += _sides(MemberKind.CONSTRAINT, row, lower, upper, softness.weights.get(name, 1))
    for column, name in enumerate(columns):
        if name in softness.hard or not softness.bounds or form.binary[column]:
            continue
        lower, upper = float(form.lower[column]), float(form.upper[column])
        weight = softness.weights.get(name, 1)
        if lower == 0.0:
            lower = -math.inf
        for limit in _sides(MemberKind.LOWER_BOUND, column, lower, upper, weight):
            upper_one = limit.side is not Side.LOWER
            kind = MemberKind.UPPER_BOUND if upper_one else MemberKind.LOWER_BOUND
            found.append(replace(limit, kind=kind))
    return tuple(found)


def _check(softness: Softness, known: set[str]) -> None:
    unknown = sorted({*softness.hard, *softness.weights} - known)
    if unknown:
        raise InputError(
            f"There is no constraint or variable {unknown[0]!r}.",
            remedy=f"Known are: {', '.join(sorted(known))}.",
        )
    for name, weight in softness.weights.items():
        if not (weight > 0 and math.isfinite(weight)):
            raise InputError(
                f"The weight of {name!r} cannot be {weight!r}.",
                remedy="Give a number above 0; what must hold is hard.",
            )


def _sides(kind: MemberKind, place: int, lower: float, upper: float, weight: float) -> list[Limit]:
    def price(value: float) -> float:
        return weight / (abs(value) if abs(value) > _SMALL else 1.0)

    if lower == upper:
        return [Limit(kind, place, Side.BOTH, lower, price(lower))]
    return [
        Limit(kind, place, side, value, price(value))
        for side, value in ((Side.LOWER, lower), (Side.UPPER, upper))
        if math.isfinite(value)
    ]


_Found = tuple[dict[Limit, float], float]
"""By how much limits give way (upwards above 0), and the cost of it."""


class _Search:
    def __init__(self, form: ModelForm, options: SolveOptions) -> None:
        self._form = form
        self._options = options
        self._deadline = Deadline(options.time_limit)

    def has_plan(self) -> bool:
        """Whether there is one where nothing gives way; what cannot be decided counts as none."""
        solved = self._solve(self._form.without_objective())
        return solved is not None and solved.values is not None

    def cheapest(self, limits: Iterable[Limit], hard: frozenset[Limit]) -> _Found | None:
        """The cheapest way for limits to give way, but for the hard ones; None: there is none.

        Raises:
            InputError: The time limit came.
        """
        soft = [limit for limit in limits if limit not in hard]
        if self._deadline.left <= 0.0:
            raise InputError(
                "The time limit came before a repair was found.", remedy="Give it more time."
            )
        elastic = _elastic(self._form, soft)
        solved = self._solve(elastic)
        if solved is None or solved.values is None:
            return None
        moved = _moves(self._form, soft, solved.values)
        return moved, sum(limit.price * abs(by) for limit, by in moved.items())

    def smallest_sets(
        self, limits: tuple[Limit, ...], first: _Found, count: int
    ) -> tuple[list[frozenset[Limit]], bool]:
        """Smallest sets of limits that have to give way, breadth first; and whether it is all."""
        found: list[frozenset[Limit]] = []
        open_nodes: deque[frozenset[Limit]] = deque([frozenset()])
        seen: set[frozenset[Limit]] = set()
        looked = 0
        while open_nodes:
            hard = open_nodes.popleft()
            if hard in seen:
                continue
            seen.add(hard)
            if looked >= _NODES or self._deadline.left <= 0.0:
                return found, False
            looked += 1
            known = next((one for one in found if not one & hard), None)
            if known is None:
                cheapest = self.cheapest(limits, hard) if hard else first
                if cheapest is None:
                    continue
                if len(found) >= count:
                    return found, False
                known = self._thinned(cheapest[0])
                found.append(known)
            order = sorted(known, key=limits.index)
            open_nodes.extend(hard | {limit} for limit in order)
        return found, True

    def _thinned(self, moved: dict[Limit, float]) -> frozenset[Limit]:
        """The limits that are needed; those that give way least are tried to be kept first."""
        needed = set(moved)
        for limit in sorted(moved, key=lambda one: one.price * abs(moved[one])):
            rest = needed - {limit}
            if self._deadline.left > 0.0 and rest and self.cheapest(rest, frozenset()) is not None:
                needed = rest
        return frozenset(needed)

    def repair(self, limits: frozenset[Limit]) -> Repair | None:
        """The cheapest way for just these limits to give way, applied and solved."""
        if self._deadline.left <= 0.0:
            return None
        found = self.cheapest(limits, frozenset())
        if found is None:
            return None
        moved, cost = found
        repaired = _applied(self._form, moved)
        solved = self._solve(repaired) if self._form.objective is not None else None
        changes = tuple(
            _change(self._form, limit, moved[limit])
            for limit in sorted(moved, key=lambda one: (one.kind.value, one.place))
        )
        held = solved is not None and solved.termination is Termination.CONVERGED
        return Repair(
            changes=changes,
            cost=cost,
            objective=solved.objective if solved is not None and held else None,
            unbounded=solved is not None and solved.termination is Termination.UNBOUNDED,
        )

    def _solve(self, form: ModelForm) -> Solved | None:
        request = SolveRequest(
            max(0.1, self._deadline.left), self._options.relative_gap, 0.0, duals=False
        )
        result = solve_form(form, self._options.solver, request)
        return None if isinstance(result, Failure) else result.solved


def _elastic(form: ModelForm, soft: list[Limit]) -> ModelForm:
    """The model in which soft limits give way at their price, and nothing else costs anything.

    A row's limit moves by new columns in the row. A bound becomes a row of its own.
    """
    lower, upper = form.lower.copy(), form.upper.copy()
    for limit in soft:
        if limit.kind is not MemberKind.CONSTRAINT:
            if limit.side is not Side.UPPER:
                lower[limit.place] = -math.inf
            if limit.side is not Side.LOWER:
                upper[limit.place] = math.inf
    extension = Extension(replace(form, lower=lower, upper=upper))
    for limit in soft:
        row = limit.place
        if limit.kind is not MemberKind.CONSTRAINT:
            row = extension.row(
                [(limit.place, 1.0)],
                lower=limit.value if limit.side is not Side.UPPER else -math.inf,
                upper=limit.value if limit.side is not Side.LOWER else math.inf,
            )
        if limit.side is not Side.UPPER:
            extension.enter(row, extension.column(cost=limit.price), 1.0)
        if limit.side is not Side.LOWER:
            extension.enter(row, extension.column(cost=limit.price), -1.0)
    return extension.made(objective=True)


def _moves(form: ModelForm, soft: list[Limit], values: FloatArray) -> dict[Limit, float]:
    """By how much each limit has given way in an elastic model's plan; upwards above 0."""
    at = len(form.lower)
    moved: dict[Limit, float] = {}
    for limit in soft:
        by = 0.0
        if limit.side is not Side.UPPER:
            by -= float(values[at])
            at += 1
        if limit.side is not Side.LOWER:
            by += float(values[at])
            at += 1
        if abs(by) > _MOVED * max(1.0, abs(limit.value)):
            moved[limit] = _neat(limit.value + by) - limit.value
    return moved


def _neat(value: float) -> float:
    """The value without the solver's rounding errors, where a short one is as near as they are."""
    short = round(value, 6)
    return short if abs(short - value) <= _ROUNDING * max(1.0, abs(value)) else value


def _applied(form: ModelForm, moved: dict[Limit, float]) -> ModelForm:
    """The model with its limits moved."""
    lower, upper = form.lower.copy(), form.upper.copy()
    row_lower, row_upper = form.row_lower.copy(), form.row_upper.copy()
    for limit, by in moved.items():
        of_row = limit.kind is MemberKind.CONSTRAINT
        low, high = (row_lower, row_upper) if of_row else (lower, upper)
        if limit.side is not Side.UPPER:
            low[limit.place] = limit.value + by
        if limit.side is not Side.LOWER:
            high[limit.place] = limit.value + by
    return replace(form, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)


def _change(form: ModelForm, limit: Limit, by: float) -> LimitChange:
    of_row = limit.kind is MemberKind.CONSTRAINT
    component: Any = form.constraints[limit.place] if of_row else form.variables[limit.place]
    constant = float(form.row_constant[limit.place]) if of_row else 0.0
    return LimitChange(
        kind=limit.kind,
        name=component.parent_component().name,
        index=plain_index(component.index()),
        side=limit.side,
        before=limit.value + constant,
        after=limit.value + by + constant,
    )
