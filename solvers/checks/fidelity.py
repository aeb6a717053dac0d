"""Is the Program what its Formulation says, and are its data the Formulation's?"""

from __future__ import annotations

from optimoot.binding import bind
from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.errors import InputError
from optimoot.program import Origin
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.compile import compile_program


def faithful(context: CheckContext) -> Check | None:
    """A compiled Program is the compiler's, word for word, on the Formulation's own data."""
    formulation, program = context.formulation, context.program
    if formulation is None or program.origin is not Origin.COMPILED:
        return None
    tables = context.problem.tables if context.problem is not None else ()
    try:
        data = bind(formulation, tables) if context.problem is not None else program.data
        source = compile_program(formulation, data).source
    except InputError as error:
        return _check(CheckStatus.SKIPPED, str(error))
    if source != program.source:
        return _check(CheckStatus.FAILED, "The program is not what the formulation compiles to.")
    other = tuple(
        name
        for name in data
        if name not in context.replaced and program.data.get(name) != data[name]
    )
    if other:
        told = f"Other values than the formulation's: {', '.join(other[:5])}."
        return _check(CheckStatus.FAILED, told, other)
    return _check(CheckStatus.PASSED, "Compiled from the formulation, on its data.")


def _check(status: CheckStatus, evidence: str, elements: tuple[str, ...] = ()) -> Check:
    return Check(
        name="faithful",
        title="The program is the formulation",
        status=status,
        weight=Weight.ESSENTIAL,
        evidence=evidence,
        elements=elements,
    )
