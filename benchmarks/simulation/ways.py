"""The ways to work that a simulation compares: each gives a decision on a case, at a cost."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.ledger import Ledger
from optimoot.agents.models import ModelName
from optimoot.agents.run import stream_run
from optimoot.agents.team import Attempt, TeamContext
from optimoot.benchmarks.presets.agora import attempts_and_debate
from optimoot.benchmarks.simulation.backbone import SimulatedModel
from optimoot.benchmarks.simulation.cases import Case
from optimoot.benchmarks.simulation.rates import Rates
from optimoot.benchmarks.simulation.repeated import Attempted, Repeated
from optimoot.benchmarks.simulation.rules import (
    SURE,
    Decision,
    best_of_all,
    central_judge,
    majority,
    single,
    single_certified,
)
from optimoot.certificate import Confidence
from optimoot.settings import Settings
from optimoot.usage import Usage


@dataclass(frozen=True)
class Result:
    """A decision on a case, and what it cost.

    Attributes:
        contested: Whether the positions were shown side by side instead of an answer.
        verified: Whether the certificate has its highest level.
    """

    right: bool
    sure: bool
    contested: bool
    answered: bool
    calls: int
    tokens: int
    verified: bool = False


@dataclass(frozen=True)
class Bench:
    """What the ways to work share: the cases' backbone and where runs are kept."""

    cases: dict[str, Case]
    rates: Rates
    seed: int
    folder: Path
    attempts: dict[str, Attempted] = field(default_factory=dict)

    def teams(self, count: int, settings: Settings) -> list[LanguageTeam]:
        """Teams whose backbones err independently, but for the traps."""
        found: list[LanguageTeam] = []
        for place in range(count):
            model = SimulatedModel(
                cases=self.cases, rates=self.rates, seed=1000 * self.seed + place
            )
            name = ModelName("simulated", f"model-{place}")
            client = replace(ChatClient.for_model(model, settings), name=name, replayable=False)
            found.append(Repeated(client, f"team-{place + 1}", model, self.attempts))
        return found


Way = Callable[[Bench, Case], Awaitable[Result]]


def attempts_then(rule: str, teams: int, **settings: Any) -> Way:
    """Independent attempts of some teams, and a rule on what they bring."""

    async def work(bench: Bench, case: Case) -> Result:
        chosen = Settings(data_folder=bench.folder, verifier=False, **settings)
        context = TeamContext(run_id="simulation", settings=chosen)
        made = [await team.attempt(case.problem, context) for team in bench.teams(teams, chosen)]
        return result_of(case, _rule(rule, case, bench)(made), context.ledger)

    return work


def assembly(teams: int, **settings: Any) -> Way:
    """The whole run: teams, debate, verdict, checker."""

    async def work(bench: Bench, case: Case) -> Result:
        chosen = Settings(data_folder=bench.folder, **settings)
        answer: Answer | None = None
        run = stream_run(case.problem, teams=bench.teams(teams, chosen), settings=chosen)
        async for item in run:
            if isinstance(item, Answer):
                answer = item
        if answer is None:
            raise RuntimeError("the run gave no answer")
        confidence = answer.certificate.confidence if answer.certificate is not None else None
        stated = answer.verdict.is_decided
        right = answer.outcome is not None and case.is_right(answer.outcome)
        usage = answer.usage
        return Result(
            right=right,
            sure=stated and confidence in SURE,
            contested=answer.verdict is Verdict.CONTESTED,
            answered=answer.outcome is not None,
            calls=usage.calls,
            tokens=_tokens(usage),
            verified=stated and confidence is Confidence.VERIFIED,
        )

    return work


def agora(**settings: Any) -> Way:
    """Agora-Opt's rule on two teams.

    Where they never agree, the first one's result is the answer.
    """

    async def work(bench: Bench, case: Case) -> Result:
        chosen = Settings(data_folder=bench.folder, verifier=False, **settings)
        context = TeamContext(run_id="simulation", settings=chosen)
        teams = bench.teams(2, chosen)
        _, held = await attempts_and_debate(case.problem, teams, context)
        first = held[0] if held else None
        decision = Decision(first.outcome, sure=True) if first else Decision(None, sure=False)
        return result_of(case, decision, context.ledger)

    return work


def _rule(name: str, case: Case, bench: Bench) -> Callable[[list[Attempt]], Decision]:
    if name == "judge":
        chance = random.Random(f"{bench.seed}|{case.problem.text}")  # noqa: S311 - to be repeated
        return central_judge(case.is_right, chance)
    return {
        "single": single,
        "certified": single_certified,
        "best": best_of_all,
        "majority": majority,
    }[name]


def result_of(case: Case, decision: Decision, ledger: Ledger) -> Result:
    """The result of a decision on a case."""
    usage = ledger.usage()
    right = decision.outcome is not None and case.is_right(decision.outcome)
    return Result(
        right=right, sure=decision.sure, contested=False,
        answered=decision.outcome is not None, calls=usage.calls,
        tokens=_tokens(usage),
    )  # fmt: skip


def _tokens(usage: Usage) -> int:
    return sum((line.input_tokens or 0) + (line.output_tokens or 0) for line in usage.lines)
