"""An evaluation as a log of Inspect AI: one sample for each record, with everything that is known.

Times of single attempts are not in our log, only how long each took: every sample starts with the
first session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from optimoot.agents.answer import Answer
from optimoot.benchmarks.inspect_bridge.scores import inspect_score, label_of
from optimoot.benchmarks.inspect_bridge.telling import result_line, sections
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.header import Session
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.measures import Measures, measures
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.scored import ScoredItem
from optimoot.errors import InputError, MissingExtraError
from optimoot.problem import Table

if TYPE_CHECKING:
    from inspect_ai.event import Event
    from inspect_ai.log import EvalLog, EvalSample
    from inspect_ai.model import ModelUsage

_SUFFIX: Final = ".eval"
_NO_MODEL: Final = "none/none"
_SCORER: Final = "optimoot_scorer"
_SHARES: Final = (
    "right",
    "wrong",
    "abstained",
    "accuracy",
    "coverage",
    "selective_accuracy",
    "executability",
    "failed",
    "timed_out",
)
"""The shares of our measures that the log holds, each with its interval."""


def export(
    folder: EvaluationFolder, preset: str, found: Sequence[ScoredItem], rule: Rule, path: Path
) -> Path:
    """Write the records of one preset as a log that Inspect reads.

    Args:
        folder: The evaluation.
        preset: The preset's name.
        found: Its records, scored by `rule`.
        rule: The rule of scoring.
        path: The log's file, with the ending `.eval`; one that is there is replaced.

    Raises:
        MissingExtraError: Inspect AI is not installed.
        InputError: The file cannot be written, or an answer is damaged.
    """
    if find_spec("inspect_ai") is None:
        raise MissingExtraError("The export to Inspect AI", "inspect")
    from inspect_ai.log import write_eval_log

    if path.suffix != _SUFFIX:
        raise InputError(
            f"A log of Inspect ends in {_SUFFIX}, {path.name!r} does not.",
            remedy=f"Name it {path.with_suffix(_SUFFIX).name!r}.",
        )
    log = inspect_log(folder, preset, found, rule)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_eval_log(log, str(path))
    except OSError as error:
        raise InputError(
            f"Cannot write the log {str(path)!r}: {error.strerror or error}.",
            remedy="Name another file with --inspect.",
        ) from error
    return path


def inspect_log(
    folder: EvaluationFolder, preset: str, found: Sequence[ScoredItem], rule: Rule
) -> EvalLog:
    """The records of one preset as a log of Inspect; see `export`."""
    from inspect_ai.log import EvalConfig, EvalDataset, EvalLog, EvalSpec, EvalStats
    from inspect_ai.log._log import EvalPlan, EvalPlanStep

    header, sessions = folder.header(), folder.sessions()
    items = folder.items()
    several = len({one.item.set for one in found}) > 1
    model = str(header.settings.get("model") or _NO_MODEL)
    samples = [
        _sample(one, folder.answer(one.record), rule, model, sessions[0], several=several)
        for one in found
    ]
    names = "+".join(sorted({one.item.set for one in found}))
    first = sessions[0]
    spec = EvalSpec(
        created=first.started,
        task=f"optimoot/{names}",
        task_id=_identity(str(folder.path.resolve()), preset),
        run_id=_identity(first.started, preset),
        solver=f"optimoot@{preset}",
        solver_args={"preset": preset, "meaning": first.presets.get(preset, "")},
        dataset=EvalDataset(
            name=names,
            samples=len(items),
            sample_ids=sorted({str(sample.id) for sample in samples}),
            shuffled=header.seed is not None,
        ),
        model=model,
        config=EvalConfig(epochs=max((one.record.repeat for one in found), default=0) + 1),
        packages=first.versions,
        metadata={"evaluation": header.model_dump(mode="json"), "revision": first.revision},
    )
    usage = _total(sample.model_usage for sample in samples)
    return EvalLog(
        status="success",
        eval=spec,
        plan=EvalPlan(steps=[EvalPlanStep(solver=f"optimoot@{preset}")]),
        results=_results(measures(found), rule),
        stats=EvalStats(
            started_at=first.started, completed_at=sessions[-1].started, model_usage=usage
        ),
        samples=samples,
    )


def _sample(
    one: ScoredItem,
    answer: Answer | None,
    rule: Rule,
    model: str,
    session: Session,
    *,
    several: bool,
) -> EvalSample:
    from inspect_ai.log import EvalSample
    from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, ModelOutput

    item, record = one.item, one.record
    told = _told(record, answer)
    lead = told[0][1] if told else ""
    whole = "\n\n".join(f"### {title}\n\n{text}" for title, text in told[1:])
    content = f"{lead}\n\n{whole}".strip()
    score = inspect_score(item, record, rule)
    asked = _asked(item)
    return EvalSample(
        id=f"{item.set}/{item.id}" if several else item.id,
        epoch=record.repeat + 1,
        input=asked,
        target=label_of(item),
        messages=[
            ChatMessageUser(content=asked),
            ChatMessageAssistant(content=content, model=model),
        ],
        output=ModelOutput.from_content(model=model, content=content),
        scores={_SCORER: score},
        events=list(_events(told, score, session)),
        metadata=_metadata(one),
        model_usage=_usage(answer, "model"),
        role_usage=_usage(answer, "role"),
        started_at=session.started,
        total_time=record.seconds,
        working_time=record.seconds,
        error=_error(record),
        uuid=_identity(record.key, session.started),
    )


def _told(record: ItemRecord, answer: Answer | None) -> list[tuple[str, str]]:
    """What the sample tells, in order: the result first."""
    return [("result", result_line(record)), *(sections(answer) if answer is not None else ())]


def _asked(item: Item) -> str:
    """The problem as its teams saw it: the text, and the tables under their names."""
    return "\n\n".join([item.description, *map(_table, item.tables)])


def _table(table: Table) -> str:
    rows = [table.columns, *table.rows]
    lines = ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return "\n".join([f"{table.name}:", *lines])


def _events(told: Sequence[tuple[str, str]], score: Any, session: Session) -> Iterator[Event]:
    """The parts of the answer as a transcript; all at the session's start, as times are unknown."""
    from datetime import datetime

    from inspect_ai.event import InfoEvent, ScoreEvent

    when: dict[str, Any] = {"timestamp": datetime.fromisoformat(session.started)}
    for title, text in told:
        yield InfoEvent(source=title, data=text, working_start=0.0, **when)
    yield ScoreEvent(score=score, scorer=_SCORER, working_start=0.0, **when)


def _metadata(one: ScoredItem) -> dict[str, Any]:
    """The record, and what is known of the item; the plan is among the sections already."""
    return {
        "set": one.item.set,
        "family": one.item.family,
        "tags": one.item.tags,
        "disputed": one.disputed,
        "record": one.record.model_dump(mode="json", exclude={"line", "variables", "answer"}),
    }


def _usage(answer: Answer | None, by: str) -> dict[str, ModelUsage]:
    """Tokens and dollars, by model or by team and role."""
    from inspect_ai.model import ModelUsage

    found: dict[str, ModelUsage] = {}
    for line in answer.usage.lines if answer is not None else ():
        name = line.model if by == "model" else f"{line.team}/{line.role}"
        used = ModelUsage(
            input_tokens=line.input_tokens,
            output_tokens=line.output_tokens,
            total_tokens=line.input_tokens + line.output_tokens,
            total_cost=line.money,
        )
        found[name] = found[name] + used if name in found else used
    return found


def _total(usages: Any) -> dict[str, ModelUsage]:
    found: dict[str, ModelUsage] = {}
    for usage in usages:
        for name, used in usage.items():
            found[name] = found[name] + used if name in found else used
    return found


def _error(record: ItemRecord) -> Any:
    """What broke; the sample is scored all the same: it is in every denominator."""
    from inspect_ai.log._log import EvalError

    if not record.error:
        return None
    said = f"{record.ending}: {record.error}"
    return EvalError(message=said, traceback=said, traceback_ansi=said)


def _results(found: Measures, rule: Rule) -> Any:
    from inspect_ai.log import EvalMetric, EvalResults, EvalScore

    metrics: dict[str, EvalMetric] = {}
    for name in _SHARES:
        share = getattr(found, name)
        told = {"low": share.low, "high": share.high, "count": share.count, "of": share.of}
        metrics[name] = EvalMetric(name=name, value=share.value, metadata=told)
    for name in ("seconds", "input_tokens", "output_tokens", "cost"):
        value = getattr(found.effort, name)
        if value is not None:
            metrics[name] = EvalMetric(name=name, value=value)
    score = EvalScore(
        name=_SCORER,
        scorer=_SCORER,
        scored_samples=found.records,
        unscored_samples=0,
        params={"rule": rule.name},
        metrics=metrics,
        metadata={"intervals": "95 %, allowing for near-duplicates and repeats"},
    )
    broken = found.failed.count + found.timed_out.count
    return EvalResults(
        total_samples=found.records, completed_samples=found.records - broken, scores=[score]
    )


def _identity(*parts: str) -> str:
    """The same for the same evaluation, so that exporting twice gives the same log."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:22]
