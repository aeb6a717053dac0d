"""The assistant in Inspect: items as a dataset, teams as a solver, our rules as a scorer."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from optimoot.agents.answer import Answer
from optimoot.benchmarks.inspect_bridge.scores import inspect_score, label_of
from optimoot.benchmarks.inspect_bridge.telling import result_line, sections
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.executor import Task as OneAttempt
from optimoot.benchmarks.running.executor import attempt, refuse_unusable
from optimoot.benchmarks.running.preset import preset_of_teams
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE, rule_named
from optimoot.benchmarks.scoring.score import Score
from optimoot.benchmarks.sets.labels import read_label
from optimoot.errors import InputError, MissingExtraError
from optimoot.settings import Settings

try:
    from inspect_ai.dataset import MemoryDataset, Sample
    from inspect_ai.log import transcript
    from inspect_ai.model import ModelOutput
    from inspect_ai.scorer import Target, mean, scorer, stderr
    from inspect_ai.solver import Generate, TaskState, solver
except ModuleNotFoundError as error:
    raise MissingExtraError("The bridge to Inspect AI", "inspect") from error

if TYPE_CHECKING:
    from inspect_ai.scorer import Scorer
    from inspect_ai.solver import Solver

_ITEM: Final = "optimoot_item"
_RECORD: Final = "optimoot_record"
SCORER: Final = "optimoot_scorer"


def inspect_dataset(items: Iterable[Item], name: str = "optimoot") -> MemoryDataset:
    """Items as a dataset of Inspect; tables and labels of variables go along as metadata."""
    samples = [
        Sample(
            id=item.id,
            input=item.description,
            target=label_of(item),
            metadata={_ITEM: item.model_dump(mode="json")},
        )
        for item in items
    ]
    return MemoryDataset(samples, name=name)


@solver
def optimoot_solver(
    teams: str = "builtin", item_timeout: float | None = None, **settings: Any
) -> Solver:
    """The assistant as a solver: teams, debate, verdict, certificate.

    It asks the models of its own settings, never Inspect's. It needs asyncio, Inspect's default.

    Args:
        teams: As for `optimoot bench run --teams`.
        item_timeout: Seconds after which an attempt is given up; None: never.
        **settings: Of OptiMoot, as `model="openai:NAME"`; memory is off unless they say otherwise.

    Raises:
        InputError: A team or a setting cannot be used.
    """
    refuse_unusable(item_timeout)
    folder = settings.pop("data_folder", "") or tempfile.mkdtemp(prefix="optimoot-inspect-")
    chosen = Settings(**{"memory": "off", **settings, "data_folder": Path(folder)})
    preset = preset_of_teams(teams)
    working = tuple(preset.teams(chosen))

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 - Inspect's
        task = OneAttempt(_item(state), state.epoch - 1, preset)
        done = await attempt(task, working, chosen, item_timeout)
        state.store.set(_RECORD, done.record.model_dump(mode="json"))
        told = result_line(done.record)
        if done.answer:
            answer = Answer.model_validate_json(gzip.decompress(done.answer))
            for title, text in sections(answer):
                transcript().info(text, source=title)
            told = answer.explanation or told
        state.output = ModelOutput.from_content(model="optimoot", content=told)
        state.messages.append(state.output.message)
        return state

    return solve


@scorer(
    metrics={
        Score.RIGHT.value: [mean(), stderr()],
        Score.WRONG.value: [mean(), stderr()],
        Score.ABSTAINED.value: [mean(), stderr()],
    },
    name=SCORER,
)
def optimoot_scorer(rule: str = USUAL_RULE.name) -> Scorer:
    """One of our rules as a scorer of what `optimoot_solver` gave.

    Abstentions, failures and time-outs count in every share.

    Args:
        rule: As for `optimoot bench score --rule`.

    Raises:
        InputError: There is no such rule.
    """
    chosen = rule_named(rule)

    async def score(state: TaskState, target: Target) -> Any:  # noqa: ARG001 - the item has it
        held = state.store.get(_RECORD)
        if held is None:
            raise InputError(
                "The scorer of OptiMoot found no result of its solver.",
                remedy="Use it together with optimoot_solver.",
            )
        return inspect_score(_item(state), ItemRecord.model_validate(held), chosen)

    return score


def _item(state: TaskState) -> Item:
    """The item of a sample; of another dataset's sample, its text with its target as label."""
    held = (state.metadata or {}).get(_ITEM)
    if held is not None:
        return Item.model_validate(held)
    label = read_label(state.target.text)
    return Item(id=str(state.sample_id), description=state.input_text, answer=label)
