"""The explanation of a result, from its facts alone: templates, no new number."""

from __future__ import annotations

from optimoot.formulation import Domain, Formulation, Sense
from optimoot.outcome import ConstraintValue, Outcome, SolutionStatus, Termination, VariableValue

_SHOWN_VARIABLES = 12
_SHOWN_CONSTRAINTS = 6
_BINDING_TOLERANCE = 1e-6


def number_text(value: float) -> str:
    """A number for people: at most six significant decimals, no trailing zeros, grouped digits."""
    rounded = round(value, 6)
    if rounded == int(rounded) and abs(rounded) < 1e15:
        return f"{int(rounded):,}"
    if abs(value) >= 1e15 or abs(value) < 1e-4:
        return f"{value:.6g}"
    return f"{rounded:,.6f}".rstrip("0").rstrip(".")


def element_text(name: str, index: tuple[str | int | float, ...]) -> str:
    """`make[rye]`, `x[1, 2]` or plain `total`."""
    return f"{name}[{', '.join(str(part) for part in index)}]" if index else name


def binding_constraints(outcome: Outcome) -> tuple[ConstraintValue, ...]:
    """The constraints that hold with equality at the solution, within 1e-6 relative."""
    return tuple(
        row
        for row in outcome.constraints
        if row.slack is not None
        and row.body is not None
        and abs(row.slack) <= _BINDING_TOLERANCE * max(1.0, abs(row.body))
    )


def explain(outcome: Outcome, formulation: Formulation | None) -> str:
    """What was found and what it rests on, in a few sentences.

    Args:
        outcome: What executing the Program gave.
        formulation: Gives meanings and units; without it the program's own names are used.
    """
    if outcome.failure is not None:
        return f"No result: {outcome.failure.message}"
    if not outcome.has_solution:
        return _without_solution(outcome)
    sentences = [_objective_sentence(outcome, formulation), _plan_sentence(outcome, formulation)]
    binding = binding_constraints(outcome)
    if binding:
        sentences.append(_binding_sentence(binding, formulation))
    elif outcome.constraints:
        sentences.append("No constraint is tight at this solution.")
    return " ".join(sentence for sentence in sentences if sentence)


def _without_solution(outcome: Outcome) -> str:
    reasons = {
        Termination.INFEASIBLE: (
            "No plan satisfies all constraints at once: the problem as stated is infeasible."
        ),
        Termination.UNBOUNDED: (
            "The objective can be improved without limit: the problem as stated is unbounded, "
            "so a limit is probably missing."
        ),
        Termination.INFEASIBLE_OR_UNBOUNDED: (
            "The problem as stated is infeasible or unbounded; the solver did not tell which."
        ),
        Termination.TIME_LIMIT: "The time limit was reached before any plan was found.",
        Termination.INTERRUPTED: "The solve was interrupted before any plan was found.",
    }
    text = reasons.get(outcome.termination, "The solver stopped without a plan.")
    return " ".join([text, *outcome.messages])


def _objective_sentence(outcome: Outcome, formulation: Formulation | None) -> str:
    nothing_to_optimize = formulation is not None and formulation.objective is None
    if outcome.objective is None or outcome.sense is None or nothing_to_optimize:
        return "A plan that satisfies every constraint was found; there is nothing to optimize."
    objective = formulation.objective if formulation is not None else None
    meaning = objective.meaning if objective is not None and objective.meaning else "objective"
    unit = f" {objective.unit}" if objective is not None and objective.unit else ""
    value = f"{number_text(outcome.objective)}{unit}"
    if outcome.solution is SolutionStatus.OPTIMAL:
        extreme = "greatest" if outcome.sense is Sense.MAXIMIZE else "least"
        return f"The {extreme} possible {_as_noun(meaning)} is {value}."
    if outcome.bound is None:
        return f"The best plan found gives {value} ({_as_noun(meaning)}); no bound is known."
    gap = f", a gap of {100 * outcome.gap:.2f} %" if outcome.gap is not None else ""
    return (
        f"The best plan found gives {value} ({_as_noun(meaning)}); it is not proven optimal: "
        f"the bound is {number_text(outcome.bound)}{gap}."
    )


def _as_noun(meaning: str) -> str:
    """The meaning as it can follow "the greatest possible"."""
    words = meaning.strip().rstrip(".")
    for verb in ("maximize ", "minimize ", "maximise ", "minimise ", "the "):
        if words.lower().startswith(verb):
            words = words[len(verb) :]
    first, space, rest = words.partition(" ")
    if first.lower() in _NOUNS_OF_VERBS:
        return f"{_NOUNS_OF_VERBS[first.lower()]}{space}{rest}"
    return "objective" if first.lower() in _VERBS else words or "objective"


_NOUNS_OF_VERBS = {"earn": "earnings", "earns": "earnings", "costs": "cost"}
_VERBS = frozenset(
    "brings carries covers gains gets gives holds makes needs pays produces reaches returns sells "
    "serves spends takes uses yields".split()
)
"""Verbs that a text measures by ("each brings 3 dollars") and that are no name for a sum."""


def _plan_sentence(outcome: Outcome, formulation: Formulation | None) -> str:
    used = [v for v in outcome.variables if v.value is not None and abs(v.value) > 1e-9]
    if not used:
        return "Every decision is zero."
    parts = [_value_text(value, formulation) for value in used[:_SHOWN_VARIABLES]]
    more = len(used) - len(parts)
    rest = f"; and {more} more that are not zero" if more else ""
    zeros = len(outcome.variables) - len(used)
    idle = f"; everything else is zero ({zeros})" if zeros else ""
    return f"Plan: {'; '.join(parts)}{rest}{idle}."


def _value_text(value: VariableValue, formulation: Formulation | None) -> str:
    declared = next(
        (v for v in formulation.variables if v.name == value.name) if formulation else iter(()),
        None,
    )
    name = element_text(value.name, value.index)
    if declared is not None and declared.domain is Domain.BINARY:
        return f"{name} = yes" if value.value else f"{name} = no"
    unit = f" {declared.unit}" if declared is not None and declared.unit else ""
    return f"{name} = {number_text(value.value or 0.0)}{unit}"


def _binding_sentence(rows: tuple[ConstraintValue, ...], formulation: Formulation | None) -> str:
    meanings = {c.name: c.meaning for c in formulation.constraints} if formulation else {}
    parts = []
    for row in rows[:_SHOWN_CONSTRAINTS]:
        label = element_text(row.name, row.index)
        meaning = meanings.get(row.name, "")
        price = (
            f", one unit more changes the objective by {number_text(row.dual)}"
            if row.dual is not None and abs(row.dual) > 1e-9
            else ""
        )
        parts.append(f"{label}{f' ({meaning})' if meaning else ''}{price}")
    more = len(rows) - len(parts)
    return f"What binds: {'; '.join(parts)}{f'; and {more} more' if more else ''}."
