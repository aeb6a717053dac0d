"""Reviews a Formulation: what is wrong with it, and what looks as if it were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from optimoot.binding import bind
from optimoot.effort import EffortError
from optimoot.errors import InputError
from optimoot.evaluation import Evaluator, FailureReason
from optimoot.expression import parse, parse_loops
from optimoot.finding import Finding, FindingCode, Severity
from optimoot.formulation import Formulation
from optimoot.soundness import OBJECTIVE, structural_findings
from optimoot.symbols import Symbols
from optimoot.syntax import (
    Binary,
    Choice,
    Constant,
    Gathering,
    Item,
    Loop,
    Name,
    Node,
    Operator,
    children,
    walk,
)
from optimoot.trends import unbounded_variables
from optimoot.unit_check import UnitCheck
from optimoot.units import read_unit

__all__ = ["Finding", "FindingCode", "Severity", "review"]

_STRUCTURAL_NUMBERS = frozenset({0, 0.5, 1, 2, 100})
"""Numbers that an expression may hold as part of its form (halves, squares, per cent)."""

_TRIAL_EFFORT = 300_000
"""How many steps of arithmetic a trial evaluation may take."""

_TRIAL_VALUE = 1.3
"""Where variables are put for the trial, as far as their bounds allow it."""


def review(formulation: Formulation, data: Mapping[str, Any] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the Formulation, errors first.

    Where there are no errors and the data are known, every expression is also tried out at one
    point, so that subscripts which run out of their sets (`x[t - 1]` at the first t) are found.

    Args:
        formulation: Whatever pydantic accepted; this never raises.
        data: Its data, as `optimoot.binding.bind` makes it. Without it, they are taken from the
            Formulation if it needs no tables.
    """
    findings = list(structural_findings(formulation))
    if not any(f.severity is Severity.ERROR for f in findings):
        elements = list(_elements(formulation))
        findings += _unused(formulation, elements)
        findings += _repeated(formulation)
        findings += _unbounded(formulation)
        findings += _unit_clashes(formulation, elements)
        findings += _doubtful_forms(formulation, elements)
        findings += _trial(formulation, data)
    findings.sort(key=lambda finding: finding.severity is Severity.WARNING)
    return tuple(dict.fromkeys(findings))


@dataclass(frozen=True, slots=True)
class _Element:
    """The objective or a constraint, read."""

    name: str
    tree: Node
    loops: tuple[Loop, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Every node of its expression and its loops' conditions."""
        yield from walk(self.tree)
        for loop in self.loops:
            for condition in loop.conditions:
                yield from walk(condition)

    def all_loops(self) -> Iterator[Loop]:
        """The loops that repeat it and those within."""
        yield from self.loops
        for node in self.nodes():
            if isinstance(node, Gathering):
                yield from node.loops


def _elements(formulation: Formulation) -> Iterator[_Element]:
    if formulation.objective is not None:
        yield _Element(OBJECTIVE, parse(formulation.objective.expression).tree)
    for constraint in formulation.constraints:
        loops = parse_loops(constraint.for_each).loops
        yield _Element(constraint.name, parse(constraint.expression).tree, loops)


def _warning(code: FindingCode, element: str, message: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, element=element, message=message)


def _unused(formulation: Formulation, elements: list[_Element]) -> Iterator[Finding]:
    """What is declared and never used, and loops that repeat a constraint unchanged."""
    used: set[str] = set()
    for element in elements:
        used |= {n.id for n in element.nodes() if isinstance(n, Name)}
        used |= {n.name for n in element.nodes() if isinstance(n, Item)}
        used |= {loop.source for loop in element.all_loops()}
    for variable in formulation.variables:
        if variable.name not in used:
            message = "the variable occurs in neither the objective nor a constraint."
            yield _warning(FindingCode.UNUSED, variable.name, message)
        used |= {b for b in (variable.lower, variable.upper) if isinstance(b, str)}
        used |= set(variable.index)
    for parameter in formulation.parameters:
        if parameter.name not in used:
            yield _warning(FindingCode.UNUSED, parameter.name, "the parameter is never used.")
        used |= set(parameter.index)
    for index_set in formulation.sets:
        if index_set.name not in used:
            yield _warning(FindingCode.UNUSED, index_set.name, "the set is never used.")
    for element in elements:
        inside = {n.id for n in element.nodes() if isinstance(n, Name)}
        for loop in element.loops:
            if not inside & set(loop.targets):
                message = f"it is repeated over {loop.source!r} but the same for every member."
                yield _warning(FindingCode.UNUSED, element.name, message)


def _repeated(formulation: Formulation) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for constraint in formulation.constraints:
        text = (str(parse(constraint.expression)), str(parse_loops(constraint.for_each)))
        first = seen.setdefault(text, constraint.name)
        if first != constraint.name:
            message = f"it says the same as the constraint {first!r}."
            yield _warning(FindingCode.DUPLICATE, constraint.name, message)


def _unbounded(formulation: Formulation) -> Iterator[Finding]:
    for name, direction in unbounded_variables(formulation):
        message = (
            f"it improves the objective the more it may {direction}, and no bound or constraint "
            f"stops it; look for a missing constraint."
        )
        yield _warning(FindingCode.UNBOUNDED, name, message)


def _unit_clashes(formulation: Formulation, elements: list[_Element]) -> Iterator[Finding]:
    symbols = Symbols(formulation)
    for element in elements:
        messages: list[str] = []
        unit = UnitCheck(symbols, messages.append).unit(element.tree)
        if element.name == OBJECTIVE and formulation.objective is not None:
            stated = read_unit(formulation.objective.unit)
            if unit is not None and stated is not None and not unit.agrees(stated):
                messages.append(f"it is stated in {stated} but comes out in {unit}.")
        for message in messages:
            yield _warning(FindingCode.UNIT_CLASH, element.name, message)
    for variable in formulation.variables:
        unit = read_unit(variable.unit)
        for bound in (variable.lower, variable.upper):
            limit = read_unit(symbols.parameters[bound].unit) if isinstance(bound, str) else None
            if unit is not None and limit is not None and not unit.agrees(limit):
                message = f"it is in {unit} but its bound {bound!r} is in {limit}."
                yield _warning(FindingCode.UNIT_CLASH, variable.name, message)


def _doubtful_forms(formulation: Formulation, elements: list[_Element]) -> Iterator[Finding]:
    """Divisions by variables, and numbers that belong into parameters."""
    symbols = Symbols(formulation)
    for element in elements:
        for node in walk(element.tree):
            if (
                isinstance(node, Binary)
                and node.operator is Operator.OVER
                and symbols.holds_variable(node.right)
            ):
                message = (
                    "it divides by a variable, which makes it nonlinear; where the divisor is "
                    "known to be positive, multiply by it instead."
                )
                yield _warning(FindingCode.DIVISION_BY_VARIABLE, element.name, message)
        amounts = dict.fromkeys(_amounts(element.tree))
        loose = [f"{value:g}" for value in amounts if abs(value) not in _STRUCTURAL_NUMBERS]
        if loose:
            listed = ", ".join(loose[:5]) + (", …" if len(loose) > 5 else "")
            stand = f"numbers {listed} stand" if len(loose) > 1 else f"number {listed} stands"
            message = f"the {stand} in it without a source; make parameters that cite theirs."
            yield _warning(FindingCode.UNGROUNDED_LITERAL, element.name, message)


def _amounts(node: Node) -> Iterator[float]:
    """Written numbers, without those in subscripts, exponents and conditions."""
    match node:
        case Constant(value=value):
            yield value
        case Item():
            return
        case Binary(operator=Operator.POWER, left=left):
            yield from _amounts(left)
        case Gathering(element=element):
            yield from _amounts(element)
        case Choice(then=then, otherwise=otherwise):
            yield from _amounts(then)
            yield from _amounts(otherwise)
        case _:
            for below in children(node):
                yield from _amounts(below)


def _trial(formulation: Formulation, data: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Evaluate everything at one point, if the data are known and it takes no long time."""
    try:
        if data is None:
            tables = [s.table for s in formulation.sets] + [p.table for p in formulation.parameters]
            if any(table is not None for table in tables):
                return
            data = bind(formulation, ())
        evaluator = Evaluator(formulation, data)
        if evaluator.effort > _TRIAL_EFFORT:
            return
        evaluation = evaluator.at_one_value(_TRIAL_VALUE)
    except EffortError as error:
        yield _warning(FindingCode.TOO_LARGE, formulation.title or "model", str(error))
        return
    except InputError as error:
        yield Finding(
            code=FindingCode.BAD_VALUE,
            severity=Severity.ERROR,
            element=formulation.title or "data",
            message=str(error),
        )
        return
    first = {failure.element: failure for failure in reversed(evaluation.failures)}
    for failure in first.values():
        if failure.reason is FailureReason.MISSING:
            yield Finding(
                code=FindingCode.UNKNOWN_MEMBER,
                severity=Severity.ERROR,
                element=failure.element,
                message=f"{failure.message} Exclude the case by a condition such as `if t > 1`.",
            )
        else:
            yield _warning(FindingCode.ARITHMETIC, failure.element, failure.message)
