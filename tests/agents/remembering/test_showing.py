"""Recalled records in prompts: what helps is there, and no figure of theirs is."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from made_problems import press, press_formulation
from made_records import ORIGIN, solution

from optimoot.agents.remembering.showing import (
    CHARACTERS,
    shown_debates,
    shown_mended,
    shown_solutions,
    struck,
)
from optimoot.formulation import Formulation
from optimoot.lesson import Artifact, Lesson
from optimoot.memory.records import Debated, Debugged


def figures(text: str) -> list[str]:
    return [found for found in re.findall(r"(?<![\w.])\d[\d.]*", text) if found not in ("0", "1")]


def test_a_solution_shows_its_algebra_and_no_figure() -> None:
    (shown,) = shown_solutions([solution()])
    assert "maximize" in shown
    assert "posters" in shown
    assert not figures(shown), figures(shown)
    assert not figures(struck(press().text))


def test_a_figure_written_into_the_algebra_is_struck_out() -> None:
    model = press_formulation()
    model["constraints"][0]["expression"] = "2.5 * posters + flyers <= 117"
    (shown,) = shown_solutions([solution(formulation=Formulation.model_validate(model))])
    assert not figures(shown)
    assert "# * posters" in shown or "#·posters" in shown or "# posters" in shown


def test_a_program_stands_where_there_is_no_model() -> None:
    (shown,) = shown_solutions([solution(formulation=None, program="def build_model(d): ...")])
    assert "def build_model" in shown


def test_what_does_not_fit_is_left_out_and_the_first_stay() -> None:
    many = shown_solutions([solution(id=f"s{n}") for n in range(100)])
    assert 1 < len(many) < 100
    assert sum(map(len, many)) <= CHARACTERS


def test_a_lesson_shows_what_changed_alone() -> None:
    failing = '{"a": 1, "b": [{"expression": "x <= 40"}], "c": "same"}'
    fixed = '{"a": 1, "b": [{"expression": "x >= 40"}], "c": "same"}'
    lesson = Lesson(
        artifact=Artifact.FORMULATION,
        failure="runs, but does not match the problem",
        findings=("demand: at least 40 are promised",),
        failing=failing,
        fixed=fixed,
    )
    (shown,) = shown_mended([Debugged(id="d1", text="t", provenance=ORIGIN, lesson=lesson)])
    assert "x <= #" in shown
    assert "x >= #" in shown
    assert "40" not in shown
    assert '"a"' not in shown


def test_a_program_that_is_no_json_is_shown_too() -> None:
    lesson = Lesson(
        artifact=Artifact.PROGRAM,
        failure="does not run",
        findings=("NameError",),
        failing="x = y\nz = 1\n",
        fixed="y = 1\nx = y\nz = 1\n",
    )
    (shown,) = shown_mended([Debugged(id="d1", text="t", provenance=ORIGIN, lesson=lesson)])
    assert "+y = #" in shown


def test_a_debate_shows_the_difference_and_what_decided_it() -> None:
    record = Debated(
        id="b1",
        text="At most 20 posters are sold.",
        provenance=ORIGIN,
        positions=(),
        differences=("Team b lacks the limit on posters (20).",),
        lesson="sales: at most means a limit “At most 20 posters”",
    )
    (shown,) = shown_debates([record])
    assert "lacks the limit" in shown
    assert "at most means a limit" in shown
    assert "20" not in shown


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_what_is_struck_out_holds_no_figure(text: str) -> None:
    from optimoot.numerals import find_numbers

    again = find_numbers(struck(text))
    assert all("#" in number.text or not number.text.isdigit() for number in again)
