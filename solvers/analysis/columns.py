"""Forms with further columns and rows, for models that are built around a model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyomo.environ as pyo

from optimoot.formulation import Sense
from optimoot.solvers.analysis.editing import AddedRow, class_of
from optimoot.solvers.form import ModelForm, ObjectiveForm, SparseRows


@dataclass
class Extension:
    """Columns, rows and entries that are added to a form all at once.

    Attributes:
        form: What is extended.
    """

    form: ModelForm
    _upper: list[float] = field(default_factory=list)
    _whole: list[bool] = field(default_factory=list)
    _costs: list[float] = field(default_factory=list)
    _row_lower: list[float] = field(default_factory=list)
    _row_upper: list[float] = field(default_factory=list)
    _entries: list[tuple[int, int, float]] = field(default_factory=list)

    def column(self, *, cost: float = 0.0, upper: float = math.inf, whole: bool = False) -> int:
        """A new column from 0 to `upper`; gives its place."""
        self._upper.append(upper)
        self._whole.append(whole)
        self._costs.append(cost)
        return len(self.form.lower) + len(self._upper) - 1

    def row(
        self,
        entries: Sequence[tuple[int, float]],
        *,
        lower: float = -math.inf,
        upper: float = math.inf,
    ) -> int:
        """A new row with its (column, coefficient) pairs; gives its place."""
        place = len(self.form.row_lower) + len(self._row_lower)
        self._row_lower.append(lower)
        self._row_upper.append(upper)
        self._entries += [(place, column, value) for column, value in entries]
        return place

    def enter(self, row: int, column: int, value: float) -> None:
        """A coefficient in a row that is there."""
        self._entries.append((row, column, value))

    def made(self, *, objective: bool = False) -> ModelForm:
        """The extended form.

        Args:
            objective: Whether the costs of the new columns take the place of its objective;
                otherwise it keeps its own.
        """
        form, count = self.form, len(self._upper)
        block = pyo.ConcreteModel()
        block.added = pyo.Var(range(count), domain=pyo.NonNegativeReals)
        added = tuple(block.added.values())
        whole = np.array(self._whole, dtype=np.bool_)
        extended = replace(
            form,
            variables=(*form.variables, *added),
            column_of=form.column_of
            | {id(one): len(form.lower) + place for place, one in enumerate(added)},
            lower=np.concatenate([form.lower, np.zeros(count)]),
            upper=np.concatenate([form.upper, np.array(self._upper, dtype=np.float64)]),
            integer=np.concatenate([form.integer, whole]),
            binary=np.concatenate([form.binary, whole]),
            start=np.concatenate([form.start, np.full(count, math.nan)]),
            constraints=(*form.constraints, *[AddedRow("added")] * len(self._row_lower)),
            rows=self._rows(),
            row_lower=np.append(form.row_lower, self._row_lower),
            row_upper=np.append(form.row_upper, self._row_upper),
            row_constant=np.append(form.row_constant, np.zeros(len(self._row_lower))),
            objective=self._objective(own=not objective),
        )
        if not objective:
            return replace(extended, model_class=class_of(extended))
        bare = extended.without_objective()  # its class is that of the rows and domains alone
        convex = extended.convex if extended.curves else True
        return replace(extended, model_class=bare.model_class, convex=convex)

    def _rows(self) -> SparseRows:
        rows = self.form.rows
        new = np.array(self._entries, dtype=np.float64).reshape(-1, 3)
        row = np.concatenate([rows.row_of, new[:, 0].astype(np.int32)])
        index = np.concatenate([rows.index, new[:, 1].astype(np.int32)])
        value = np.concatenate([rows.value, new[:, 2]])
        order = np.argsort(row, kind="stable")
        count = len(self.form.row_lower) + len(self._row_lower)
        start = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=count))])
        return SparseRows(start.astype(np.int32), index[order].astype(np.int32), value[order])

    def _objective(self, *, own: bool) -> ObjectiveForm | None:
        form, costs = self.form, np.array(self._costs, dtype=np.float64)
        if not own:
            linear = np.concatenate([np.zeros(len(form.lower)), costs])
            return ObjectiveForm(Sense.MINIMIZE, 0.0, linear)
        if form.objective is None:
            return None
        return replace(form.objective, linear=np.concatenate([form.objective.linear, costs]))
