"""Programs and data that are not the Formulation's."""

from __future__ import annotations

from dataclasses import replace

from optimoot.benchmarks.injection.solved import Inject, Solved
from optimoot.program import Origin, Program
from optimoot.solvers.checks import CheckContext, same_result
from optimoot.solvers.options import SolveOptions


def edited_program(solved: Solved) -> CheckContext | None:
    """A compiled Program is changed, and solved as it then is."""
    program = _tightened(solved)
    if program is None:
        return None
    outcome = solved.solve(program, SolveOptions())
    if same_result(outcome, solved.context.outcome):
        return None
    return replace(solved.context, program=program, outcome=outcome)


def edited_data(solved: Solved) -> CheckContext | None:
    """A compiled Program is run on other data."""
    data = dict(solved.context.program.data)
    numbers = [name for name, value in data.items() if isinstance(value, float | int)]
    if not numbers:
        return None
    name = solved.chance.choice(numbers)
    program = solved.context.program.model_copy(update={"data": data | {name: data[name] * 1.2}})
    outcome = solved.solve(program, SolveOptions())
    if same_result(outcome, solved.context.outcome):
        return None
    return replace(solved.context, program=program, outcome=outcome, again=None)


def tighter_coder_alone(solved: Solved) -> CheckContext | None:
    """A coder's Program forbids more than the Formulation, and nothing else was solved."""
    context = edited_program(solved)
    if context is None:
        return None
    program = context.program.model_copy(update={"origin": Origin.CODER})
    return replace(context, program=program, again=None)


def tighter_coder_beside(solved: Solved) -> CheckContext | None:
    """A coder's Program forbids more than the Formulation, which was compiled and solved too."""
    context = tighter_coder_alone(solved)
    return replace(context, second=solved.context.outcome) if context is not None else None


def _tightened(solved: Solved) -> Program | None:
    """The compiled Program with a smaller domain for the first variable that the plan uses."""
    used = next((v for v in solved.context.outcome.variables if (v.value or 0.0) > 0.5), None)
    if used is None or used.value is None:
        return None
    index = f"[{', '.join(map(repr, used.index))}]" if used.index else ""
    line = f"model.{used.name}{index}.setub({used.value / 2!r})\n    return model"
    head, found, tail = solved.context.program.source.rpartition("return model")
    if not found:
        return None
    return solved.context.program.model_copy(update={"source": f"{head}{line}{tail}"})


CHANGED_PROGRAMS: tuple[Inject, ...] = (
    edited_program,
    edited_data,
    tighter_coder_alone,
    tighter_coder_beside,
)
