"""Does every figure of the model come from the problem?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.formulation import Domain, Entry, Formulation, Parameter
from optimoot.problem import Number, NumberKind, Problem
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.conversions import SHAPES, is_conversion

_SHAPED = ("2", "4", "0.5")
"""Constants of shapes, pairs and ways there and back."""
_STRUCTURAL = (0.0, 1.0, -1.0)
"""Values that a model may hold without a source: absence, presence, a sign."""
_LITERAL = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])")
_CONDITION = re.compile(r"\bif\b[^)]*")
_EXPONENT = re.compile(r"\*\*\s*\(?(\d)\b(?!\.)\)?")
_POWER = re.compile(r"(?:\^\s*\{?|\*\*\s*)(\d)(?!\d|\.\d)|([²³⁴])")
"""Exponents in a text: `x^3`, `x^{3}`, `x**3`, `x³`."""
_RAISED = {"²": "2", "³": "3", "⁴": "4"}
_SHOWN = 5


def grounded(context: CheckContext) -> Check | None:
    """Every parameter cites its Numbers or table cells, and its value is what they say.

    A value that contradicts its source refutes the result. One without a source is told; where
    most have none, or a factor that converts nothing stands between a value and its source, the
    model is not established as this problem's.
    """
    if context.formulation is None or context.problem is None:
        return None
    wrong: list[str] = []
    bent: list[str] = []
    bare: list[str] = []
    sourced = 0
    for parameter in context.formulation.parameters:
        if parameter.name in context.replaced:
            continue
        if parameter.table is not None:
            if context.problem.table(parameter.table.table) is None:
                wrong.append(f"{parameter.name} (no table {parameter.table.table!r})")
            sourced += 1
            continue
        sourced += sum(bool(entry.numbers) for entry in parameter.entries)
        for entry in parameter.entries:
            _sort(parameter, entry, context.problem, wrong, bent, bare)
        bent += _unequal(parameter, context.problem)
    loose = _loose(context.formulation, context.problem)
    spoken = _SHAPED if SHAPES.search(context.problem.text) else ()
    bare += [
        text
        for text in _bare_literals(context.formulation, _powers(context.problem.text))
        if text not in loose and text.split()[0] not in spoken
    ]
    if wrong:
        told = f"Not what the cited source says: {_listed(wrong)}."
        return _check(CheckStatus.FAILED, Weight.ESSENTIAL, told, wrong)
    if bent:
        told = f"The factor is no conversion that the text speaks of: {_listed(bent)}."
        return _check(CheckStatus.FAILED, Weight.SUPPORTING, told, bent)
    if loose:
        told = f"Figures in the algebra that stand nowhere in the text: {_listed(loose)}."
        return _check(CheckStatus.FAILED, Weight.SUPPORTING, told, loose)
    if len(bare) > sourced:
        told = f"Most values have no source: {_listed(bare)}."
        return _check(CheckStatus.FAILED, Weight.SUPPORTING, told, bare)
    if bare:
        told = f"Without a source: {_listed(bare)}."
        return _check(CheckStatus.WARNED, Weight.ESSENTIAL, told, bare)
    return _check(CheckStatus.PASSED, Weight.ESSENTIAL, _count(context.formulation), [])


def _check(status: CheckStatus, weight: Weight, evidence: str, elements: list[str]) -> Check:
    return Check(
        name="grounded",
        title="Every figure of the model comes from the problem",
        status=status,
        weight=weight,
        evidence=evidence,
        elements=tuple(elements),
    )


def _sort(
    parameter: Parameter,
    entry: Entry,
    problem: Problem,
    wrong: list[str],
    bent: list[str],
    bare: list[str],
) -> None:
    """Put what is to be said of one value, if anything, where it belongs."""
    label = f"{parameter.name}{list(entry.index) if entry.index else ''} = {entry.value:g}"
    if not entry.numbers:
        if entry.value not in _STRUCTURAL:
            bare.append(label)
    elif not _says(entry, problem):
        wrong.append(f"{label} (cites {', '.join(entry.numbers)})")
    elif not is_conversion(entry.factor, problem.text):
        bent.append(f"{label} (a factor of {entry.factor:g})")


def _unequal(parameter: Parameter, problem: Problem) -> list[str]:
    """Entries whose factor is not that of the others, though the same word follows their figure."""
    by_word: dict[str, list[Entry]] = {}
    for entry in parameter.entries:
        numbers = [problem.number(number_id) for number_id in entry.numbers]
        if len(numbers) == 1 and numbers[0] is not None:
            by_word.setdefault(_unit_beside(numbers[0], problem.text), []).append(entry)
    return [
        f"{parameter.name}{list(entry.index)} (a factor of {entry.factor:g}, elsewhere "
        f"{same[0].factor:g})"
        for same in by_word.values()
        for entry in same[1:]
        if not math.isclose(entry.factor, same[0].factor, rel_tol=1e-9)
    ]


def _unit_beside(number: Number, text: str) -> str:
    """The word behind a figure, and how the figure itself is written."""
    if number.kind is NumberKind.MONEY:
        return number.kind.value
    found = re.match(r"\W{0,2}([^\W\d_]+)", text[number.end : number.end + 24])
    word = found.group(1).casefold().rstrip("s") if found else ""
    return f"{number.kind.value} {word}"


def _says(entry: Entry, problem: Problem) -> bool:
    product = entry.factor
    for number_id in entry.numbers:
        number = problem.number(number_id)
        if number is None:
            return False
        product *= number.value
    return math.isclose(product, entry.value, rel_tol=1e-9, abs_tol=1e-12)


def _loose(formulation: Formulation, problem: Problem) -> list[str]:
    """Constants in the algebra that are no figure of the text.

    Halves and doubles belong to shapes and to ways there and back. A large constant in a
    constraint on yes-or-no decisions switches it off, and has no source.
    """
    told = {number.value for number in problem.numbers}
    if SHAPES.search(problem.text):
        told |= {float(one) for one in _SHAPED}
    switches = {v.name for v in formulation.variables if v.domain is Domain.BINARY}
    found = []
    powers = _powers(problem.text)
    for name, expression in _expressions(formulation):
        if any(re.search(rf"\b{re.escape(switch)}\b", expression) for switch in switches):
            continue
        literals = _literals(expression, powers, _numeric_members(formulation))
        found += [f"{t} in {name}" for t in literals if float(t) not in told]
    return found


def _powers(text: str) -> frozenset[str]:
    """The exponents of a text: they are no Numbers of it, and squares are told in many ways."""
    told = {sign for pair in _POWER.findall(text) for sign in pair if sign}
    return frozenset({"2"} | {_RAISED.get(sign, sign) for sign in told})


def _bare_literals(formulation: Formulation, powers: frozenset[str]) -> list[str]:
    """Constants other than 0, 1 and exponents of the text that stand in the algebra itself."""
    return [*_in_expressions(formulation, powers), *_in_bounds(formulation)]


def _in_expressions(formulation: Formulation, powers: frozenset[str]) -> Iterator[str]:
    members = _numeric_members(formulation)
    for name, expression in _expressions(formulation):
        yield from (f"{literal} in {name}" for literal in _literals(expression, powers, members))


def _expressions(formulation: Formulation) -> Iterator[tuple[str, str]]:
    yield from ((c.name, c.expression) for c in formulation.constraints)
    if formulation.objective is not None:
        yield "objective", formulation.objective.expression


def _numeric_members(formulation: Formulation) -> frozenset[float]:
    """Numbers that name something: members of sets."""
    members = (part for s in formulation.sets for m in s.members for part in _parts(m))
    return frozenset(float(part) for part in members if isinstance(part, int | float))


def _parts(member: object) -> tuple[object, ...]:
    return tuple(member) if isinstance(member, list | tuple) else (member,)


def _literals(
    expression: str, powers: frozenset[str], members: frozenset[float] = frozenset()
) -> Iterator[str]:
    """The figures in an expression; what a condition compares with a member is its name."""

    def without_members(condition: re.Match[str]) -> str:
        return _LITERAL.sub(
            lambda m: "" if float(m.group()) in members else m.group(), condition.group()
        )

    expression = _CONDITION.sub(without_members, expression)
    told = _EXPONENT.sub(lambda m: "" if m.group(1) in powers else m.group(), expression)
    outside = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|'[^']*'", "", told)
    for literal in _LITERAL.findall(outside):
        if float(literal) not in (0.0, 1.0):
            yield literal


def _in_bounds(formulation: Formulation) -> Iterator[str]:
    for variable in formulation.variables:
        for side, bound in (("lower", variable.lower), ("upper", variable.upper)):
            if not isinstance(bound, float | int) or math.isinf(bound):
                continue
            if float(bound) not in _STRUCTURAL:
                yield f"{bound:g} as {side} bound of {variable.name}"


def _count(formulation: Formulation) -> str:
    entries = sum(len(parameter.entries) for parameter in formulation.parameters)
    tables = sum(parameter.table is not None for parameter in formulation.parameters)
    columns = f" and {tables} table columns" if tables else ""
    return f"{entries} values{columns} traced to their source."


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
