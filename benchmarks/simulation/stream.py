"""A stream of problems with a memory: off, frozen, growing, and growing from a poisoned bank.

Problems come one after the other, as in use. The bank is a real one, and so are recall, prompts,
admission and demotion; the completions are simulated.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from optimoot.agents.answer import Answer
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName
from optimoot.agents.remembering.admission import why_not
from optimoot.agents.remembering.team import MemoryTeam
from optimoot.agents.run import stream_run
from optimoot.agents.team import Team
from optimoot.benchmarks.scoring import share
from optimoot.benchmarks.simulation.cases import Case, Reading
from optimoot.benchmarks.simulation.rates import Rates
from optimoot.benchmarks.simulation.remembering import RememberingModel
from optimoot.benchmarks.simulation.rules import SURE
from optimoot.certificate import Certificate, Confidence
from optimoot.memory.bank import Bank
from optimoot.memory.embedders.hashed import HashedEmbedder
from optimoot.memory.records import Provenance, Reached, Solution, Standing
from optimoot.memory.stores.held import HeldStore
from optimoot.memory.structure import structural_similarity, tags_of
from optimoot.settings import Settings

POISONED: Final = 0.05
"""The share of a poisoned bank that is wrong."""

Use = Literal["off", "frozen", "growing"]


@dataclass(frozen=True)
class Streamed:
    """One way to use a memory on a stream.

    Attributes:
        admissible: Runs whose results the rule of admission lets in, known already or not.
        admissible_right: Of these, the right ones.
        kept: Records in the bank at the end that are still recalled.
        poison_left: Of the wrong records that were put in, those that are still recalled.
    """

    way: str
    cases: int
    right: int
    right_sure: int
    wrong_sure: int
    calls: float
    tokens: float
    admissible: int
    admissible_right: int
    kept: int
    poison: int = 0
    poison_left: int = 0


@dataclass(frozen=True)
class Way:
    """How the stream is worked through.

    Attributes:
        before: Problems whose solutions are in the bank at the start.
        poisoned: Share of these that are wrong.
        adapting: Whether the team that takes over remembered models takes part.
    """

    name: str
    use: Use
    before: int = 0
    poisoned: float = 0.0
    adapting: bool = False


WAYS: Final = (
    Way("memory off", "off"),
    Way("memory growing", "growing"),
    Way("memory frozen", "frozen", before=60),
    Way("memory growing, with the team that remembers", "growing", adapting=True),
    Way("memory growing, 5 % of 60 records wrong", "growing", before=60, poisoned=POISONED),
)


def measure_stream(
    cases: Sequence[Case],
    earlier: Sequence[Case],
    rates: Rates,
    seed: int,
    ways: Sequence[Way] = WAYS,
    note: Callable[[str], None] = lambda _: None,
) -> Iterator[Streamed]:
    """A row for each way, as it is done.

    Args:
        cases: The stream, in its order.
        earlier: Other problems, whose solutions a bank may hold at the start.
        rates: How often the backbone errs.
        seed: Of the backbone.
        ways: What is compared.
        note: Is told which way is at work.
    """
    for way in ways:
        note(way.name)
        yield asyncio.run(_worked(way, cases, earlier, rates, seed))


def new_bank() -> Bank:
    """An empty bank in this process."""
    embedder = HashedEmbedder()
    return Bank(HeldStore(embedder.name), embedder, structural_similarity, lambda _t, _o: False)


async def _worked(
    way: Way, cases: Sequence[Case], earlier: Sequence[Case], rates: Rates, seed: int
) -> Streamed:
    bank = new_bank()
    poison = _filled(bank, way, earlier, seed)
    known = {case.problem.text: case for case in (*earlier, *cases)}
    models = [RememberingModel(cases=known, rates=rates, seed=1000 * seed + n) for n in range(2)]
    with tempfile.TemporaryDirectory() as folder:
        answers = [await _solved(case, way, bank, models, Path(folder)) for case in cases]
    pairs = list(zip(cases, answers, strict=True))
    right = [a.outcome is not None and case.is_right(a.outcome) for case, a in pairs]
    sure = [_is_sure(answer) for answer in answers]
    admitted = [not why_not(answer) for answer in answers]
    usages = [answer.usage for answer in answers]
    tokens = [
        sum((line.input_tokens or 0) + (line.output_tokens or 0) for line in u.lines)
        for u in usages
    ]
    standing = {record.id for record in bank.records(standing=Standing.ADMITTED)}
    return Streamed(
        way=way.name,
        cases=len(cases),
        right=sum(r and a.verdict.is_decided for r, a in zip(right, answers, strict=True)),
        right_sure=sum(r and s for r, s in zip(right, sure, strict=True)),
        wrong_sure=sum(
            s and not r and a.outcome is not None
            for r, s, a in zip(right, sure, answers, strict=True)
        ),
        calls=sum(u.calls for u in usages) / len(cases),
        tokens=sum(tokens) / len(cases),
        admissible=sum(admitted),
        admissible_right=sum(r and a for r, a in zip(right, admitted, strict=True)),
        kept=len(standing),
        poison=len(poison),
        poison_left=len(poison & standing),
    )


async def _solved(
    case: Case, way: Way, bank: Bank, models: Sequence[RememberingModel], folder: Path
) -> Answer:
    settings = Settings(
        data_folder=folder,
        memory="off",
        memory_use="frozen" if way.use == "frozen" else "growing",
    )
    teams: list[Team] = [_team(model, place, settings) for place, model in enumerate(models)]
    if way.adapting:
        teams.append(MemoryTeam())
    memory = None if way.use == "off" else lambda: bank
    run = stream_run(case.problem, teams=teams, settings=settings, memory=memory)
    async for item in run:
        if isinstance(item, Answer):
            return item
    raise RuntimeError("the run gave no answer")


def _team(model: RememberingModel, place: int, settings: Settings) -> LanguageTeam:
    name = ModelName("simulated", f"model-{place}")
    client = replace(ChatClient.for_model(model, settings), name=name, replayable=False)
    return LanguageTeam(client, name=f"team-{place + 1}")


def _is_sure(answer: Answer) -> bool:
    certificate = answer.certificate
    return answer.verdict.is_decided and certificate is not None and certificate.confidence in SURE


def _filled(bank: Bank, way: Way, earlier: Sequence[Case], seed: int) -> set[str]:
    """Put solutions of earlier problems into the bank; the ids of the wrong ones."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    cases = earlier[: way.before]
    wrong = set(chance.sample(range(len(cases)), round(way.poisoned * len(cases))))
    records = [
        _record(case, chance.choice(case.wrong) if place in wrong else case.right, place)
        for place, case in enumerate(cases)
    ]
    bank.admit(records)
    return {records[place].id for place in wrong}


def _record(case: Case, reading: Reading, place: int) -> Solution:
    """A record with the best certificate, right or wrong."""
    outcome = reading.outcome
    statistics = outcome.statistics
    return Solution(
        id=f"earlier-{place}",
        text=case.problem.text,
        tags=tags_of(reading.formulation, model_class=statistics.model_class if statistics else ""),
        provenance=Provenance(run_id=f"earlier-{place}", teams=("team-1", "team-2")),
        formulation=reading.formulation,
        program=reading.program.source,
        reached=Reached(termination=outcome.termination, objective=outcome.objective),
        certificate=Certificate(confidence=Confidence.VERIFIED),
        verdict="consensus",
    )


def stream_table(rows: Sequence[Streamed]) -> str:
    """The rows as a Markdown table, shares with 95 % Wilson intervals."""
    lines = [
        "| way | right | right and sure | wrong and sure | calls | tokens | admissible, right of "
        "them | recalled at the end | wrong ones put in, left |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.way} | {_share(row.right, row.cases)} | {_share(row.right_sure, row.cases)} | "
        f"{_share(row.wrong_sure, row.cases)} | {row.calls:.2f} | {row.tokens:,.0f} | "
        f"{row.admissible}, {row.admissible_right} | {row.kept} | "
        f"{row.poison}, {row.poison_left} |"
        for row in rows
    ]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    found = share(part, whole)
    return f"{100 * part / whole:.1f} % ({100 * found.low:.1f}–{100 * found.high:.1f})"
