"""The perturbation run, on real teams and on teams that break."""

import json

import pytest
from typer.testing import CliRunner

from optimoot.agents.builtin.team import builtin_teams
from optimoot.benchmarks import perturbation
from optimoot.benchmarks.cli import app
from optimoot.benchmarks.distortions import KINDS, near_figures, truncated
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.perturbation import RESULTS, Copy, perturb, references, table
from optimoot.benchmarks.scoring import Score
from optimoot.errors import InputError
from optimoot.settings import Settings
from optimoot.solvers.execution import execute

CANDLES = (
    "A studio pours tall candles and wide candles. A tall candle takes 4 ounces of wax and a wide "
    "candle takes 6 ounces of wax. There are 120 ounces of wax. At most 15 tall candles can be "
    "sold. The profit per tall candle is $5 and the profit per wide candle is $7. How many of each "
    "should be poured to maximize profit?"
)
POEM = "The moon is a lantern over the bay, and nobody has to decide anything today."
ITEM = Item(id="candles", description=CANDLES, answer=145)


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def settings(tmp_path):
    return Settings(data_folder=tmp_path / "runs", time_limit=10)


def run(settings, folder, items=(ITEM,), **options):
    return perturb(
        items, teams=builtin_teams(), settings=settings, run=execute, folder=folder, **options
    )


def test_every_copy_gets_a_line_and_every_kind_a_row(tmp_path):
    path = tmp_path / "items.jsonl"
    items = [ITEM, Item(id="poem", description=POEM, answer=1)]
    path.write_text("\n".join(item.model_dump_json() for item in items), encoding="utf-8")
    done = call("perturb", path, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    lines = (tmp_path / "out" / RESULTS).read_text(encoding="utf-8").splitlines()
    copies = [json.loads(line) for line in lines]
    assert {copy["id"] for copy in copies} == {"candles"}
    assert {copy["kind"] for copy in copies} == {k.__name__ for k in KINDS} - {"missing_cell"}
    assert not any(copy["raised"] for copy in copies)
    assert not any(copy["score"] == "wrong" for copy in copies)
    rows = [row for row in done.output.splitlines() if row.startswith("| ")]
    assert len(rows) == len(KINDS) + 2
    assert rows[-1].startswith(f"| all | {len(copies)} | ")


def test_other_figures_are_held_against_the_model_solved_again(settings, tmp_path):
    copies = run(settings, tmp_path / "out", copies=3, kinds=(near_figures,))
    assert len({copy.text for copy in copies}) == 3
    for copy in copies:
        assert copy.score is Score.RIGHT
        assert copy.right_results == (pytest.approx(copy.found),)


def test_a_sure_answer_where_none_is_right_is_wrong(settings, tmp_path, monkeypatch):
    def same_text(reference, _chance):
        return perturbation.Distorted(reference.problem, ())

    monkeypatch.setattr(same_text, "__name__", "same_text")
    (copy,) = run(settings, tmp_path / "out", kinds=(same_text,))
    assert copy.score is Score.WRONG
    assert copy.found == 145


def test_what_is_raised_is_counted_and_the_run_goes_on(settings, tmp_path, monkeypatch):
    (known,) = references([ITEM], teams=builtin_teams(), settings=settings, run=execute)

    async def broken(*_arguments, **_options):
        raise ZeroDivisionError("a reader's mistake")

    monkeypatch.setattr(perturbation, "references", lambda *_a, **_o: iter([known]))
    monkeypatch.setattr(perturbation, "asolve", broken)
    copies = run(settings, tmp_path / "out", kinds=(near_figures, truncated))
    assert len(copies) == 2
    assert all("ZeroDivisionError: a reader's mistake" in copy.raised for copy in copies)
    assert table(copies, kinds=(near_figures,)).splitlines()[2].endswith("| 1 | 0 |")


def test_house_problems_that_no_team_reads_have_their_programs(settings):
    from optimoot.benchmarks.sets.registry import find_set

    items = [i for i in find_set("house:development").items if i.id == "blending/orchard-juice"]
    found = list(references(items, teams=builtin_teams(), settings=settings, run=execute))
    assert [item.id for item, _ in found] == ["blending/orchard-juice"] * len(items)


def test_the_table_tells_intervals_and_what_was_slow():
    def copy(kind, score, seconds=0.1):
        return Copy(id="a", kind=kind, text="", right_results=(), score=score, seconds=seconds)

    copies = [copy("truncated", Score.WRONG), copy("truncated", Score.RIGHT, 9.0)]
    lines = table(copies, kinds=(truncated,)).splitlines()
    assert lines[2] == (
        "| the text breaks off between two words | 2 | 1 | 1 (9.5 to 90.5 %) | 0 | 0 | 1 |"
    )


def test_a_folder_that_is_none_is_refused(settings, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="Cannot write"):
        run(settings, tmp_path / "out")
