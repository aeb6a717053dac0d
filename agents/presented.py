"""Work made elsewhere takes part: a program of another method is a candidate like any other."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from optimoot.agents.team import Abstention, Attempt, Candidate, TeamContext
from optimoot.agents.trial import checked, run_again, run_program
from optimoot.errors import InputError
from optimoot.events import RoleEvent, RoleState
from optimoot.problem import Problem
from optimoot.program import Origin, Program


class PresentedTeam:
    """A team whose work is done: it brings a program, and holds to it.

    Args:
        program: The program, with its data.
        name: Unique in a run.
    """

    def __init__(self, program: Program, *, name: str) -> None:
        self._program = program
        self._name = name

    @classmethod
    def from_file(cls, path: Path) -> PresentedTeam:
        """The team of a Python file with `build_model(data)`; its data is beside it.

        The data of `plan.py` is `plan.json`, where there is such a file, else `{}`.

        Raises:
            InputError: A file cannot be read, or the data is no JSON object.
        """
        try:
            source = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise InputError(
                f"The candidate {str(path)!r} cannot be read: {reason}.",
                remedy="Name a Python file with build_model(data).",
            ) from error
        program = Program(source=source, data=_data_beside(path), origin=Origin.USER)
        return cls(program, name=path.stem)

    @property
    def name(self) -> str:
        """Unique in a run."""
        return self._name

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """Run and check the program."""
        context.emit(RoleEvent(team=self._name, role="solver", state=RoleState.WORKING))
        made = await asyncio.to_thread(self._tried, problem, context)
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

    def _tried(self, problem: Problem, context: TeamContext) -> Attempt:
        settings, ledger = context.settings, context.ledger
        outcome = run_program(self._program, settings, ledger)
        again = run_again(self._program, outcome, settings, ledger)
        trial = checked(
            problem, None, self._program, outcome, again=again, asked_gap=settings.relative_gap
        )
        if not trial.is_result:
            return Abstention(team=self._name, reason=trial.told, failed=True)
        return Candidate(
            team=self._name,
            program=trial.program,
            outcome=trial.outcome,
            certificate=trial.certificate,
        )


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
