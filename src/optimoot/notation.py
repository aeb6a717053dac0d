"""Prints a Formulation as mathematics: readable algebra for a terminal, and LaTeX."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from optimoot.algebra import AlgebraWriter, number_text
from optimoot.errors import InputError
from optimoot.expression import parse, parse_loops
from optimoot.formulation import (
    Constraint,
    Domain,
    Formulation,
    IndexSet,
    Member,
    Parameter,
    Sense,
    Variable,
)
from optimoot.latex import LatexWriter, escape
from optimoot.plaintext import PlainWriter, one_line
from optimoot.symbols import Symbols, loop_name, parts
from optimoot.syntax import Function, Loop, Relation

_SHOWN = 12
"""Members or entries shown of a set or parameter before the rest is counted."""


@dataclass(frozen=True)
class _Row:
    """A statement of the model: what it says, for which indices, its name, a note on it."""

    body: str
    for_all: str = ""
    name: str = ""
    note: str = ""


def to_text(formulation: Formulation) -> str:
    """The model as readable algebra, a statement a line, with its sets and values.

    An expression that cannot be read is shown as it was written.
    """
    writer = PlainWriter()
    lines: list[str] = []
    objective = formulation.objective
    if objective is None:
        lines.append("find any feasible point")
    else:
        lines += [objective.sense.value, f"    {_expression(writer, objective.expression)}"]
    rows = [_constraint(writer, constraint) for constraint in formulation.constraints]
    if rows:
        lines += ["subject to", *_aligned(rows)]
    lines += ["with", *_aligned([_variable(writer, formulation, v) for v in formulation.variables])]
    given = [_set(s) for s in formulation.sets] + [_parameter(p) for p in formulation.parameters]
    if given:
        lines += ["given", *(f"    {line}" for line in given)]
    return "\n".join(lines)


def to_latex(formulation: Formulation) -> str:
    r"""The model as one `aligned` environment, for math mode.

    An expression that cannot be read is shown as text. Nothing in the Formulation can end the
    environment or call a macro.
    """
    writer = LatexWriter()
    objective = formulation.objective
    if objective is None:
        rows = [r"\text{find}\quad & \text{any feasible point} && &&"]
    else:
        function = Function.MAX if objective.sense is Sense.MAXIMIZE else Function.MIN
        rows = [rf"\{function}\quad & {_expression(writer, objective.expression)} && &&"]
    stated = [_constraint(writer, constraint) for constraint in formulation.constraints]
    stated += [_variable(writer, formulation, variable) for variable in formulation.variables]
    for number, row in enumerate(stated):
        lead = r"\text{s.t.}\quad" if number == 0 else ""
        for_all = rf"\forall\, {row.for_all}" if row.for_all else ""
        name = rf"\text{{({escape(row.name)})}}" if row.name else ""
        rows.append(f"{lead} & {row.body} && {for_all} && {name}".rstrip())
    body = " \\\\\n".join(rows)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def _expression(writer: AlgebraWriter, text: str) -> str:
    try:
        return writer.expression(parse(text).tree)
    except InputError:
        return writer.label(text)


def _constraint(writer: AlgebraWriter, constraint: Constraint) -> _Row:
    try:
        over = writer.quantifier(parse_loops(constraint.for_each).loops)
    except InputError:
        over = writer.label(constraint.for_each)
    return _Row(_expression(writer, constraint.expression), over, constraint.name)


def _variable(writer: AlgebraWriter, formulation: Formulation, variable: Variable) -> _Row:
    loops = _loops(variable.index, Symbols(formulation))
    places = [loop.targets[0] for loop in loops]
    symbol = _subscripted(writer, variable.name, places)
    over, note = writer.quantifier(loops), _note(variable.meaning, variable.unit)
    low, high = (
        _bound(writer, formulation, bound, places) for bound in (variable.lower, variable.upper)
    )
    if variable.domain is Domain.BINARY:
        body = writer.relation(symbol, Relation.IN, writer.set_of(["0", "1"]))
        return _Row(body, over, note=note)
    body = symbol
    if low and high:
        ranged = writer.relation(low, Relation.AT_MOST, symbol)
        body = writer.relation(ranged, Relation.AT_MOST, high)
    elif low or high:
        relation = Relation.AT_LEAST if low else Relation.AT_MOST
        body = writer.relation(symbol, relation, low or high)
    if variable.domain is Domain.INTEGER:
        whole = writer.whole(symbol)
        body = writer.listed([body, whole]) if body != symbol else whole
    elif body == symbol:
        body = writer.listed([symbol, writer.free])
    return _Row(body, over, note=note)


def _bound(
    writer: AlgebraWriter, formulation: Formulation, bound: float | str | None, places: list[str]
) -> str:
    """The bound as written; empty where there is none."""
    if isinstance(bound, str):
        indexed = any(p.name == bound and p.index for p in formulation.parameters)
        return _subscripted(writer, bound, places if indexed else [])
    return "" if bound is None or math.isinf(bound) else writer.number(bound)


def _subscripted(writer: AlgebraWriter, name: str, places: Sequence[str]) -> str:
    return writer.item(name, [writer.name(p) for p in places]) if places else writer.name(name)


def _loops(index: Sequence[str], symbols: Symbols) -> list[Loop]:
    """A loop over each set, its variable named after the set."""
    taken = {*symbols.sets, *symbols.parameters, *symbols.variables}
    loops: list[Loop] = []
    for name in index:
        target = loop_name(name, taken)
        taken.add(target)
        loops.append(Loop((target,), name))
    return loops


# The parts of the text


def _aligned(rows: Sequence[_Row]) -> list[str]:
    """Rows with their names in front and what they hold for behind, in columns."""
    names = max(len(row.name) for row in rows)
    bodies = max((len(row.body) for row in rows if row.for_all and len(row.body) <= 60), default=0)
    lines = []
    for row in rows:
        name = f"{row.name + ':':<{names + 1}}  " if names else ""
        for_all = f"   ∀ {row.for_all}" if row.for_all else ""
        lines.append(f"    {name}{row.body:<{bodies if for_all else 0}}{for_all}{row.note}")
    return lines


def _note(meaning: str, unit: str) -> str:
    meaning, unit = one_line(meaning), one_line(unit)
    note = f"{meaning} [{unit}]" if meaning and unit else meaning or unit
    return f"   ({note})" if note else ""


def _member(member: Member) -> str:
    texts = [one_line(str(part)) for part in parts(member)]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def _shortened(texts: Iterable[str], count: int) -> str:
    shown = ", ".join(itertools.islice(texts, _SHOWN))
    return shown if count <= _SHOWN else f"{shown}, … ({count} in all)"


def _set(index_set: IndexSet) -> str:
    note = _note(index_set.meaning, "")
    if index_set.table is not None:
        return f"{index_set.name} from the table {one_line(index_set.table.table)}{note}"
    members = _shortened(map(_member, index_set.members), len(index_set.members))
    return f"{index_set.name} = {{{members}}}{note}"


def _parameter(parameter: Parameter) -> str:
    name, note = parameter.name, _note(parameter.meaning, parameter.unit)
    default = "" if parameter.default is None else f", else {number_text(parameter.default)}"
    if parameter.table is not None:
        return f"{name} from the table {one_line(parameter.table.table)}{default}{note}"
    if not parameter.index:
        value = parameter.entries[0].value if parameter.entries else parameter.default
        return f"{name} = {'?' if value is None else number_text(value)}{note}"
    entries = (
        f"{_member(entry.index[0] if len(entry.index) == 1 else _flat(entry.index))} "
        f"{number_text(entry.value)}"
        for entry in parameter.entries
    )
    over = ", ".join(parameter.index)
    if not parameter.entries and parameter.default is not None:
        return f"{name}[{over}] = {number_text(parameter.default)}{note}"
    values = _shortened(entries, len(parameter.entries))
    return f"{name}[{over}]: {values}{default}{note}"


def _flat(index: tuple[Member, ...]) -> Member:
    return tuple(part for member in index for part in parts(member))
