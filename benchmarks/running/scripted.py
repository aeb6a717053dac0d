"""A preset whose attempts are scripted: for measuring the runner, and for trying out reports.

What it gives depends on the item and the repeat alone; no team works and no model is asked.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.team import Team
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.preset import Preset
from optimoot.certificate import Certificate, Check, CheckStatus, Confidence
from optimoot.formulation import Sense
from optimoot.outcome import Outcome, SolutionStatus, Termination, VariableValue
from optimoot.problem import Problem
from optimoot.settings import Settings

_NO_ANSWER = 5
"""One item in so many gets no answer."""


def scripted_items(count: int) -> tuple[Item, ...]:
    """Items with labels, one like the other."""
    return tuple(
        Item(
            id=f"scripted-{number:05}",
            description=f"Make up to {number + 1} crates at a profit of $3 each. Maximize profit.",
            answer=3.0 * (number + 1),
            family=f"family {number % 7}",
        )
        for number in range(count)
    )


def scripted_preset(
    seconds: float = 0.0,
    *,
    name: str = "scripted",
    watched: Callable[[int], None] = lambda _step: None,
) -> Preset:
    """A preset that answers from a script.

    Args:
        seconds: How long an attempt waits, as for a model.
        name: Its name.
        watched: Called with 1 as an attempt begins, and with -1 as it ends.
    """

    async def attempt(item: Item, _teams: Sequence[Team], _: Settings, run_id: str) -> Answer:
        watched(+1)
        try:
            await asyncio.sleep(seconds)
        finally:
            watched(-1)
        return _answer(item, run_id)

    return Preset(name=name, meaning="Answers from a script.", teams=lambda _: (), attempt=attempt)


def _answer(item: Item, run_id: str) -> Answer:
    problem = Problem(text=item.description)
    chance = int(hashlib.sha256(run_id.encode()).hexdigest(), 16)
    if chance % _NO_ANSWER == 0 or not isinstance(item.answer, float):
        return Answer(run_id=run_id, problem=problem, verdict=Verdict.UNSOLVED)
    objective = item.answer * (1.0 if chance % 3 else 1.5)
    return Answer(
        run_id=run_id,
        problem=problem,
        verdict=Verdict.UNCONTESTED,
        team="scripted",
        outcome=Outcome(
            termination=Termination.CONVERGED,
            solution=SolutionStatus.OPTIMAL,
            sense=Sense.MAXIMIZE,
            objective=objective,
            variables=(VariableValue(name="crates", value=objective / 3.0),),
        ),
        certificate=Certificate(
            checks=(Check(name="scripted", title="Scripted", status=CheckStatus.PASSED),),
            confidence=Confidence.CHECKED if chance % 2 else Confidence.DOUBTFUL,
        ),
    )
