"""Running teams on benchmark problems, one after the other, with every result kept at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from optimoot.agents.background import run_to_end
from optimoot.agents.team import Team
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.scoring import ItemResult, failed, judge
from optimoot.errors import InputError, OptimootError
from optimoot.intake import make_problem
from optimoot.settings import Settings

RESULTS = "results.jsonl"


def choose_teams(names: str, settings: Settings) -> tuple[Team, ...]:
    """The teams with these names, separated by commas.

    `"all"` are the default teams of the settings; `"builtin"` every team that needs no language
    model.

    Raises:
        InputError: There is no such team.
    """
    from optimoot.agents.builtin.team import builtin_teams
    from optimoot.agents.teams import default_teams

    builtin = builtin_teams()
    known = {team.name: team for team in default_teams(settings)}
    chosen: dict[str, Team] = {}
    for name in (part.strip() for part in names.split(",")):
        if name == "all":
            chosen |= known
        elif name == "builtin":
            chosen |= {team.name: team for team in builtin}
        elif name in known:
            chosen[name] = known[name]
        else:
            raise InputError(
                f"There is no team {name!r}.",
                remedy=f"Known are: all, builtin, {', '.join(known)}. Teams on a language model "
                "need --model.",
            )
    return tuple(chosen.values())


def run_items(
    items: Sequence[Item],
    *,
    teams: Sequence[Team],
    settings: Settings,
    folder: Path,
    told: Callable[[ItemResult], None] = lambda _result: None,
) -> tuple[ItemResult, ...]:
    """Run the teams on every item.

    Each result is appended to `results.jsonl` in `folder` as soon as it is there; items that the
    file has already are not run again, so that an interrupted benchmark goes on where it stood.

    Args:
        items: What to run.
        teams: Who attempts it.
        settings: How to run.
        folder: Where the results go; made if it does not exist.
        told: Called with each new result.

    Returns:
        The results of all items, in their order.

    Raises:
        InputError: The folder cannot be used, or holds results of something else.
    """
    path = _results_file(folder)
    known = _earlier(path)
    with path.open("a", encoding="utf-8") as file:
        for item in items:
            if item.id in known:
                continue
            result = run_to_end(_run(item, teams, settings))
            known[item.id] = result
            file.write(result.model_dump_json() + "\n")
            file.flush()
            told(result)
    return tuple(known[item.id] for item in items)


async def _run(item: Item, teams: Sequence[Team], settings: Settings) -> ItemResult:
    from optimoot.agents.answer import Answer
    from optimoot.agents.run import stream_run

    start = time.perf_counter()
    try:
        problem = make_problem(item.description, item.tables)
        answer: Answer | None = None
        # what is remembered of the item itself, or nearly, would be its answer
        run = stream_run(problem, teams=teams, settings=settings, exclude=(item.description,))
        async for told in run:
            answer = told if isinstance(told, Answer) else answer
    except OptimootError as error:
        return failed(item, str(error), time.perf_counter() - start)
    if answer is None:
        return failed(item, "The run gave no answer.", time.perf_counter() - start)
    return judge(item, answer, time.perf_counter() - start)


def _results_file(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"Cannot make the folder {str(folder)!r}: {error.strerror or error}.",
            remedy="Name another with --out.",
        ) from error
    return folder / RESULTS


def _earlier(path: Path) -> dict[str, ItemResult]:
    if not path.exists():
        return {}
    known: dict[str, ItemResult] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            result = ItemResult.model_validate_json(line)
        except ValueError as error:
            raise InputError(
                f"Line {number} of {str(path)!r} is no result of a benchmark.",
                remedy="Name another folder with --out, or remove that file.",
            ) from error
        known[result.id] = result
    return known
