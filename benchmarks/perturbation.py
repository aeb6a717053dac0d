"""What the teams make of problems told worse: right ones are distorted, and answers are counted.

    optimoot bench perturb house --copies 2 --out runs/perturbed

Only problems with a model that is known to be right are taken: those that the teams read rightly,
and house problems, which have a reference Program. After a change of figures that model is solved
again and tells the new result.
"""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

from pydantic import BaseModel, ConfigDict

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.api import asolve
from optimoot.agents.background import run_to_end
from optimoot.agents.team import Team
from optimoot.benchmarks.distortions import KINDS, Distort, Distorted
from optimoot.benchmarks.house.problems import house_problems
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.references import (
    Reference,
    Result,
    Run,
    from_answer,
    from_house,
    result_of,
    same,
)
from optimoot.benchmarks.running.record import record_of
from optimoot.benchmarks.scoring import Score, score_of, share
from optimoot.errors import InputError, OptimootError
from optimoot.intake import make_problem
from optimoot.problem import Problem
from optimoot.settings import Settings

RESULTS: Final = "perturbed.jsonl"
SLOW: Final = 5.0
"""Seconds beyond which a run counts as slow."""


class Copy(BaseModel):
    """What came of one distorted copy.

    Attributes:
        id: The item's.
        kind: The distortion's name.
        right_results: What a sure answer may say; none: nothing.
        found: What was answered, sure or not.
        score: As for any item; an answer that is sure where nothing is right is wrong.
        raised: The traceback of an exception, which no text may lead to.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    text: str
    right_results: tuple[float | str, ...]
    found: float | str | None = None
    score: Score = Score.ABSTAINED
    team: str = ""
    reason: str = ""
    raised: str = ""
    seconds: float = 0.0

    @property
    def slow(self) -> bool:
        """Whether it took longer than anybody waits for a text."""
        return self.seconds > SLOW


def perturb(
    items: Sequence[Item],
    *,
    teams: Sequence[Team],
    settings: Settings,
    run: Run,
    folder: Path,
    copies: int = 1,
    seed: int = 0,
    kinds: Sequence[Distort] = KINDS,
    told: Callable[[Copy], None] = lambda _copy: None,
) -> tuple[Copy, ...]:
    """Run the teams on distorted copies of the items, and keep each result as it comes.

    Args:
        items: What is distorted, where a right model of it is known.
        teams: Who attempts it.
        settings: How to run.
        run: Runs the reference's Program.
        folder: Where `perturbed.jsonl` goes.
        copies: Of each kind and item.
        seed: Of the distortions.
        kinds: The distortions.
        told: Called with each result.

    Raises:
        InputError: The folder cannot be written.
    """
    found = []
    with _opened(folder) as file:
        for item, reference in references(items, teams=teams, settings=settings, run=run):
            for kind in kinds:
                for distorted in _copies(item, reference, kind, copies, seed):
                    copy = attempt(item, kind.__name__, distorted, teams, settings)
                    file.write(copy.model_dump_json() + "\n")
                    file.flush()
                    told(copy)
                    found.append(copy)
    return tuple(found)


def references(
    items: Iterable[Item], *, teams: Sequence[Team], settings: Settings, run: Run
) -> Iterator[tuple[Item, Reference]]:
    """The items with a model that is known to be right."""
    house = {problem.id: problem for problem in house_problems()}
    for item in items:
        try:
            problem = make_problem(item.description, item.tables)
            answer = run_to_end(asolve(problem, teams=teams, settings=settings))
        except OptimootError:  # what no run takes as it stands has nothing to distort
            continue
        reference = None
        if score_of(item, record_of(item, 0, "", answer, 0.0)) is Score.RIGHT:
            reference = from_answer(answer, run)
        if reference is None and item.id in house and house[item.id].text == item.description:
            reference = from_house(house[item.id], problem, run)
        if reference is not None:
            yield item, reference


def _copies(
    item: Item, reference: Reference, kind: Distort, copies: int, seed: int
) -> Iterator[Distorted]:
    for number in range(copies):
        name = f"{seed} {item.id} {kind.__name__} {number}"
        distorted = kind(reference, random.Random(name))  # noqa: S311 - not secret
        if distorted is not None:
            yield distorted


def attempt(
    item: Item, kind: str, distorted: Distorted, teams: Sequence[Team], settings: Settings
) -> Copy:
    """Run the teams on one copy; whatever it raises is part of the result."""
    start = time.perf_counter()
    copy = Copy(id=item.id, kind=kind, text=distorted.problem.text, right_results=distorted.right)
    try:
        answer = run_to_end(asolve(distorted.problem, teams=teams, settings=settings))
    except Exception:  # noqa: BLE001 - what is counted here is that nothing is raised at all
        return copy.model_copy(
            update={"raised": traceback.format_exc(), "seconds": time.perf_counter() - start}
        )
    return copy.model_copy(
        update={
            "found": _found(answer),
            "score": _score(distorted.problem, distorted.right, answer),
            "team": answer.team,
            "reason": "; ".join(abstention.reason for abstention in answer.abstentions)[:500],
            "seconds": round(time.perf_counter() - start, 4),
        }
    )


def _found(answer: Answer) -> Result | None:
    return None if answer.outcome is None else result_of(answer.outcome)


def _score(problem: Problem, right: Sequence[Result], answer: Answer) -> Score:
    if answer.verdict is Verdict.NEEDS_INPUT:
        return Score.ABSTAINED
    found = _found(answer)
    label = next((r for r in right if found is not None and same(found, r)), "nothing")
    item = Item(id="", description=problem.text, answer=label)
    return score_of(item, record_of(item, 0, "", answer, 0.0))


def _opened(folder: Path) -> TextIO:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / RESULTS).open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"Cannot write to the folder {str(folder)!r}: {error.strerror or error}.",
            remedy="Name another with --out.",
        ) from error


def table(copies: Sequence[Copy], kinds: Sequence[Distort] = KINDS) -> str:
    """What came of each kind, and of all, as a Markdown table."""
    lines = [
        "| distortion | copies | right | wrong | abstained | raised | slow |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for kind in kinds:
        meaning = (kind.__doc__ or kind.__name__).splitlines()[0].rstrip(".").lower()
        lines.append(_row(meaning, [copy for copy in copies if copy.kind == kind.__name__]))
    return "\n".join([*lines, _row("all", copies)])


def _row(name: str, copies: Sequence[Copy]) -> str:
    count = len(copies)
    answered = [copy for copy in copies if not copy.raised]
    wrong = share(sum(copy.score is Score.WRONG for copy in answered), count)
    right = sum(copy.score is Score.RIGHT for copy in answered)
    none = sum(copy.score is Score.ABSTAINED for copy in answered)
    interval = f"{wrong.count} ({100 * wrong.low:.1f} to {100 * wrong.high:.1f} %)"
    slow = sum(copy.slow for copy in copies)
    return (
        f"| {name} | {count} | {right} | {interval} | {none} | {count - len(answered)} | {slow} |"
    )
