"""Assumptions that were refused: what rests on them, openly or in silence, is no result."""

from __future__ import annotations

import pytest
from made_problems import PRESS_BEST, press, press_formulation

from optimoot.agents.approval import heeding
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Abstention, Candidate
from optimoot.agents.trial import try_formulation
from optimoot.certificate import Confidence
from optimoot.formulation import Formulation
from optimoot.settings import Settings

REFUSED = ("Only whole posters are printed.",)


def candidate(*assumptions: str) -> Candidate:
    formulation = Formulation.model_validate(press_formulation(assumptions=list(assumptions)))
    trial = try_formulation(press(), formulation, Settings(), Ledger())
    return Candidate(
        team="one",
        formulation=formulation,
        program=trial.program,
        outcome=trial.outcome,
        certificate=trial.certificate,
    )


def confidence(attempt: object) -> Confidence:
    assert isinstance(attempt, Candidate)
    return attempt.certificate.confidence


def test_what_assumes_it_again_is_refuted() -> None:
    assert confidence(heeding(candidate(*REFUSED), REFUSED, 3.0)) is Confidence.REFUTED


def test_the_same_result_is_doubtful_where_nobody_says_what_it_assumes() -> None:
    assert confidence(heeding(candidate(), REFUSED, PRESS_BEST)) is Confidence.DOUBTFUL


@pytest.mark.parametrize(("refused", "objective"), [((), None), (REFUSED, 3.0), (REFUSED, None)])
def test_everything_else_stays_as_it_was(refused: tuple[str, ...], objective: float | None) -> None:
    made = candidate("Posters may be cut.")
    assert heeding(made, refused, objective) is made
    left = Abstention(team="one", reason="no")
    assert heeding(left, refused, objective) is left
