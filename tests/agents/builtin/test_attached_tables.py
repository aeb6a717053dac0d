"""A reading that leaves an attached table aside is no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

import optimoot
from optimoot.agents.answer import Verdict

TEXT = (
    "A workshop makes chairs and tables. A chair gives 45 dollars of profit and takes 3 hours, "
    "a table gives 80 dollars and takes 5 hours. There are 40 hours. Maximize the profit."
)


@pytest.mark.parametrize("names", [["prices"], ["prices", "hours"]])
def test_no_built_in_team_answers_beside_a_table_that_it_does_not_use(
    tmp_path: Path, names: list[str]
) -> None:
    settings = optimoot.Settings(data_folder=tmp_path / "runs")
    assert optimoot.solve(TEXT, settings=settings).verdict is not Verdict.UNSOLVED
    for name in names:
        (tmp_path / f"{name}.csv").write_text("product,price\nchair,45\ntable,90\n")
    files = [tmp_path / f"{name}.csv" for name in names]
    answer = optimoot.solve(TEXT, data=files, settings=settings)
    assert answer.verdict is Verdict.UNSOLVED
    reasons = " ".join(abstention.reason for abstention in answer.abstentions)
    assert all(repr(name) in reasons for name in names)
    assert "--model" in reasons
