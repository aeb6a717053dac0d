"""Re-solving an Answer's Program with new data and no language model."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.conflict import explain_conflict
from optimoot.agents.explain import explain
from optimoot.agents.replacing import edited_names, with_values
from optimoot.agents.team import Candidate
from optimoot.agents.trial import PATIENCE, other_solver
from optimoot.certificate import CheckStatus
from optimoot.errors import InputError
from optimoot.formulation import Formulation
from optimoot.problem import Table
from optimoot.program import Origin, Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.usage import Usage

if TYPE_CHECKING:
    import pandas as pd

DataChange: TypeAlias = (
    "Mapping[str, Any | pd.DataFrame] | Sequence[str | Path] | str | Path | None"
)


@dataclass(frozen=True)
class _Change:
    """New data, sorted: tables by name, and values of sets and parameters by name."""

    tables: tuple[Table, ...] = ()
    values: Mapping[str, Any] | None = None


def resolve_answer(
    answer: Answer,
    program: Program,
    data: Any,
    *,
    run_id: str,
    options: SolveOptions,
    limits: SandboxLimits,
) -> Answer:
    """Solve `program` again with changed data; see `Bundle.resolve` for `data`."""
    from optimoot.solvers.checks import CheckContext, certify
    from optimoot.solvers.sandbox import shared_sandbox

    change = _sorted_change(data, program, has_tables=bool(answer.problem.tables))
    tables = _replaced(answer.problem.tables, change.tables)
    stated = _stated(answer, program)
    new_data = _new_data(stated.formulation, program, tables, change)
    names = frozenset(change.values or ())
    formulation = _with_values(stated.formulation, new_data, names)
    changed, compiled = _programs(stated, program, formulation, new_data)
    sandbox = shared_sandbox()
    outcome = sandbox.run(changed, options, limits)
    second = sandbox.run(compiled, options, limits) if compiled is not None else None
    other = other_solver(outcome)
    asked = options.model_copy(
        update={"solver": other, "time_limit": min(PATIENCE, options.time_limit), "duals": False}
    )
    again = sandbox.run(changed, asked, limits) if other is not None and second is None else None
    problem = answer.problem.model_copy(update={"tables": tables})
    replaced = stated.replaced | names
    certificate = certify(
        CheckContext(
            problem=problem,
            formulation=formulation,
            program=changed,
            outcome=outcome,
            second=second,
            again=again,
            replaced=replaced,
            left_out=_left_out(answer) | _cited(answer.formulation),
            asked_gap=options.relative_gap,
        ),
        agreeing_teams=1,
    )
    candidate = Candidate(
        team=answer.team,
        formulation=formulation,
        program=changed,
        outcome=outcome,
        certificate=certificate,
    )
    solved = outcome.has_solution or outcome.is_conclusive
    conflict, why = explain_conflict(problem, candidate, options, limits)
    told = (explain(outcome, formulation), why)
    return Answer(
        run_id=run_id,
        problem=problem,
        verdict=Verdict.UNCONTESTED if solved else Verdict.UNSOLVED,
        team=answer.team,
        formulation=formulation,
        program=changed,
        outcome=outcome,
        certificate=certificate,
        explanation=" ".join([*_hand_note(changed, formulation), *filter(None, told)]),
        conflict=conflict,
        candidates=(candidate,),
        replaced=tuple(sorted(replaced)),
        usage=Usage(seconds=outcome.times.total),
    )


@dataclass(frozen=True)
class _Stated:
    """What a bundle says before its data change.

    Attributes:
        formulation: With the values of its data, where these were edited.
        is_compiled: Whether the program is what this version compiles the formulation to.
        replaced: Names whose values are the user's, not the text's.
    """

    formulation: Formulation | None
    is_compiled: bool
    replaced: frozenset[str]


def _stated(answer: Answer, program: Program) -> _Stated:
    from optimoot.solvers.compile import compile_program

    formulation, replaced = answer.formulation, frozenset(answer.replaced)
    if formulation is None:
        return _Stated(None, is_compiled=False, replaced=replaced)
    edited = edited_names(formulation, answer.problem, program.data)
    formulation = _with_values(formulation, program.data, edited)
    is_compiled = False
    if program.origin is Origin.COMPILED and formulation is not None:
        is_compiled = compile_program(formulation, program.data).source == program.source
    return _Stated(formulation, is_compiled, replaced | edited)


def _with_values(
    formulation: Formulation | None, data: Mapping[str, Any], names: Collection[str]
) -> Formulation | None:
    if formulation is None:
        return None
    known = {s.name for s in formulation.sets} | {p.name for p in formulation.parameters}
    return with_values(formulation, data, set(names) & known)


def _programs(
    stated: _Stated, program: Program, formulation: Formulation | None, data: dict[str, Any]
) -> tuple[Program, Program | None]:
    """The Program to run on the new data, and the compiled one to hold against it.

    None where the Program is the compiled one itself, or there is nothing to compile. A compiled
    Program that is not what the formulation compiles to now, though nobody changed it, counts as
    written: an earlier version made it, or the formulation was edited.
    """
    from optimoot.solvers.compile import compile_program

    if formulation is None:
        return program.model_copy(update={"data": data}), None
    compiled = compile_program(formulation, data)
    if stated.is_compiled:
        return compiled, None
    origin = Origin.CODER if program.origin is Origin.COMPILED else program.origin
    return program.model_copy(update={"data": data, "origin": origin}), compiled


def _left_out(answer: Answer) -> frozenset[str]:
    """Ids of the Numbers that the answer's own certificate let stand unused."""
    checks = answer.certificate.checks if answer.certificate is not None else ()
    return frozenset(
        element.split()[0]
        for check in checks
        if check.name == "numbers_used" and check.status is CheckStatus.WARNED
        for element in check.elements
    )


def _cited(formulation: Formulation | None) -> frozenset[str]:
    """Ids of the Numbers that the formulation cited: what stands in their place is replaced."""
    parameters = formulation.parameters if formulation is not None else ()
    return frozenset(
        number
        for parameter in parameters
        for entry in parameter.entries
        for number in entry.numbers
    )


def _hand_note(program: Program, formulation: Formulation | None) -> tuple[str, ...]:
    if program.origin is not Origin.USER or formulation is None:
        return ()
    return (
        "The program was edited by hand; the formulation may no longer describe it "
        "(the certificate compares the two).",
    )


def _sorted_change(data: Any, program: Program, *, has_tables: bool) -> _Change:
    if data is None:
        return _Change()
    if isinstance(data, str | Path):
        data = [data]
    if isinstance(data, Mapping):
        return _from_mapping(data)
    return _from_paths([Path(item) for item in data], program, has_tables=has_tables)


def _from_mapping(data: Mapping[str, Any]) -> _Change:
    frames = {name: value for name, value in data.items() if hasattr(value, "itertuples")}
    values = {name: value for name, value in data.items() if name not in frames}
    tables = tuple(
        Table(
            name=name,
            columns=tuple(str(column) for column in frame.columns),
            rows=tuple(
                tuple(_cell(value) for value in row)
                for row in frame.itertuples(index=False, name=None)
            ),
            source=f"DataFrame {name!r}",
        )
        for name, frame in frames.items()
    )
    return _Change(tables=tables, values=values)


def _cell(value: Any) -> Any:
    """A DataFrame's cell as plain JSON: numpy scalars unwrapped, missing values None."""
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float) and math.isnan(plain):
        return None
    return plain if isinstance(plain, str | int | float | bool) or plain is None else str(plain)


def _from_paths(paths: Sequence[Path], program: Program, *, has_tables: bool) -> _Change:
    from optimoot.tables import load_tables

    values: dict[str, Any] = {}
    tabular: list[Path] = []
    for path in paths:
        mapping = _values_file(path, program, has_tables=has_tables)
        if mapping is None:
            tabular.append(path)
        else:
            values |= mapping
    return _Change(tables=load_tables(tabular) if tabular else (), values=values)


def _values_file(path: Path, program: Program, *, has_tables: bool) -> dict[str, Any] | None:
    """The mapping in a JSON file that gives values by name, else None: then it holds a table."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        return None  # `load_tables` says what is wrong with the file
    if not isinstance(content, dict):
        return None
    return content if not has_tables or any(name in program.data for name in content) else None


def _replaced(tables: Sequence[Table], new: Sequence[Table]) -> tuple[Table, ...]:
    names = [table.name for table in tables]
    for table in new:
        if table.name not in names:
            raise InputError(
                f"The bundle has no table {table.name!r} ({table.source}).",
                remedy=_did_you_mean(table.name, names, "tables"),
            )
    by_name = {table.name: table for table in new}
    return tuple(by_name.get(table.name, table) for table in tables)


def _new_data(
    formulation: Formulation | None, program: Program, tables: tuple[Table, ...], change: _Change
) -> dict[str, Any]:
    values = dict(change.values or {})
    for name in values:
        if name not in program.data:
            raise InputError(
                f"The bundle's data has no {name!r}.",
                remedy=_did_you_mean(name, list(program.data), "names"),
            )
    if change.tables and formulation is not None:
        from optimoot.binding import bind

        base = dict(program.data) | bind(formulation, tables)
    else:
        base = dict(program.data)
    new_members = any(isinstance(base[name], list) for name in values)
    merged = {
        name: _merged(name, base[name], value, new_members=new_members)
        for name, value in values.items()
    }
    return base | merged


def _merged(name: str, old: Any, new: Any, *, new_members: bool) -> Any:
    """The new value in the old one's shape; an object may name just the entries that change.

    Where sets get new members too, an object's keys are free: the old ones may be gone.
    """
    if isinstance(old, dict):
        if not isinstance(new, dict):
            raise _wrong_shape(name, "an object keyed by set members", new)
        keyed = {str(key): value for key, value in new.items()}
        if new_members:
            return keyed
        for key in keyed:
            if key not in old:
                raise InputError(
                    f"{name!r} has no entry {key!r}.",
                    remedy=_did_you_mean(key, list(old), "entries"),
                )
        return old | {
            key: _merged(f"{name}[{key}]", old[key], value, new_members=False)
            for key, value in keyed.items()
        }
    if isinstance(old, list):
        if not isinstance(new, list | tuple):
            raise _wrong_shape(name, "a list of members", new)
        return list(new)
    if isinstance(old, int | float) and not isinstance(old, bool):
        plain = new.item() if hasattr(new, "item") else new
        is_number = isinstance(plain, int | float) and not isinstance(plain, bool)
        if not is_number or not math.isfinite(plain):
            raise _wrong_shape(name, "a finite number", new)
        return plain
    return new


def _wrong_shape(name: str, wanted: str, got: Any) -> InputError:
    shown = repr(got)
    return InputError(
        f"The new value of {name!r} must be {wanted}, not {shown[:60]}.",
        remedy="See data.json in the bundle for the shape that its program reads.",
    )


def _did_you_mean(name: str, known: Sequence[str], what: str) -> str:
    near = difflib.get_close_matches(name, known, n=3)
    if near:
        return f"Did you mean {', '.join(repr(match) for match in near)}?"
    return f"It has these {what}: {', '.join(repr(item) for item in known) or 'none'}."
