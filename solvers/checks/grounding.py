"""Does every figure of the model come from the problem, and every figure of the problem go in?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.formulation import Entry, Formulation, Parameter
from optimoot.problem import Number, NumberKind, Problem
from optimoot.solvers.checks.context import CheckContext

_STRUCTURAL = (0.0, 1.0, -1.0)
"""Values that a model may hold without a source: absence, presence, a sign."""
_LITERAL = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])")
_SHOWN = 5
_BASIC = (1.0, 2.0, 4.0, 5.0, 7.0, 10.0, 12.0, 16.0, 24.0, 30.0, 52.0, 60.0, 100.0, 365.0, 1000.0)
_UNITS = (0.45359237, 0.3048, 1.609344, 2.54, 3.785411784, 28.349523125, 4.184, 1e6, 1e9)
"""Units of mass, length, volume and energy, and the large scales."""
_SINGLE = {value for base in (*_BASIC, *_UNITS) for value in (base, 1.0 / base)}
_CONVERSIONS = frozenset(one * two for one in _SINGLE for two in _SINGLE)


def grounded(context: CheckContext) -> Check | None:
    """Every parameter cites its Numbers or table cells, and its value is what they say."""
    if context.formulation is None or context.problem is None:
        return None
    wrong: list[str] = []
    bare: list[str] = []
    for parameter in context.formulation.parameters:
        if parameter.name in context.replaced:
            continue
        for label, problem_found in _parameter_faults(parameter, context.problem):
            (wrong if problem_found else bare).append(label)
    bare += _bare_literals(context.formulation)
    title = "Every figure of the model comes from the problem"
    if wrong:
        return Check(
            name="grounded",
            title=title,
            status=CheckStatus.FAILED,
            weight=Weight.ESSENTIAL,
            evidence=f"Not what the cited source says: {_listed(wrong)}.",
            elements=tuple(wrong),
        )
    return Check(
        name="grounded",
        title=title,
        status=CheckStatus.WARNED if bare else CheckStatus.PASSED,
        weight=Weight.ESSENTIAL,
        evidence=f"Without a source: {_listed(bare)}." if bare else _count(context.formulation),
        elements=tuple(bare),
    )


def _parameter_faults(parameter: Parameter, problem: Problem) -> Iterator[tuple[str, bool]]:
    """Pairs of a label and whether the fault is a contradiction (else: no source given)."""
    if parameter.table is not None:
        table = problem.table(parameter.table.table)
        if table is None:
            yield f"{parameter.name} (no table {parameter.table.table!r})", True
        return
    for entry in parameter.entries:
        label = f"{parameter.name}{list(entry.index) if entry.index else ''} = {entry.value:g}"
        if not entry.numbers:
            if entry.value not in _STRUCTURAL:
                yield label, False
        elif not _says(entry, problem):
            yield f"{label} (cites {', '.join(entry.numbers)})", True
        elif not _is_conversion(entry.factor):
            yield f"{label} (a factor of {entry.factor:g} that is no common conversion)", False


def _says(entry: Entry, problem: Problem) -> bool:
    product = entry.factor
    for number_id in entry.numbers:
        number = problem.number(number_id)
        if number is None:
            return False
        product *= number.value
    return math.isclose(product, entry.value, rel_tol=1e-9, abs_tol=1e-12)


def _is_conversion(factor: float) -> bool:
    """Whether a factor is a common conversion, its inverse, or two of them in turn."""
    return any(math.isclose(abs(factor), known, rel_tol=1e-6) for known in _CONVERSIONS)


def _bare_literals(formulation: Formulation) -> list[str]:
    """Constants other than 0, 1 and 2 (an exponent) that stand in the algebra itself."""
    expressions = [(c.name, c.expression) for c in formulation.constraints]
    if formulation.objective is not None:
        expressions.append(("objective", formulation.objective.expression))
    found = []
    for name, expression in expressions:
        outside_brackets = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|'[^']*'", "", expression)
        for literal in _LITERAL.findall(outside_brackets):
            if float(literal) not in (0.0, 1.0, 2.0):
                found.append(f"{literal} in {name}")
    bounds = [
        (f"{side} bound of {variable.name}", bound)
        for variable in formulation.variables
        for side, bound in (("lower", variable.lower), ("upper", variable.upper))
    ]
    found += [
        f"{bound:g} as {label}"
        for label, bound in bounds
        if isinstance(bound, float | int) and float(bound) not in _STRUCTURAL
    ]
    return found


def _count(formulation: Formulation) -> str:
    entries = sum(len(parameter.entries) for parameter in formulation.parameters)
    tables = sum(parameter.table is not None for parameter in formulation.parameters)
    columns = f" and {tables} table columns" if tables else ""
    return f"{entries} values{columns} traced to their source."


def numbers_used(context: CheckContext) -> Check | None:
    """Which Numbers of the text nothing in the model uses."""
    if context.formulation is None or context.problem is None:
        return None
    cited = {
        number_id
        for parameter in context.formulation.parameters
        for entry in parameter.entries
        for number_id in entry.numbers
    }
    sizes = {float(len(s.members)) for s in context.formulation.sets}
    sizes.add(float(len(context.formulation.variables)))
    unused = [
        number
        for number in context.problem.numbers
        if number.id not in cited and not _is_structural(number, sizes)
    ]
    shown = tuple(f"{number.id} {number.text!r}" for number in unused)
    return Check(
        name="numbers_used",
        title="Every figure of the problem is used",
        status=CheckStatus.WARNED if unused else CheckStatus.PASSED,
        weight=Weight.SUPPORTING,
        evidence=f"Nothing uses {_listed(list(shown))}."
        if unused
        else f"All {len(context.problem.numbers)} figures are used or only count things.",
        elements=shown,
    )


def _is_structural(number: Number, sizes: set[float]) -> bool:
    """An ordinal, or a count of the things that the model indexes ("two products")."""
    return number.kind is NumberKind.ORDINAL or number.value in sizes


def sentences_quoted(context: CheckContext) -> Check | None:
    """Every constraint's sentence stands in the problem's text."""
    if context.formulation is None or context.problem is None:
        return None
    text = _folded(context.problem.text)
    cited = [c for c in context.formulation.constraints if c.sentence]
    invented = tuple(c.name for c in cited if _folded(c.sentence) not in text)
    unsaid = tuple(c.name for c in context.formulation.constraints if not c.sentence)
    if invented:
        status, evidence = CheckStatus.WARNED, f"Not in the text: sentence of {_listed(invented)}."
    elif unsaid:
        status, evidence = CheckStatus.WARNED, f"No sentence given for {_listed(unsaid)}."
    else:
        status, evidence = CheckStatus.PASSED, f"{len(cited)} constraints quote the text."
    return Check(
        name="sentences_quoted",
        title="Every constraint quotes the problem",
        status=status,
        evidence=evidence,
        elements=invented or unsaid,
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _listed(names: list[str] | tuple[str, ...]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
