"""What the roles are shown: the Problem, the model, results and data, each in a few lines.

Tables never go whole into a prompt: their columns and a few rows do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from optimoot.agents.language.roles import Plan
from optimoot.agents.trial import Trial
from optimoot.errors import InputError
from optimoot.formulation import Formulation, IndexSet, Parameter, Variable
from optimoot.problem import Number, Problem, Table
from optimoot.program import Origin

_SHOWN_ROWS = 5
_SHOWN_VALUES = 40
_SHOWN_CELL = 60
_AROUND = 24
_AROUND_MANY = 10
_MANY = 60


def problem_values(problem: Problem) -> dict[str, Any]:
    """What prompts show of a Problem: text, Numbers with their surroundings, tables' first rows."""
    reach = _AROUND if len(problem.numbers) <= _MANY else _AROUND_MANY
    return {
        "problem": problem.text,
        "numbers": [
            [number.id, f"{number.value:.10g}", number.text, _around(problem.text, number, reach)]
            for number in problem.numbers
        ],
        "tables": [_table_values(table) for table in problem.tables],
    }


def outline(data: Any, *, depth: int = 0) -> str:
    """The layout of a Program's data as JSON, long lists and objects cut short."""
    if depth > 0:
        return json.dumps(_cut(data), ensure_ascii=False)
    return "\n".join(
        f"{json.dumps(name)}: {outline(value, depth=1)}" for name, value in data.items()
    )


def algebra(formulation: Formulation | None) -> str:
    """The Formulation as readable algebra; empty where there is none."""
    from optimoot.notation import to_text

    return to_text(formulation) if formulation is not None else ""


def critic_brief(
    problem: Problem, formulation: Formulation | None, trial: Trial, other: Trial | None
) -> dict[str, Any]:
    """What the critic is shown of a try, and of the other encoding where there is one."""
    is_written = trial.program.origin is Origin.CODER
    results = [f"The {'coder' if is_written else 'compiled'} program: {trial.told}"]
    if other is not None:
        results.append(f"The compiled formulation: {other.told}")
    shown = [value for value in trial.outcome.variables if value.value][:_SHOWN_VALUES]
    results += [
        f"{value.name}{_subscript(value.index)} = {value.value:.8g}"
        for value in shown
        if value.value is not None
    ]
    return problem_values(problem) | {
        "algebra": algebra(formulation),
        "assumptions": formulation.assumptions if formulation is not None else (),
        "program": trial.program.source if is_written else "",
        "results": results,
        "trouble": trial.points or (trial.told,),
        "failure": trial.trouble or "checks raised something",
    }


def coder_brief(
    problem: Problem, formulation: Formulation | None, plans: Sequence[Plan]
) -> dict[str, Any]:
    """What the coder is shown: the problem, the data's layout and the names, but no algebra.

    A second encoding is worth the more, the less it saw of the first.
    """
    data = bound_data(problem, formulation)
    meanings: list[str] = []
    names: list[str] = []
    if formulation is not None and data is not None:
        meanings = [_told(index_set) for index_set in formulation.sets]
        meanings += [_told(parameter) for parameter in formulation.parameters]
        names = [_told(variable, f"{variable.domain}, ") for variable in formulation.variables]
    columns = {table.name: list(table.columns) for table in problem.tables}
    return {
        "problem": problem.text,
        "plan": plans[0] if plans else None,
        "outline": outline(data) if data else "",
        "meanings": meanings,
        "names": names,
        "tables": outline(columns) if columns else "",
    }


def bound_data(problem: Problem, formulation: Formulation | None) -> dict[str, Any] | None:
    """The Formulation's data; None where there is none, and the coder states it itself."""
    from optimoot.binding import bind

    if formulation is None:
        return None
    try:
        return bind(formulation, problem.tables)
    except InputError:
        return None


def program_data(
    problem: Problem, formulation: Formulation | None, stated: dict[str, Any] | None
) -> dict[str, Any]:
    """The data of a coder's Program: the Formulation's, else what the coder stated, with tables."""
    data = bound_data(problem, formulation)
    if data is not None:
        return data
    tables = {
        table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for table in problem.tables
    }
    return (stated or {}) | ({"tables": tables} if tables else {})


def _told(part: IndexSet | Parameter | Variable, kind: str = "") -> str:
    """`cost[P, S]: freight (dollars per pallet)`."""
    index = "" if isinstance(part, IndexSet) else _subscript(part.index)
    unit = "" if isinstance(part, IndexSet) or not part.unit else f" ({part.unit})"
    return f"{part.name}{index}: {kind}{part.meaning or 'no meaning given'}{unit}"


def _subscript(index: Sequence[object]) -> str:
    return f"[{', '.join(str(part) for part in index)}]" if index else ""


def _around(text: str, number: Number, reach: int) -> str:
    start, end = max(0, number.start - reach), min(len(text), number.end + reach)
    return " ".join(text[start:end].split())


def _table_values(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "columns": [_short(column) for column in table.columns],
        "rows": [[_short(cell) for cell in row] for row in table.rows[:_SHOWN_ROWS]],
        "row_count": len(table.rows),
    }


def _short(cell: Any) -> Any:
    is_long = isinstance(cell, str) and len(cell) > _SHOWN_CELL
    return f"{cell[:_SHOWN_CELL]}..." if is_long else cell


def _cut(value: Any) -> Any:
    if isinstance(value, list):
        rest = ["..."] if len(value) > _SHOWN_ROWS else []
        return [_cut(item) for item in value[:_SHOWN_ROWS]] + rest
    if isinstance(value, dict):
        shown = {key: _cut(item) for key, item in list(value.items())[:_SHOWN_ROWS]}
        return shown | ({"...": "..."} if len(value) > _SHOWN_ROWS else {})
    return value
