"""A new solution beside remembered ones: the law is that of two that differ never both stay."""

from __future__ import annotations

import pytest
from made_problems import PRESS_BEST, press, press_formulation
from made_records import ORIGIN, solution

from optimoot.agents.ledger import Ledger
from optimoot.agents.remembering.settling import settle
from optimoot.agents.trial import try_formulation
from optimoot.certificate import Certificate, Confidence
from optimoot.formulation import Formulation, Sense
from optimoot.memory.records import Reached, Solution
from optimoot.outcome import Outcome, Termination
from optimoot.settings import Settings


def solve(formulation: Formulation) -> Outcome | None:
    return try_formulation(press(), formulation, Settings(), Ledger()).outcome


def certified(confidence: Confidence) -> Certificate:
    return Certificate(confidence=confidence)


def new(objective: float = PRESS_BEST, confidence: Confidence = Confidence.VERIFIED) -> Solution:
    reached = Reached(termination=Termination.CONVERGED, objective=objective, sense=Sense.MAXIMIZE)
    return solution(id="new", reached=reached, certificate=certified(confidence))


def wrong(confidence: Confidence) -> Solution:
    """A remembered model with a limit turned round."""
    model = press_formulation()
    model["constraints"][1]["expression"] = "posters >= poster_sales"
    return solution(
        id="old", formulation=Formulation.model_validate(model), certificate=certified(confidence)
    )


def test_what_nothing_speaks_against_is_admitted() -> None:
    assert settle(new(), [], press(), solve).refused == ""


def test_what_is_known_already_is_not_kept_twice() -> None:
    known = solution(id="old", certificate=certified(Confidence.VERIFIED))
    settled = settle(new(), [known], press(), solve)
    assert "known already: old" in settled.refused
    assert settled.confirmed == ("old",)
    assert not settled.demoted


def test_a_better_certificate_of_the_same_result_is_kept() -> None:
    known = solution(id="old", certificate=certified(Confidence.CHECKED))
    settled = settle(new(), [known], press(), solve)
    assert settled.refused == ""
    assert not settled.demoted


@pytest.mark.parametrize(
    ("old", "fresh", "old_goes", "fresh_stays"),
    [
        (Confidence.CHECKED, Confidence.VERIFIED, True, True),
        (Confidence.VERIFIED, Confidence.CHECKED, False, False),
        (Confidence.VERIFIED, Confidence.VERIFIED, True, False),
    ],
)
def test_of_two_that_differ_the_better_certificate_stays(
    old: Confidence, fresh: Confidence, old_goes: bool, fresh_stays: bool
) -> None:
    settled = settle(new(confidence=fresh), [wrong(old)], press(), solve)
    assert bool(settled.demoted) is old_goes
    assert (settled.refused == "") is fresh_stays
    if old_goes:
        assert f"{PRESS_BEST:.8g}" in settled.demoted[0].because
        assert ORIGIN.run_id in settled.demoted[0].because


def test_another_problem_is_no_witness() -> None:
    other = wrong(Confidence.VERIFIED).model_copy(update={"text": "Another text."})
    assert settle(new(), [other], press(), solve).refused == ""


def test_a_record_is_not_held_against_itself() -> None:
    """A run that is resumed at its end must not refute what it has just kept."""
    settled = settle(new(), [wrong(Confidence.VERIFIED).model_copy(update={"id": "new"})],
                     press(), solve)  # fmt: skip
    assert settled.refused == ""
    assert not settled.demoted


def test_a_program_without_a_model_is_no_witness() -> None:
    known = solution(id="old", formulation=None)
    assert settle(new(), [known], press(), solve).refused == ""
