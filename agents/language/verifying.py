"""The verifier: it writes a checker from the problem alone, without seeing a model or a program."""

from __future__ import annotations

from collections.abc import Mapping

from optimoot.agents.language.briefs import problem_values
from optimoot.agents.language.roles import Conversation, Desk, Role
from optimoot.agents.team import Candidate
from optimoot.events import RoleEvent, RoleState
from optimoot.formulation import Formulation, Variable
from optimoot.outcome import Outcome, VariableValue
from optimoot.problem import Problem

_SHOWN_MEMBERS = 6


class Verifier:
    """Writes a checker, and mends one that does not run.

    Args:
        desk: Where it works.
        problem: The Problem.
        candidate: Whose decisions are checked; nothing of it is shown but their names.
    """

    def __init__(self, desk: Desk, problem: Problem, candidate: Candidate) -> None:
        self._desk, self._problem, self._candidate = desk, problem, candidate
        self._said = Conversation()

    async def write(self) -> str:
        """The checker's source.

        Raises:
            UnusableReply: The reply holds no code.
            ModelRequestError: No completion could be had.
            BudgetSpent: The budget is spent.
        """
        opening = self._desk.opening(
            Role.VERIFIER, **problem_values(self._problem), names=decisions(self._candidate)
        )
        return await self._asked(opening)

    async def mend(self, finding: str) -> str:
        """The checker's source, mended; raises as `write` does."""
        text = self._desk.prompts.render(Role.VERIFIER, "mend", findings=[finding])
        return await self._asked(self._said.asked(text))

    async def _asked(self, conversation: Conversation) -> str:
        self._note(RoleState.WORKING)
        source, self._said = await self._desk.ask_for_checker(conversation)
        self._note(RoleState.DONE, f"{len(source.splitlines())} lines")
        return source

    def _note(self, state: RoleState, excerpt: str = "") -> None:
        context, team = self._desk.context, self._desk.team
        tokens = context.ledger.tokens_of(team, Role.VERIFIER)
        context.emit(
            RoleEvent(team=team, role=Role.VERIFIER, state=state, excerpt=excerpt, tokens=tokens)
        )


def decisions(candidate: Candidate) -> tuple[str, ...]:
    """The decisions of a plan, one line each: what a checker's author may know of a model."""
    families: dict[str, list[VariableValue]] = {}
    for value in candidate.outcome.variables:
        families.setdefault(value.name, []).append(value)
    known = _known(candidate.formulation)
    sets = _sets(candidate.formulation)
    return tuple(_line(name, values, known.get(name), sets) for name, values in families.items())


def _known(formulation: Formulation | None) -> dict[str, Variable]:
    return {v.name: v for v in formulation.variables} if formulation is not None else {}


def _sets(formulation: Formulation | None) -> dict[str, str]:
    """What the members of each set are, in words."""
    sets = formulation.sets if formulation is not None else ()
    return {s.name: s.meaning or s.name for s in sets}


def _line(
    name: str, values: list[VariableValue], variable: Variable | None, sets: Mapping[str, str]
) -> str:
    """`values["ship"]["north", "rye"]: tonnes shipped (tonnes); 12 of them: ...`."""
    meaning = variable.meaning if variable is not None and variable.meaning else "no meaning given"
    unit = f" ({variable.unit})" if variable is not None and variable.unit else ""
    if not values[0].index:
        return f'values["{name}"]: {meaning}{unit}'
    members = [", ".join(repr(part) for part in value.index) for value in values]
    shown = "; ".join(f"[{member}]" for member in members[:_SHOWN_MEMBERS])
    more = f"; … {len(members)} in all" if len(members) > _SHOWN_MEMBERS else ""
    names = [sets.get(each, each) for each in variable.index] if variable is not None else []
    index = f", by {' and '.join(names)}" if names else ""
    return f'values["{name}"][index]: {meaning}{unit}{index}; indices: {shown}{more}'


def is_plan(outcome: Outcome) -> bool:
    """Whether there is a plan that a checker could look at."""
    return outcome.has_solution and bool(outcome.variables)
