"""Does every figure and every constraint of the formulation have an effect?

`0 * hours[p] * make[p] <= labour` cites every figure of its sentence and forbids nothing. What has
no effect shows in plain arithmetic: a figure is changed and nothing moves, a constraint is the same
wherever the plan goes, or holds for every plan that is not negative. Only formulations with
something that could hide this are looked at, so that ordinary ones cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from optimoot.binding import bind
from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.errors import InputError
from optimoot.evaluation import Evaluation, Evaluator
from optimoot.expression import parse
from optimoot.formulation import Formulation, Parameter, Variable
from optimoot.solvers.checks.context import CheckContext, Plan
from optimoot.syntax import (
    Binary,
    Choice,
    Constant,
    Gathering,
    Item,
    Name,
    Negation,
    Node,
    Operator,
    Terms,
    walk,
)

_MOST_PLACES: Final = 120
"""Places of variables up to which rows are read one unit point at a time."""
_MOST_NUMBERS: Final = 80
_CHANGE: Final = 1.37
"""By how much a figure is changed to see whether anything moves."""
_STILL: Final = 1e-9
_STEPS: Final = (0.73, 1.19, 2.41, 0.31, 1.67)
_HIDING: Final = frozenset({Operator.FLOOR_OVER, Operator.MODULO, Operator.POWER})

Rows = dict[tuple[str, tuple[str | int, ...], int], float]
"""The left less the right side of every comparison; the objective under an empty name."""


def effective(context: CheckContext) -> Check | None:
    """No figure that is cited for nothing, and no constraint that forbids nothing."""
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    if not _could_hide(formulation):
        return _check(CheckStatus.PASSED, "Nothing in the formulation could cancel a figure.", [])
    faces = {number.id: number.value for number in problem.numbers}
    try:
        data = bind(formulation, problem.tables)
        places = list(_places(formulation, data))
        if len(places) > _MOST_PLACES or len(faces) > _MOST_NUMBERS:
            return None
        void = _void_numbers(formulation, context, faces, places)
        idle = _idle_constraints(formulation, Evaluator(formulation, data), places)
    except InputError:
        return None  # the formulation is not sound: another check says so
    told = [f"{name} {quote!r} is cited and changes nothing" for name, quote in void]
    told += [f"constraint {name!r} {why}" for name, why in idle]
    if not told:
        return _check(CheckStatus.PASSED, "Every figure and every constraint has an effect.", [])
    elements = [name for name, _ in (*void, *idle)]
    return _check(CheckStatus.FAILED, f"Without effect: {'; '.join(told[:4])}.", elements)


def _check(status: CheckStatus, evidence: str, elements: list[str]) -> Check:
    return Check(
        name="effective",
        title="Every figure and constraint has an effect",
        status=status,
        weight=Weight.SUPPORTING,
        evidence=evidence,
        elements=tuple(elements),
    )


def _could_hide(formulation: Formulation) -> bool:
    """Whether an expression holds anything by which a figure could cancel."""
    texts = [constraint.expression for constraint in formulation.constraints]
    if formulation.objective is not None:
        texts.append(formulation.objective.expression)
    loops = " ".join(constraint.for_each for constraint in formulation.constraints)
    known = {parameter.name for parameter in formulation.parameters}
    return " if " in loops or any(_hides(parse(text).tree, known) for text in texts)


def _hides(tree: Node, known: set[str]) -> bool:
    seen: list[str] = []
    for node in walk(tree):
        if isinstance(node, Choice | Negation):
            return True
        if isinstance(node, Constant) and node.value not in (1, 1.0):
            return True
        if isinstance(node, Binary) and node.operator in _HIDING:
            return True
        if isinstance(node, Terms) and any(term.minus for term in node.terms):
            return True
        if isinstance(node, Gathering) and any(loop.conditions for loop in node.loops):
            return True
        name = _named(node)
        if name in known:
            seen.append(name)
    return len(set(seen)) < len(seen)


def _named(node: Node) -> str:
    return node.id if isinstance(node, Name) else node.name if isinstance(node, Item) else ""


def _places(
    formulation: Formulation, data: Mapping[str, Any]
) -> Iterator[tuple[Variable, tuple[str | int, ...]]]:
    for variable in formulation.variables:
        members = [
            [tuple(m) if isinstance(m, list) else (m,) for m in data[name]]
            for name in variable.index
        ]
        for chosen in product(*members):
            yield variable, tuple(part for member in chosen for part in member)


def _point(places: list[tuple[Variable, tuple[str | int, ...]]], values: list[float]) -> Plan:
    point: Plan = {}
    for (variable, index), value in zip(places, values, strict=True):
        point.setdefault(variable.name, {})[index] = value
    return point


def _rows(evaluation: Evaluation) -> Rows:
    rows: Rows = {}
    for held in evaluation.constraints:
        place = 0
        while (held.name, held.index, place) in rows:
            place += 1
        rows[held.name, held.index, place] = held.left - held.right
    if evaluation.objective is not None:
        rows["", (), 0] = evaluation.objective
    return rows


def _spread(count: int, start: int) -> list[float]:
    """Values for a point that no symmetry of a model is likely to hide anything at."""
    scale = 1.0 + 0.07 * start  # turned alone, a whole round of steps adds up to the same again
    return [
        scale * (_STEPS[(start + place) % len(_STEPS)] + 0.13 * place) for place in range(count)
    ]  # the ramp is scaled too: places a whole round apart would else differ by the same anywhere


def _void_numbers(
    formulation: Formulation,
    context: CheckContext,
    faces: dict[str, float],
    places: list[tuple[Variable, tuple[str | int, ...]]],
) -> list[tuple[str, str]]:
    """Numbers that parameters cite and that nothing depends on."""
    if context.problem is None:
        return []
    points = [_point(places, _spread(len(places), start)) for start in (0, 2)]
    tables = context.problem.tables

    def seen(numbers: dict[str, float]) -> list[Rows]:
        evaluator = Evaluator(formulation, bind(formulation, tables, numbers=numbers))
        return [_rows(evaluator.at(point)) for point in points]

    bounding = {
        bound for v in formulation.variables for bound in (v.lower, v.upper) if bound is not None
    }
    base = seen(faces)
    found = []
    for number in context.problem.numbers:
        citing = [p for p in formulation.parameters if _cites(p, number.id)]
        if not citing or any(p.name in bounding or p.name in context.replaced for p in citing):
            continue
        changed = {**faces, number.id: number.value * _CHANGE if number.value else _CHANGE}
        if all(_same(one, other) for one, other in zip(base, seen(changed), strict=True)):
            found.append((number.id, number.text))
    return found


def _cites(parameter: Parameter, number_id: str) -> bool:
    return any(number_id in entry.numbers for entry in parameter.entries)


def _same(one: Rows, other: Rows) -> bool:
    return one.keys() == other.keys() and all(
        abs(value - other[key]) <= _STILL * max(abs(value), abs(other[key]), 1e-300)
        for key, value in one.items()
    )


def _idle_constraints(
    formulation: Formulation,
    evaluator: Evaluator,
    places: list[tuple[Variable, tuple[str | int, ...]]],
) -> Iterator[tuple[str, str]]:
    """Constraints without a row, without a variable, or that no plan at or above zero breaks."""
    count = len(places)
    first, second = (_rows(evaluator.at(_point(places, _spread(count, start)))) for start in (0, 2))
    zero = evaluator.at(_point(places, [0.0] * count))
    far = [
        _rows(evaluator.at(_point(places, [1e6 * (p == other) for other in range(count)])))
        for p in range(count)
    ]
    far.append(_rows(evaluator.at(_point(places, [1e6] * count))))  # products need all at once
    signs = {
        key: {"<=": 1.0, ">=": -1.0}.get(held.relation.value, 0.0)
        for key, held in zip(_rows(zero), zero.constraints, strict=False)
    }
    origin = _rows(zero)
    free = any(isinstance(v.lower, float) and v.lower < 0 for v, _ in places)
    free = free or any(v.lower is None for v, _ in places)
    for constraint in formulation.constraints:
        keys = [key for key in first if key[0] == constraint.name]
        if not keys:
            yield constraint.name, "gives no row on this data"
        elif all(abs(first[k] - second.get(k, 0.0)) <= _STILL * abs(first[k]) for k in keys):
            yield constraint.name, "depends on no decision"
        elif not free and _cited(formulation, constraint.expression):
            reached = [
                signs[k] * (rows.get(k, 0.0) - origin.get(k, 0.0)) for rows in far for k in keys
            ]
            holds = all(signs[k] and signs[k] * origin.get(k, 1.0) <= 0.0 for k in keys)
            if holds and max(reached, default=0.0) <= 0.0:
                yield constraint.name, "holds for every plan that is not negative"


def _cited(formulation: Formulation, expression: str) -> bool:
    names = {_named(node) for node in walk(parse(expression).tree)}
    used = (parameter for parameter in formulation.parameters if parameter.name in names)
    return any(entry.numbers and entry.value for parameter in used for entry in parameter.entries)
