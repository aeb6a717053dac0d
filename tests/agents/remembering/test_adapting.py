"""A remembered model with new figures must say what a fresh model of the new text says."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from textbook_problems import PROBLEMS, Told

from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.reading import Reading
from optimoot.agents.ledger import Ledger
from optimoot.agents.remembering.adapting import Adapted, NotAdapted, adapted
from optimoot.agents.trial import Trial, try_formulation
from optimoot.certificate import CheckStatus
from optimoot.formulation import Formulation
from optimoot.intake import make_problem
from optimoot.problem import Problem
from optimoot.settings import Settings
from optimoot.solvers.checks.encodings import same_result

TEXT = (
    "A potter makes cups and bowls. A cup earns $3 and a bowl earns $5. A cup takes 10 minutes of "
    "turning and a bowl takes 30 minutes of turning; 12 hours of turning are available. "
    "At least 4 cups must be made. How many of each should be made to earn the most?"
)


def read(text: str) -> tuple[Problem, Formulation]:
    problem = make_problem(text)
    found = ProseReader().read(problem)
    assert isinstance(found, Reading), found
    return problem, found.formulation


def solved(problem: Problem, formulation: Formulation) -> Trial:
    return try_formulation(problem, formulation, Settings(), Ledger())


def taken(new: str, text: str = TEXT) -> Adapted | NotAdapted:
    return adapted(text, read(text)[1], make_problem(new))


def test_new_figures_take_the_places_of_the_old_ones() -> None:
    new = TEXT.replace("$5", "$7.50").replace("12 hours", "nine hours").replace("4 cups", "6 cups")
    found = taken(new)
    assert isinstance(found, Adapted)
    problem, fresh = read(new)
    trial = solved(problem, found.formulation)
    assert same_result(trial.outcome, solved(problem, fresh).outcome)
    checks = {check.name: check.status for check in trial.certificate.checks}
    assert checks["grounded"] is CheckStatus.PASSED
    assert checks["sentences_quoted"] is CheckStatus.PASSED


def test_quotes_and_words_tell_the_new_figures() -> None:
    found = taken(TEXT.replace("4 cups", "6 cups"))
    assert isinstance(found, Adapted)
    told = found.formulation.model_dump_json()
    assert "At least 6 cups" in told
    assert "4 cups" not in told


@pytest.mark.parametrize(
    ("old", "new"),
    [("At least", "At most"), ("cups and bowls", "cups and jugs"), ("to earn the most", "")],
)
def test_other_words_are_another_problem(old: str, new: str) -> None:
    found = taken(TEXT.replace(old, new))
    assert isinstance(found, NotAdapted)
    assert "words" in found.reason


def test_a_figure_of_another_kind_is_another_problem() -> None:
    text = TEXT.replace("At least 4 cups must be made", "At least 20% of all pieces must be cups")
    assert isinstance(taken(text.replace("20%", "4"), text), NotAdapted)


def test_a_figure_that_shaped_the_model_is_not_carried_over() -> None:
    """Four machines are four members of a set, and no parameter says so."""
    problem, formulation = read(TEXT)
    counted = "There are 2 products. " + TEXT
    moved = {f"N{n}": f"N{n + 1}" for n in range(len(problem.numbers), 0, -1)}
    text = re.sub(r"N\d+", lambda m: moved[m.group()], formulation.model_dump_json())
    model = Formulation.model_validate_json(text)
    new = make_problem(counted.replace("2 products", "3 products"))
    found = adapted(counted, model, new)
    assert isinstance(found, NotAdapted)
    assert "'2'" in found.reason


def test_a_figure_written_into_the_model_is_not_carried_over() -> None:
    _, formulation = read(TEXT)
    extra = formulation.constraints[-1].model_copy(
        update={"name": "extra", "expression": "cups >= 4"}
    )
    model = formulation.model_copy(update={"constraints": (*formulation.constraints, extra)})
    found = adapted(TEXT, model, make_problem(TEXT.replace("4 cups", "6 cups")))
    assert isinstance(found, NotAdapted)
    assert "4" in found.reason


def test_a_value_that_nothing_stands_for_is_not_carried_over() -> None:
    _, formulation = read(TEXT)
    first = formulation.parameters[0]
    loose = first.model_copy(
        update={"entries": tuple(e.model_copy(update={"numbers": ()}) for e in first.entries)}
    )
    model = formulation.model_copy(update={"parameters": (loose, *formulation.parameters[1:])})
    assert isinstance(adapted(TEXT, model, make_problem(TEXT)), NotAdapted)


@pytest.mark.parametrize("told", PROBLEMS, ids=lambda told: told.name)
@hypothesis_settings(max_examples=4)
@given(source=st.randoms(use_true_random=False))
def test_what_is_taken_over_is_what_is_read_anew(told: Told, source: Random) -> None:
    """The law: the model of the old text with the new figures is the model of the new text."""
    problem, formulation = read(told.text)
    cited = {n for p in formulation.parameters for entry in p.entries for n in entry.numbers}
    new = told.text
    for number in reversed(problem.numbers):
        if number.id in cited and number.text.isdigit() and int(number.text) > 1:
            changed = int(number.text) + source.randint(0, 3)
            new = new[: number.start] + str(changed) + new[number.end :]
    found = adapted(told.text, formulation, make_problem(new))
    assert isinstance(found, Adapted)
    again, fresh = read(new)
    one, other = solved(again, found.formulation), solved(again, fresh)
    assert same_result(one.outcome, other.outcome)
