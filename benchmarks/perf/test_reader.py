"""The built-in reader and its account: a text of textbook size, and the curve to 4,000 words.

Bars: a textbook problem in 40 ms at the median, 4,000 words in 400 ms, linear in the length.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from optimoot.agents.builtin.account import take_account
from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.reading import Reading
from optimoot.intake import make_problem

TEXT = (Path(__file__).parents[2] / "examples" / "bakery.txt").read_text(encoding="utf-8")
FILLER = " The bakery stands on the old market square and opens before the sun is up."


def test_a_textbook_problem(benchmark: Any) -> None:
    """Numbers and reading together."""
    reader = ProseReader()
    found = benchmark(lambda: reader.read(make_problem(TEXT)))
    assert isinstance(found, Reading)


@pytest.mark.parametrize("words", [500, 1000, 2000, 4000])
def test_longer_texts(benchmark: Any, words: int) -> None:
    """The same problem among sentences that say nothing."""
    text = _lengthened(words)
    reader = ProseReader()
    benchmark.extra_info["words"] = len(text.split())
    benchmark.pedantic(lambda: reader.read(make_problem(text)), rounds=10, warmup_rounds=1)


@pytest.mark.parametrize("words", [500, 1000, 2000, 4000])
def test_the_account_of_longer_texts(benchmark: Any, words: int) -> None:
    """What the reading of the short text leaves unexplained of the long one."""
    problem = make_problem(_lengthened(words))
    reading = ProseReader().read(make_problem(TEXT))
    assert isinstance(reading, Reading)
    benchmark.extra_info["words"] = len(problem.text.split())
    benchmark.pedantic(
        lambda: take_account(problem, reading.formulation, reading.explained),
        rounds=10,
        warmup_rounds=1,
    )


def _lengthened(words: int) -> str:
    """The text with sentences behind it that say nothing; its Numbers keep their ids."""
    text = TEXT
    while len(text.split()) < words:
        text += FILLER
    return text[: text.rfind(".") + 1]
