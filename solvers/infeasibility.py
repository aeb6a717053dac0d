"""Why a model is infeasible: a smallest set of constraints and bounds that leave no plan.

Unguarded as `optimoot.solvers.execution`: only inside the sandboxed child.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimoot.conflict import Conflict, ConflictMember, MemberKind
from optimoot.outcome import Failure, Termination
from optimoot.program import Program
from optimoot.solvers.classify import read_form
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.extraction import plain_index
from optimoot.solvers.form import ModelForm
from optimoot.solvers.loading import load_model
from optimoot.solvers.messages import pyomo_warnings
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.reformulation import reformulate
from optimoot.solvers.solver import SolveRequest
from optimoot.solvers.solving import solve_form

_EACH = 2.0
"""Seconds that one look at a subset gets, at most."""


@dataclass(frozen=True)
class _Element:
    """A row, or a bound of a column."""

    kind: MemberKind
    place: int


class _OutOfTimeError(Exception):
    """The time limit came before the set was irreducible."""


def find_conflict(program: Program, options: SolveOptions) -> Conflict | None:
    """An irreducible infeasible subsystem of a Program's model; None where none was proven.

    By QuickXplain (Junker 2004), which needs few solves where the conflict is small, with
    HiGHS or SCIP deciding each subset. Lower bounds of zero and the bounds of binary variables
    always hold.

    Raises:
        Exception: Whatever the Program raises.
    """
    with pyomo_warnings():
        model = load_model(program)
        reformulate(model)
        form = read_form(model).without_objective()
    search = _Search(form, options)
    elements = _elements(form)
    if not search.is_infeasible(elements):
        return None
    if search.is_infeasible(()):
        return Conflict(members=())
    try:
        found, proven = search.explain((), elements, added=False), search.proven
    except _OutOfTimeError:
        found, proven = search.smallest, False
    order = {element: place for place, element in enumerate(elements)}
    members = tuple(_member(form, element) for element in sorted(found, key=order.__getitem__))
    return Conflict(members=members, irreducible=proven)


def _elements(form: ModelForm) -> tuple[_Element, ...]:
    """What may take part, constraints first: they are kept where bounds would explain as much."""
    rows = [_Element(MemberKind.CONSTRAINT, row) for row in range(len(form.constraints))]
    free = ~form.binary
    low = np.flatnonzero(np.isfinite(form.lower) & (form.lower != 0.0) & free)
    high = np.flatnonzero(np.isfinite(form.upper) & free)
    return (
        *rows,
        *(_Element(MemberKind.LOWER_BOUND, int(column)) for column in low),
        *(_Element(MemberKind.UPPER_BOUND, int(column)) for column in high),
    )


class _Search:
    def __init__(self, form: ModelForm, options: SolveOptions) -> None:
        self._form = form
        self._options = options
        self._deadline = Deadline(options.time_limit)
        self._everything = frozenset(_elements(form))
        self.smallest: tuple[_Element, ...] = ()
        self.proven = True

    def explain(
        self, background: tuple[_Element, ...], rest: tuple[_Element, ...], *, added: bool
    ) -> tuple[_Element, ...]:
        """The members among `rest` of a conflict with `background`.

        Args:
            background: What holds.
            rest: What is infeasible together with it.
            added: Whether the background has grown since it was looked at.
        """
        if added and background and self.is_infeasible(background):
            return ()
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        late = self.explain((*background, *first), second, added=True)
        early = self.explain((*background, *late), first, added=bool(late))
        return (*early, *late)

    def is_infeasible(self, kept: Sequence[_Element]) -> bool:
        """Whether these elements alone leave no plan; what could not be decided counts as not."""
        if self.smallest and self._deadline.left <= 0.0:
            raise _OutOfTimeError
        request = SolveRequest(
            time_limit=max(0.1, min(_EACH, self._deadline.left)),
            relative_gap=self._options.relative_gap,
            absolute_gap=0.0,
            duals=False,
        )
        result = solve_form(self._only(kept), self._options.solver, request)
        if isinstance(result, Failure):
            self.proven = False
            return False
        ended = result.solved.termination
        if ended is Termination.INFEASIBLE:
            if not self.smallest or len(kept) < len(self.smallest):
                self.smallest = tuple(kept)
            return True
        self.proven &= ended is Termination.CONVERGED
        return False

    def _only(self, kept: Sequence[_Element]) -> ModelForm:
        form = self._form
        left_out = self._everything - frozenset(kept)
        lower, upper = form.lower.copy(), form.upper.copy()
        row_lower, row_upper = form.row_lower.copy(), form.row_upper.copy()
        for element in left_out:
            match element.kind:
                case MemberKind.CONSTRAINT:
                    row_lower[element.place], row_upper[element.place] = -np.inf, np.inf
                case MemberKind.LOWER_BOUND:
                    lower[element.place] = -np.inf
                case MemberKind.UPPER_BOUND:
                    upper[element.place] = np.inf
        return replace(form, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)


def _member(form: ModelForm, element: _Element) -> ConflictMember:
    of_row = element.kind is MemberKind.CONSTRAINT
    component = form.constraints[element.place] if of_row else form.variables[element.place]
    return ConflictMember(
        kind=element.kind,
        name=component.parent_component().name,
        index=plain_index(component.index()),
    )
