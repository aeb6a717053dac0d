"""The verdict on the teams' positions, and who will stand for it before anything is solved anew."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from made_problems import press, press_formulation

from optimoot.agents.answer import Verdict
from optimoot.agents.judgement import front_runner, judge
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate
from optimoot.agents.trial import try_formulation
from optimoot.certificate import Confidence
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome, SolutionStatus
from optimoot.settings import Settings

SETTINGS = Settings()


@cache
def solved() -> Candidate:
    formulation = Formulation.model_validate(press_formulation())
    trial = try_formulation(press(), formulation, SETTINGS, Ledger())
    # With no formulation to perturb, agreement is judged on the stated data alone.
    return Candidate(
        team="a", program=trial.program, outcome=trial.outcome, certificate=trial.certificate
    )


def outcome(change: float, status: SolutionStatus) -> Outcome:
    found = solved().outcome
    assert found.objective is not None
    return found.model_copy(
        update={
            "objective": found.objective + change,
            "bound": found.objective + change,
            "solution": status,
        }
    )


@st.composite
def positions(draw: st.DrawFn) -> list[Candidate]:
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from((0.0, 7.0, 30.0)),
                st.sampled_from((SolutionStatus.OPTIMAL, SolutionStatus.FEASIBLE)),
                st.sampled_from(list(Confidence)),
                st.booleans(),
                st.sampled_from(("", "x")),
            ),
            max_size=5,
        )
    )
    return [
        solved().model_copy(
            update={
                "team": f"team{place}",
                "outcome": outcome(change, status),
                "certificate": solved().certificate.model_copy(update={"confidence": confidence}),
                "swayed": swayed,
                "kin": kin,
            }
        )
        for place, (change, status, confidence, swayed, kin) in enumerate(drawn)
    ]


@settings(deadline=None, max_examples=300)
@given(positions())
def test_the_front_runner_is_who_is_chosen(candidates: list[Candidate]) -> None:
    judgement = judge(press(), candidates, (), SETTINGS, Ledger())
    ahead = front_runner(candidates)
    if judgement.verdict is Verdict.CONTESTED:
        assert ahead is None
    else:
        assert (ahead and ahead.team) == (judgement.chosen and judgement.chosen.team)
