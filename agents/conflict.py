"""Which sentences of an infeasible problem contradict each other."""

from __future__ import annotations

from optimoot.agents.builtin.text import read_text
from optimoot.agents.team import Candidate
from optimoot.conflict import Conflict, ConflictMember, MemberKind
from optimoot.errors import RunError
from optimoot.formulation import Formulation
from optimoot.outcome import Termination
from optimoot.problem import Problem
from optimoot.solvers.options import SandboxLimits, SolveOptions

_PATIENCE = 10.0
"""Seconds for the whole search: the result stands without it."""
_LONGEST_TEXT = 60_000
"""Characters up to which a text is cut into sentences."""
_SHOWN = 6


def explain_conflict(
    problem: Problem, candidate: Candidate, options: SolveOptions, limits: SandboxLimits
) -> tuple[Conflict | None, str]:
    """The constraints of an infeasible candidate that cannot hold together, and what to say.

    Solves: blocking, for at most ten seconds.

    Returns:
        The conflict, with the sentence of each member, and its words. None and nothing where the
        candidate is not infeasible; None and the reason where the search failed.
    """
    from optimoot.solvers.sandbox import shared_sandbox

    if candidate.outcome.termination is not Termination.INFEASIBLE:
        return None, ""
    patient = options.model_copy(update={"time_limit": min(_PATIENCE, options.time_limit)})
    try:
        found = shared_sandbox().conflict(candidate.program, patient, limits)
    except RunError as error:  # the result stands without its explanation
        return None, f"Which limits contradict each other was not found. {error}"
    if found is not None and candidate.formulation is not None:
        told = tuple(_told(member, candidate.formulation, problem) for member in found.members)
        found = found.model_copy(update={"members": told})
    return found, conflict_text(found)


def conflict_text(conflict: Conflict | None) -> str:
    """The conflict in one or two sentences, quoting the problem; empty where none is known."""
    if conflict is None:
        return ""
    if not conflict.members:
        return "The domains of the variables alone leave no plan."
    parts = list(dict.fromkeys(_words(member) for member in conflict.members))
    shown = "; ".join(parts[:_SHOWN]) + (
        f"; and {len(parts) - _SHOWN} more" * (len(parts) > _SHOWN)
    )
    if len(parts) == 1:
        return f"This cannot be met: {shown}."
    ending = " Without any one of them there is a plan." if conflict.irreducible else ""
    return f"These cannot hold together: {shown}.{ending}"


def _words(member: ConflictMember) -> str:
    index = f"[{', '.join(map(str, member.index))}]" if member.index else ""
    name = f"{member.name}{index}"
    if member.kind is not MemberKind.CONSTRAINT:
        name = f"the {member.kind} of {name}"
    return f"“{member.sentence}” ({name})" if member.sentence else member.meaning or name


def _told(member: ConflictMember, formulation: Formulation, problem: Problem) -> ConflictMember:
    if member.kind is MemberKind.CONSTRAINT:
        for constraint in formulation.constraints:
            if constraint.name == member.name:
                words = {"meaning": constraint.meaning, "sentence": constraint.sentence}
                return member.model_copy(update=words)
        return member
    for variable in formulation.variables:
        if variable.name == member.name:
            low = member.kind is MemberKind.LOWER_BOUND
            bound = variable.lower if low else variable.upper
            sentence = _sentence_of(bound, member, formulation, problem)
            meaning = f"{member.kind} of {variable.meaning or variable.name}"
            return member.model_copy(update={"meaning": meaning, "sentence": sentence})
    return member


def _sentence_of(
    bound: float | str | None, member: ConflictMember, formulation: Formulation, problem: Problem
) -> str:
    """The sentence with the figure of a bound; empty where it comes from none."""
    cited = {
        number
        for parameter in formulation.parameters
        if parameter.name == bound
        for entry in parameter.entries
        if entry.index in ((), member.index)
        for number in entry.numbers
    }
    if not cited or len(problem.text) > _LONGEST_TEXT:
        return ""
    return next(
        (
            sentence.quote
            for sentence in read_text(problem)
            for token in sentence.tokens
            if token.number is not None and token.number.id in cited
        ),
        "",
    )
