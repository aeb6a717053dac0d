"""Scoring of large evaluations: near-duplicates of 2,000 items, measures of 10,000 records.

Run with `make perf`. Nothing here is asserted about time; the figures go to docs/performance.md.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.header import Header, session
from optimoot.benchmarks.running.record import Ending, ItemRecord
from optimoot.benchmarks.scoring import USUAL_RULE, Measures, measures, scored
from optimoot.benchmarks.scoring.clusters import clusters_of

_ITEMS = 2_000
_REPEATS = 5
_WORDS = 400


def _texts() -> list[str]:
    """Texts of 120 words; every fourth is another one's with a word in ten replaced."""
    chance = random.Random(1)  # noqa: S311 - the same texts every time
    words = [f"word{place:b}".replace("0", "o").replace("1", "i") for place in range(_WORDS)]
    texts: list[str] = []
    for place in range(_ITEMS):
        if place % 4 == 3:
            earlier = chance.choice(texts).split()
            told = [chance.choice(words) if chance.random() < 0.1 else word for word in earlier]
        else:
            told = chance.choices(words, k=120)
        texts.append(" ".join(told))
    return texts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> EvaluationFolder:
    """An evaluation of 10,000 records."""
    path: Path = tmp_path_factory.mktemp("evaluation")
    found = EvaluationFolder(path / "run")
    found.begin(Header())
    items = [
        Item(id=str(place), set="s", description=text, answer=1.0)
        for place, text in enumerate(_texts())
    ]
    with found.adding() as adding:
        adding.items(items)
        adding.session(session(repeats=_REPEATS, sets={"s": ""}, presets={"p": ""}))
        for repeat in range(_REPEATS):
            for item in items:
                adding.record(_record(item, repeat))
    return found


def _record(item: Item, repeat: int) -> ItemRecord:
    return ItemRecord(
        set="s",
        id=item.id,
        repeat=repeat,
        preset="p",
        ending=Ending.ANSWERED,
        verdict="uncontested",
        confidence="checked",
        termination="converged",
        solution_status="optimal",
        objective=1.0 + (int(item.id) + repeat) % 3,
        seconds=1.0,
    )


def test_clusters_of_2000_texts(benchmark: BenchmarkFixture) -> None:
    """Near-duplicates among 2,000 texts."""
    texts = _texts()
    found: Sequence[int] = benchmark(clusters_of, texts)
    assert 0 < len(set(found)) < _ITEMS


def test_scoring_of_10000_records(benchmark: BenchmarkFixture, folder: EvaluationFolder) -> None:
    """From the folder to the measures."""
    found: Measures = benchmark(lambda: measures(scored(folder, USUAL_RULE)))
    assert found.records == _ITEMS * _REPEATS
