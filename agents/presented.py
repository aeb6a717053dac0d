"""Work made elsewhere takes part: the program or the plan of another method is a candidate."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from optimoot.agents.team import Abstention, Attempt, Candidate, TeamContext
from optimoot.agents.trial import checked, run_again, run_program
from optimoot.certificate import Certificate, Check, CheckStatus, Confidence, Weight
from optimoot.errors import InputError
from optimoot.events import RoleEvent, RoleState
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.problem import Problem
from optimoot.program import Origin, Program
from optimoot.stated_plan import StatedPlan

Work = Program | StatedPlan
"""What another method brings."""
_NO_MODEL = "# A plan was stated, without a model.\n"


class PresentedTeam:
    """A team whose work is done: it brings a program or a plan, and holds to it.

    Args:
        work: The program, with its data; or the plan.
        name: Unique in a run.
    """

    def __init__(self, work: Work, *, name: str) -> None:
        self._work = work
        self._name = name

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """The team of a Python file with `build_model(data)`, or of a JSON file with a plan.

        The data of `model.py` is `model.json`, where there is such a file, else `{}`. A plan is an
        object with `objective`, `sense` and, if known, `values`.

        Raises:
            InputError: A file cannot be read, or holds something else.
        """
        text = _text_of(path)
        if path.suffix.lower() == ".json":
            return cls(_plan_in(text, path), name=path.stem)
        program = Program(source=text, data=_data_beside(path), origin=Origin.USER)
        return cls(program, name=path.stem)

    @classmethod
    def again(cls, name: str, work: dict[str, Any]) -> Self:
        """The team of an earlier part of a run, from what `as_data` gave."""
        is_program = "source" in work
        found = (Program if is_program else StatedPlan).model_validate(work)
        return cls(found, name=name)

    def as_data(self) -> dict[str, Any]:
        """Its work as JSON, for a run that goes on later."""
        return self._work.model_dump(mode="json")

    def renamed(self, name: str) -> Self:
        """The same work under another name."""
        return type(self)(self._work, name=name)

    @property
    def name(self) -> str:
        """Unique in a run."""
        return self._name

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """Run and check the program; a plan is taken as it is stated."""
        if isinstance(self._work, StatedPlan):
            return stated(self._work, self._name)
        context.emit(RoleEvent(team=self._name, role="solver", state=RoleState.WORKING))
        made = await asyncio.to_thread(_tried, self._work, self._name, problem, context)
        failed = isinstance(made, Abstention)
        context.emit(
            RoleEvent(
                team=self._name,
                role="solver",
                state=RoleState.FAILED if failed else RoleState.DONE,
                excerpt=made.reason[:160] if isinstance(made, Abstention) else "",
            )
        )
        return made


def presented(work: Work | str | Path, place: int) -> PresentedTeam:
    """The team of a Program, of a StatedPlan, or of a file with either.

    Args:
        work: What another method brings.
        place: Its place among the candidates, from 1: what has no file is named by it.

    Raises:
        InputError: A file cannot be read, or holds something else.
    """
    if isinstance(work, Program | StatedPlan):
        return PresentedTeam(work, name=f"candidate-{place}")
    return PresentedTeam.from_file(Path(work))


def all_presented(works: Sequence[Work | str | Path]) -> tuple[PresentedTeam, ...]:
    """The teams of several works; files of one name are told apart by their folders.

    Raises:
        InputError: A file cannot be read, or holds something else.
    """
    teams = [presented(work, place) for place, work in enumerate(works, 1)]
    names = [team.name for team in teams]
    return tuple(
        team.renamed(f"{Path(work).absolute().parent.name}-{team.name}")
        if names.count(team.name) > 1 and not isinstance(work, Program | StatedPlan)
        else team
        for team, work in zip(teams, works, strict=True)
    )


def stated(plan: StatedPlan, team: str) -> Candidate:
    """The candidate of a plan that comes without a model: nothing shows that it is the best."""
    told = "A plan was stated: there is no model that it could be held against."
    check = Check(
        name="proven", title="The result is proven", status=CheckStatus.SKIPPED,
        weight=Weight.ESSENTIAL, evidence=told,
    )  # fmt: skip
    outcome = Outcome(
        termination=Termination.CONVERGED,
        solution=SolutionStatus.OPTIMAL,
        sense=plan.sense,
        objective=plan.objective,
        bound=plan.objective,
        variables=plan.variables,
    )
    return Candidate(
        team=team,
        program=Program(source=_NO_MODEL, origin=Origin.USER),
        outcome=outcome,
        certificate=Certificate(checks=(check,), confidence=Confidence.DOUBTFUL, because=told),
        without_model=True,
    )


def _tried(program: Program, team: str, problem: Problem, context: TeamContext) -> Attempt:
    settings, ledger = context.settings, context.ledger
    outcome = run_program(program, settings, ledger)
    again = run_again(program, outcome, settings, ledger)
    trial = checked(problem, None, program, outcome, again=again, asked_gap=settings.relative_gap)
    if not trial.is_result:
        return Abstention(team=team, reason=trial.told, failed=True)
    return Candidate(
        team=team,
        program=trial.program,
        outcome=trial.outcome,
        certificate=trial.certificate,
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(
            f"The candidate {str(path)!r} cannot be read: {reason}.",
            remedy="Name a Python file with build_model(data), or a JSON file with a plan.",
        ) from error


def _plan_in(text: str, path: Path) -> StatedPlan:
    try:
        return StatedPlan.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(
            f"The candidate {str(path)!r} holds no plan: {place}: {first['msg']}.",
            remedy='Write {"objective": 73, "sense": "maximize", "values": {"rye": 19}}.',
        ) from error


def _data_beside(path: Path) -> dict[str, Any]:
    beside = path.with_suffix(".json")
    if not beside.is_file():
        return {}
    try:
        data = json.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"The data {str(beside)!r} of the candidate {str(path)!r} cannot be read: {error}.",
            remedy="It must hold one JSON object, which build_model is given.",
        ) from error
    if not isinstance(data, dict):
        raise InputError(
            f"The data {str(beside)!r} of the candidate {str(path)!r} is no JSON object.",
            remedy="It must hold one JSON object, which build_model is given.",
        )
    return data
