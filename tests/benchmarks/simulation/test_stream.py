"""A stream with a memory: what is recalled helps or misleads, and the bank mends itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimoot.agents.models import model_requests
from optimoot.agents.remembering.showing import shown_model, struck
from optimoot.benchmarks.simulation.cases import Case, make_cases
from optimoot.benchmarks.simulation.rates import Rates
from optimoot.benchmarks.simulation.remembering import Learning, RememberingModel
from optimoot.benchmarks.simulation.stream import Way, measure_stream, stream_table

NEVER = Rates(
    trapped=0,
    falls=0,
    misreads=0,
    malformed=0,
    ill_formed=0,
    broken_code=0,
    false_alarm=0,
    swayed=0,
)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return make_cases(8, 0)


def model(cases: list[Case], rates: Rates, learning: Learning) -> RememberingModel:
    known = {case.problem.text: case for case in cases}
    return RememberingModel(cases=known, rates=rates, seed=1, learning=learning)


def prompt(case: Case, example: Case, formulation: object) -> list[str]:
    shown = f"Problem: {struck(example.problem.text)}\nModel that held:\n{shown_model(formulation)}"  # type: ignore[arg-type]
    return ["system", f"{case.problem.text}\n<cases>\n{shown}\n</cases>"]


def test_a_right_example_takes_errors_away(cases: list[Case]) -> None:
    always = replace(NEVER, misreads=1.0)
    case = cases[0]
    messages = prompt(case, case, case.right.formulation)
    plain, taught = (model(cases, always, Learning(helped=share)) for share in (1.0, 0.0))
    plain.reply("t", "formulator", messages)
    taught.reply("t", "formulator", messages)
    assert plain.mind_of("t", case.problem.text).reading.error
    assert not taught.mind_of("t", case.problem.text).reading.error


def test_a_wrong_example_is_followed(cases: list[Case]) -> None:
    case, wrong = next(
        (case, reading)
        for case in cases
        for reading in case.wrong
        if reading.error == "turned_constraint"
    )
    misled = model(cases, NEVER, Learning(misled=1.0))
    misled.reply("t", "formulator", prompt(case, case, wrong.formulation))
    assert misled.mind_of("t", case.problem.text).reading.error
    wary = model(cases, NEVER, Learning(misled=0.0))
    wary.reply("t", "formulator", prompt(case, case, wrong.formulation))
    assert not wary.mind_of("t", case.problem.text).reading.error


def test_an_example_of_another_kind_changes_nothing(cases: list[Case]) -> None:
    case = cases[0]
    other = next(c for c in cases if c.family != case.family)
    found = model(cases, NEVER, Learning(misled=1.0))
    found.reply("t", "formulator", prompt(case, other, other.wrong[0].formulation))
    assert not found.mind_of("t", case.problem.text).reading.error


def test_a_growing_bank_keeps_what_is_right_and_drops_what_is_refuted(cases: list[Case]) -> None:
    ways = [Way("off", "off"), Way("poisoned", "growing", before=8, poisoned=0.25)]
    with model_requests(True):
        off, poisoned = measure_stream(cases, cases, NEVER, 0, ways)
    assert off.kept == 0
    assert off.right == len(cases)
    assert poisoned.poison == 2
    # the same problems come again, told rightly: every wrong record meets the run that refutes it
    assert poisoned.poison_left == 0
    assert poisoned.admissible == poisoned.admissible_right > 0
    assert "| off |" in stream_table([off])
