"""The simulated backbone's completions: what each role says, as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from optimoot.benchmarks.simulation.cases import Reading
from optimoot.coefficients import Coefficients
from optimoot.formulation import Domain, Formulation
from optimoot.program import Program


def formulator_reply(formulation: Formulation, *, ill_formed: bool = False) -> str:
    """The Formulation in the reply's envelope; ill-formed: a constraint names the unknown."""
    told = formulation.model_dump(mode="json", exclude_defaults=True)
    if ill_formed and told.get("constraints"):
        told["constraints"][0]["expression"] += " + unheard_of"
    return json.dumps({"analysis": "read sentence by sentence", "formulation": told})


def critic_reply(error: str) -> str:
    """A finding that sends the formulator back, or acceptance."""
    if not error:
        return json.dumps({"analysis": "faithful", "findings": [], "route": "accept"})
    finding = {"where": "the model", "why": error, "fix": "as the words say"}
    return json.dumps({"analysis": error, "findings": [finding], "route": "formulation"})


def planner_reply() -> str:
    """Three plans."""
    ways = ("write the sums directly", "index by pairs", "tighten the bounds")
    return json.dumps({"plans": [{"approach": way, "solver": "auto"} for way in ways]})


def program_reply(program: Program, *, broken: bool = False) -> str:
    """The program in a code block; broken: it uses something that does not exist."""
    source = program.source
    if broken:
        source = source.replace("pyo.ConcreteModel()", "pyo.ConcreteModels()")
    return f"```python\n{source}```\n"


def debater_json(stance: str, **values: Any) -> str:
    """A debater's reply."""
    return json.dumps({"analysis": "difference by difference", "stance": stance, **values})


def checker_source(reading: Reading, *, broken: bool = False) -> str:
    """A checker that holds a reading: every row in plain arithmetic.

    A real verifier writes it from the words; this one knows what the words come to.
    """
    model = reading.coefficients
    lines = ["def check(values, tables):", "    x = []"]
    for column in model.columns:
        key = column.index[0] if len(column.index) == 1 else tuple(column.index)
        subscript = f"[{key!r}]" if column.index else ""
        lines.append(f"    x.append(values[{column.name!r}]{subscript})")
    lines.append(f"    objective = {_goal(model)}")
    lines.append("    violations = []")
    for row in model.rows:
        body = _body([((i,), v) for i, v in row.terms] + [((i, j), v) for i, j, v in row.products])
        lines.append(f"    body = {body}")
        size = "1e-6 * max(1, abs(body))"
        if row.lower is not None:
            lines.append(f"    if body < {row.lower!r} - {size}:")
            lines.append(f"        violations.append({row.name!r} + ' falls short')")
        if row.upper is not None:
            lines.append(f"    if body > {row.upper!r} + {size}:")
            lines.append(f"        violations.append({row.name!r} + ' is exceeded')")
    for place, column in enumerate(model.columns):
        lines.extend(_bounds(place, column.lower, column.upper, column.domain))
    told = "objectives" if broken else "objective"
    lines.append(f"    return {{'objective': {told}, 'violations': violations}}")
    return "```python\n" + "\n".join(lines) + "\n```\n"


def _bounds(place: int, lower: float | None, upper: float | None, domain: Domain) -> list[str]:
    lines = []
    if lower is not None:
        lines.append(f"    if x[{place}] < {lower!r} - 1e-6:")
        lines.append(f"        violations.append('value {place} is too small')")
    if upper is not None:
        lines.append(f"    if x[{place}] > {upper!r} + 1e-6:")
        lines.append(f"        violations.append('value {place} is too large')")
    if domain is not Domain.CONTINUOUS:
        lines.append(f"    if abs(x[{place}] - round(x[{place}])) > 1e-5:")
        lines.append(f"        violations.append('value {place} is not whole')")
    return lines


def _goal(model: Coefficients) -> str:
    terms: list[tuple[tuple[int, ...], float]] = [
        ((place,), c.objective) for place, c in enumerate(model.columns) if c.objective
    ]
    terms += [((i, j), value) for i, j, value in model.products]
    return f"{_body(terms)} + {model.constant!r}"


def _body(terms: Sequence[tuple[tuple[int, ...], float]]) -> str:
    told = [f"{value!r} * " + " * ".join(f"x[{p}]" for p in places) for places, value in terms]
    return " + ".join(told) or "0.0"
