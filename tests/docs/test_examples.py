"""Every example is solved by the built-in teams, as its list says."""

from __future__ import annotations

from pathlib import Path

import pytest

import optimoot
from optimoot.settings import Settings

FOLDER = Path(__file__).parents[2] / "examples"
OBJECTIVES = {
    "bakery": None,
    "lunch": 1.8,  # 3 lentils; by hand, every cheaper choice misses a requirement
    "cider": 80 * 90 + 120 * 120,
    "trees": 6 * 80 + 4 * 170,
    "feed": 0.16 * 800 + 0.20 * (100_000 - 72_000) / 110,
}


def test_the_list_names_every_example():
    listed = (FOLDER / "README.md").read_text()
    names = {path.stem for path in FOLDER.glob("*.txt")}
    assert names == {*OBJECTIVES, "workshop"}
    assert all(f"`{name}.txt`" in listed for name in names)


@pytest.mark.parametrize(("name", "objective"), OBJECTIVES.items())
def test_an_example_is_solved(name, objective, tmp_path):
    answer = optimoot.solve(
        (FOLDER / f"{name}.txt").read_text(), settings=Settings(data_folder=tmp_path)
    )
    assert answer.outcome is not None
    found = answer.outcome.objective
    assert found is not None
    assert objective is None or found == pytest.approx(objective, rel=1e-6)


def test_the_contradictory_example_has_no_plan(tmp_path):
    answer = optimoot.solve(
        (FOLDER / "workshop.txt").read_text(), settings=Settings(data_folder=tmp_path)
    )
    assert answer.outcome is not None
    assert answer.outcome.termination == "infeasible"
