"""A preset: a named way of working on items, so that ways can be compared in one evaluation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from optimoot.agents.answer import Answer
from optimoot.agents.run import stream_run
from optimoot.agents.team import Team
from optimoot.agents.teams import chosen_teams, default_teams, with_team_files
from optimoot.benchmarks.items import Item
from optimoot.errors import InputError
from optimoot.intake import make_problem
from optimoot.memory.runs import RunFolder
from optimoot.settings import Settings
from optimoot.team_spec import TeamSpec

ChooseTeams = Callable[[Settings], Sequence[Team]]
Attempt = Callable[[Item, Sequence[Team], Settings, str], Awaitable[Answer]]
"""Item, teams, settings and the run's id; gives the Answer."""


async def by_assembly(item: Item, teams: Sequence[Team], settings: Settings, run_id: str) -> Answer:
    """An item through the whole run: teams, debate, verdict, checker, memory.

    A run of this id that was killed goes on where it stood, so that completions that had come
    are not asked for again. What the memory bank holds of the item itself, or nearly, is not
    recalled: it would be its answer.

    Raises:
        OptimootError: The item's text or tables cannot be taken in, or the run broke.
    """
    problem = make_problem(item.description, item.tables)
    begun = RunFolder.was_begun(settings.data_folder, run_id)
    answer: Answer | None = None
    run = stream_run(
        None if begun else problem,
        teams=teams,
        settings=settings,
        run_id=run_id,
        resume=begun,
        exclude=(item.description,),
    )
    async for told in run:
        answer = told if isinstance(told, Answer) else answer
    if answer is None:
        raise RuntimeError(f"The run {run_id!r} ended without an answer.")
    return answer


@dataclass(frozen=True)
class Preset:
    """A way of working.

    Attributes:
        name: What it is called by `--preset`, in logs and in reports.
        meaning: What it is, one sentence.
        teams: Chooses the teams, given the settings with `changes`.
        changes: Settings that differ from those of the evaluation.
        attempt: How an item is attempted.
        source: The publication that it follows; empty for our own.
    """

    name: str
    meaning: str
    teams: ChooseTeams = default_teams
    changes: Mapping[str, Any] = field(default_factory=dict)
    attempt: Attempt = by_assembly
    source: str = ""

    def settings(self, of_run: Settings) -> Settings:
        """The evaluation's settings with this preset's changes, which go before those of teams."""
        own = {name: None for name in self.changes if name in TeamSpec.model_fields}
        teams = {name: spec.model_copy(update=own) for name, spec in of_run.teams.items()}
        return of_run.model_copy(update={**self.changes, "teams": teams})


def preset_of_teams(names: str) -> Preset:
    """The preset of teams that are named one by one, with commas: `all`, `builtin`, own ones.

    Raises:
        InputError: No name is given. Unknown names are refused when the teams are chosen.
    """
    named = tuple(dict.fromkeys(part.strip() for part in names.split(",") if part.strip()))
    if not named:
        raise InputError("No team is named.", remedy="Say for example --teams builtin.")

    def choose(settings: Settings) -> Sequence[Team]:
        known, filled = with_team_files([name for name in named if name != "all"], settings)
        found = {team.name: team for team in chosen_teams(known, filled)}
        if "all" in named:
            found |= {team.name: team for team in default_teams(filled)}
        return tuple(found.values())

    return Preset(
        name=",".join(named),
        meaning=f"The teams {', '.join(named)} in an assembly.",
        teams=choose,
    )
