"""Does the plan give each decision one value, and nothing else?"""

from __future__ import annotations

import math
from collections import Counter

from optimoot.certificate import Check, CheckStatus
from optimoot.outcome import VariableValue
from optimoot.program import Origin
from optimoot.solvers.checks.context import CheckContext

_SHOWN = 4


def one_value_each(context: CheckContext) -> Check | None:
    """No value stands twice, and what the Formulation does not decide has none.

    A coder may need variables of its own; a compiled Program has the Formulation's only.
    """
    variables = context.outcome.variables
    if not context.outcome.has_solution:
        return None
    counts = Counter((v.name, v.index) for v in variables)
    twice = [_place(v) for v in variables if counts[v.name, v.index] > 1]
    foreign = _foreign(context) if context.program.origin is Origin.COMPILED else []
    faults = list(dict.fromkeys([*twice, *foreign]))
    if not twice and context.formulation is None:
        return None
    told = "twice" if twice else "not of the formulation"
    return Check(
        name="one_value_each",
        title="The plan gives each decision one value",
        status=CheckStatus.FAILED if faults else CheckStatus.PASSED,
        weight=context.bound_to_formulation,
        evidence=f"{told.capitalize()}: {', '.join(faults[:_SHOWN])}."
        if faults
        else f"{len(variables)} values, one for each decision.",
        elements=tuple(faults),
    )


def _foreign(context: CheckContext) -> list[str]:
    """Values of what is no decision of the Formulation: unknown names, and too many of one name.

    That none is missing is for plain arithmetic to say.
    """
    if context.formulation is None:
        return []
    data = context.program.data
    sizes = {
        variable.name: math.prod(len(data.get(name, ())) for name in variable.index)
        for variable in context.formulation.variables
    }
    found = Counter(v.name for v in context.outcome.variables)
    return [name for name, count in found.items() if count > sizes.get(name, 0)]


def _place(value: VariableValue) -> str:
    return f"{value.name}[{', '.join(map(str, value.index))}]" if value.index else value.name
