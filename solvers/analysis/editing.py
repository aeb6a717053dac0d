"""Edits applied to a model's form."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from optimoot.coefficients import Index
from optimoot.edit import BoundEdit, DomainEdit, DropEdit, Edit, LimitEdit, RowEdit
from optimoot.errors import InputError
from optimoot.formulation import Domain
from optimoot.sensitivity import Side
from optimoot.solvers.extraction import plain_index
from optimoot.solvers.form import ModelForm, SparseRows
from optimoot.solvers.solver import ModelClass

Place = tuple[str, Index]


class AddedRow:
    """Stands for the Pyomo constraint of a row that an edit adds."""

    def __init__(self, name: str) -> None:
        self.name = name

    def parent_component(self) -> AddedRow:
        """Itself: it is no family."""
        return self

    def index(self) -> None:
        """A scalar's."""


def edited(form: ModelForm, edits: Iterable[Edit]) -> ModelForm:
    """The form with all edits applied, one after the other.

    Raises:
        InputError: A name is that of nothing in the model, or a limit makes no sense.
    """
    for edit in edits:
        match edit:
            case BoundEdit():
                form = _with_bounds(form, edit)
            case DomainEdit():
                form = _with_domain(form, edit)
            case LimitEdit():
                form = _with_limit(form, edit)
            case DropEdit():
                form = _without_rows(form, edit)
            case RowEdit():
                form = _with_row(form, edit)
    return form


def columns_of(form: ModelForm) -> dict[Place, int]:
    """The column of each variable, by name and index."""
    return _places(form.variables)


def rows_of(form: ModelForm) -> dict[Place, int]:
    """The row of each constraint, by name and index."""
    return _places(form.constraints)


def shown(name: str, index: Index) -> str:
    """A variable or constraint for people: `make[chair]`."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def find(known: Mapping[Place, int], name: str, index: Index, what: str) -> int:
    """The place of a name and index.

    Raises:
        InputError: There is none; names the nearest ones.
    """
    if (name, index) in known:
        return known[name, index]
    raise unknown(known, shown(name, index), what)


def find_all(known: Mapping[Place, int], name: str, index: Index | None, what: str) -> list[int]:
    """The places of a family, or of one of it.

    Raises:
        InputError: There is none; names the nearest ones.
    """
    if index is not None:
        return [find(known, name, index, what)]
    found = [place for (family, _), place in known.items() if family == name]
    if not found:
        raise unknown(known, name, what)
    return found


def unknown(known: Mapping[Place, int], asked: str, what: str) -> InputError:
    """The error for a name that is none, with the nearest that are."""
    names = list(dict.fromkeys([*(name for name, _ in known), *(shown(*one) for one in known)]))
    near = difflib.get_close_matches(asked, names, n=5, cutoff=0.4) or names[:5]
    remedy = f"Near to it are: {', '.join(near)}." if near else f"The model has no {what}."
    return InputError(f"The model has no {what} {asked!r}.", remedy=remedy)


def _places(parts: Sequence[Any]) -> dict[Place, int]:
    return {
        (part.parent_component().name, plain_index(part.index())): place
        for place, part in enumerate(parts)
    }


def _with_bounds(form: ModelForm, edit: BoundEdit) -> ModelForm:
    column = find(columns_of(form), edit.name, edit.index, "variable")
    low = -math.inf if edit.lower is None else edit.lower
    high = math.inf if edit.upper is None else edit.upper
    _refuse_crossed(shown(edit.name, edit.index), low, high)
    lower, upper = form.lower.copy(), form.upper.copy()
    lower[column], upper[column] = low, high
    return replace(form, lower=lower, upper=upper)


def _with_domain(form: ModelForm, edit: DomainEdit) -> ModelForm:
    columns = find_all(columns_of(form), edit.name, edit.index, "variable")
    integer, binary = form.integer.copy(), form.binary.copy()
    lower, upper = form.lower.copy(), form.upper.copy()
    integer[columns] = edit.domain is not Domain.CONTINUOUS
    binary[columns] = edit.domain is Domain.BINARY
    if edit.domain is Domain.BINARY:
        lower[columns], upper[columns] = (
            np.maximum(lower[columns], 0),
            np.minimum(upper[columns], 1),
        )
    changed = replace(form, integer=integer, binary=binary, lower=lower, upper=upper)
    return replace(changed, model_class=class_of(changed))


def class_of(form: ModelForm) -> ModelClass:
    """The class of a form whose curves are what they were and whose domains may have changed."""
    whole = form.is_integer or bool(form.sos)
    pair = _CLASSES.get(form.model_class)
    return form.model_class if pair is None else pair[whole]


_PAIRS = (
    (ModelClass.LP, ModelClass.MILP),
    (ModelClass.QP, ModelClass.MIQP),
    (ModelClass.QCP, ModelClass.MIQCP),
    (ModelClass.NLP, ModelClass.MINLP),
)
_CLASSES = {one: pair for pair in _PAIRS for one in pair}
"""For each class its pair: without and with whole numbers."""


def _with_limit(form: ModelForm, edit: LimitEdit) -> ModelForm:
    row = find(rows_of(form), edit.name, edit.index, "constraint")
    limit = edit.limit - float(form.row_constant[row])
    if not math.isfinite(limit) or edit.side is Side.NONE:
        raise InputError(
            f"The limit of {shown(edit.name, edit.index)!r} cannot be {edit.limit!r}.",
            remedy="Give a number, or drop the constraint.",
        )
    lower, upper = form.row_lower.copy(), form.row_upper.copy()
    if edit.side is not Side.UPPER:
        lower[row] = limit
    if edit.side is not Side.LOWER:
        upper[row] = limit
    _refuse_crossed(shown(edit.name, edit.index), float(lower[row]), float(upper[row]))
    return replace(form, row_lower=lower, row_upper=upper)


def _without_rows(form: ModelForm, edit: DropEdit) -> ModelForm:
    rows = find_all(rows_of(form), edit.name, edit.index, "constraint")
    lower, upper = form.row_lower.copy(), form.row_upper.copy()
    lower[rows], upper[rows] = -math.inf, math.inf
    return replace(form, row_lower=lower, row_upper=upper)


def _with_row(form: ModelForm, edit: RowEdit) -> ModelForm:
    low = -math.inf if edit.lower is None else edit.lower
    high = math.inf if edit.upper is None else edit.upper
    _refuse_crossed(edit.name, low, high)
    if (edit.name, ()) in rows_of(form):
        raise InputError(
            f"The model has a constraint {edit.name!r} already.", remedy="Give it another name."
        )
    known = columns_of(form)
    columns = [find(known, term.name, term.index, "variable") for term in edit.terms]
    rows = SparseRows(
        start=np.append(form.rows.start, form.rows.start[-1] + len(columns)).astype(np.int32),
        index=np.append(form.rows.index, columns).astype(np.int32),
        value=np.append(form.rows.value, [term.coefficient for term in edit.terms]),
    )
    return replace(
        form,
        constraints=(*form.constraints, AddedRow(edit.name)),
        rows=rows.merged() if len(set(columns)) < len(columns) else rows,
        row_lower=np.append(form.row_lower, low),
        row_upper=np.append(form.row_upper, high),
        row_constant=np.append(form.row_constant, 0.0),
    )


def _refuse_crossed(name: str, low: float, high: float) -> None:
    if math.isnan(low) or math.isnan(high) or low > high:
        raise InputError(
            f"{name!r} cannot lie between {low:g} and {high:g}.",
            remedy="Give a lower limit that is no greater than the upper one.",
        )
