"""Agora-Opt's way from two teams to one answer: agreement within 5 % or a debate; no checks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.budget import Budget
from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.debate.turns import Move
from optimoot.agents.debate.view import view_of
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Abstention, Attempt, Candidate, Team, TeamContext
from optimoot.agents.trial import end_programs_with_this_loop
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.presets.choosing import language_teams
from optimoot.benchmarks.running.preset import Preset
from optimoot.intake import make_problem
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.settings import Settings

TOLERANCE: Final = 0.05
"""Two objectives are the same within this share of the greater one."""
ROUNDS: Final = 3


def agree_as_agora(first: Outcome, second: Outcome) -> bool:
    """Agora-Opt's test: both have an objective, and they lie within 5 % of each other."""
    one, other = first.objective, second.objective
    if one is None or other is None:
        return one is other and first.termination == second.termination
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other), 1e-9)


async def attempts_and_debate(
    problem: Problem, teams: Sequence[LanguageTeam], context: TeamContext
) -> tuple[tuple[Attempt, ...], list[Candidate]]:
    """What two teams bring, and what they hold when they agree or the rounds are spent.

    While they differ, both see the other's work and move at once.
    """
    made = await asyncio.gather(*(team.attempt(problem, context) for team in teams))
    held = {a.team: a for a in made if isinstance(a, Candidate)}
    contrasts = Contrasts(context.settings, context.ledger)
    moves: list[Move] = []
    for round_ in range(1, ROUNDS + 1):
        pair = list(held.values())
        if len(pair) < 2 or agree_as_agora(pair[0].outcome, pair[1].outcome):
            break
        views = [
            await asyncio.to_thread(
                view_of, team.name, held, moves, contrasts, (round_, len(moves) + 1)
            )
            for team in teams
        ]
        said = await asyncio.gather(
            *(team.debate(problem, view, context) for team, view in zip(teams, views, strict=True))
        )
        held |= {m.turn.team: m.position for m in said if m.position is not None}
        moves += said
    return tuple(made), list(held.values())


async def by_agora(item: Item, teams: Sequence[Team], settings: Settings, run_id: str) -> Answer:
    """An item by Agora-Opt's rule; where its teams never agree, the first one's result is stated.

    Raises:
        OptimootError: The item's text or tables cannot be taken in, or no completion could be had
            in a debate.
    """
    problem = make_problem(item.description, item.tables)
    end_programs_with_this_loop()
    context = TeamContext(
        run_id=run_id,
        settings=settings,
        ledger=Ledger(Budget()),
        slots=asyncio.Semaphore(settings.concurrent_requests),
    )
    pair = [team for team in teams if isinstance(team, LanguageTeam)]
    made, held = await attempts_and_debate(problem, pair, context)
    first = held[0] if held else None
    verdict = Verdict.UNSOLVED
    if first is not None:
        agree = len(held) > 1 and agree_as_agora(first.outcome, held[1].outcome)
        verdict = Verdict.CONSENSUS if agree else Verdict.UNCONTESTED
    return Answer(
        run_id=run_id,
        problem=problem,
        verdict=verdict,
        team=first.team if first is not None else "",
        formulation=first.formulation if first is not None else None,
        program=first.program if first is not None else None,
        outcome=first.outcome if first is not None else None,
        candidates=tuple(held),
        abstentions=tuple(one for one in made if isinstance(one, Abstention)),
        usage=context.ledger.usage(),
    )


def _two(settings: Settings) -> Sequence[Team]:
    return language_teams(settings, least=2)[:2]


PRESETS: Final = (
    Preset(
        name="agora",
        meaning="Two teams on language models; agreement within 5 %, or a debate of up to three "
        "rounds; the result is stated as it is.",
        teams=_two,
        changes={"verifier": False, "memory": "off"},
        attempt=by_agora,
        source="Agora-Opt, 2026",
    ),
)
