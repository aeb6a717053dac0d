from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from made_problems import PRESS_PROGRAM, haul, haul_reply, press, press_formulation

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.assembly import assemble, weigh
from optimoot.agents.comparison.agreement import Agreement, compare, perturbations
from optimoot.agents.judgement import judge, with_agreement
from optimoot.agents.language.roles import FormulatorReply
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate
from optimoot.agents.trial import checked, run_program, try_formulation
from optimoot.certificate import CHECKER, Certificate, Check, CheckStatus, Confidence, Weight
from optimoot.formulation import Formulation
from optimoot.intake import make_problem
from optimoot.outcome import SolutionStatus
from optimoot.problem import Problem
from optimoot.program import Program
from optimoot.settings import Settings

SETTINGS = Settings()
CONFIRMED = Check(name=CHECKER, title="", status=CheckStatus.PASSED, weight=Weight.SUPPORTING)


def confirmed(one: Candidate) -> Candidate:
    """With the check by a checker that knows no model."""
    checks = (*one.certificate.checks, CONFIRMED)
    return one.model_copy(
        update={"certificate": one.certificate.model_copy(update={"checks": checks})}
    )


def candidate(name: str, problem: Problem | None = None, **changes: Any) -> Candidate:
    formulation = Formulation.model_validate(press_formulation(**changes))
    trial = try_formulation(problem or press(), formulation, SETTINGS, Ledger())
    return Candidate(
        team=name,
        formulation=formulation,
        program=trial.program,
        outcome=trial.outcome,
        certificate=trial.certificate,
    )


def verdict_of(*candidates: Candidate) -> tuple[Verdict, str]:
    judgement = judge(press(), candidates, (), SETTINGS, Ledger())
    return judgement.verdict, judgement.chosen.team if judgement.chosen else ""


def refuted(good: Candidate) -> Candidate:
    certificate = Certificate(
        checks=(
            Check(name="feasible", title="", status=CheckStatus.FAILED, weight=Weight.ESSENTIAL),
        ),
        confidence=Confidence.REFUTED,
    )
    return good.model_copy(update={"team": "refuted", "certificate": certificate})


def test_a_refuted_candidate_counts_only_where_there_is_nothing_else() -> None:
    good = candidate("good")
    bad = refuted(candidate("other", constraints=[]))
    assert verdict_of(bad, good) == (Verdict.UNCONTESTED, "good")
    assert verdict_of(bad) == (Verdict.UNCONTESTED, "refuted")
    assert verdict_of() == (Verdict.UNSOLVED, "")


def test_what_was_not_settled_contests_nothing() -> None:
    good = candidate("good")
    stopped = good.model_copy(
        update={
            "team": "stopped",
            "outcome": good.outcome.model_copy(
                update={"solution": SolutionStatus.FEASIBLE, "objective": 100.0}
            ),
        }
    )
    assert verdict_of(stopped, good) == (Verdict.UNCONTESTED, "good")
    assert verdict_of(stopped) == (Verdict.UNCONTESTED, "stopped")


def test_perturbations_scale_what_is_cited_and_are_the_same_every_time() -> None:
    problem = press()
    formulation = Formulation.model_validate(
        press_formulation(parameters=press_formulation()["parameters"][:3])
    )
    copies = perturbations(problem, (formulation,))
    assert copies == perturbations(problem, (formulation,))
    assert len({tuple(copy.numbers.values()) for copy in copies}) == 5
    for copy in copies:
        for number in problem.numbers:
            ratio = copy.numbers[number.id] / number.value
            if number.id in ("N1", "N2", "N3"):
                assert 0.9 <= ratio <= 1.1
                assert ratio != 1
            else:
                assert ratio == 1


def test_perturbations_scale_the_value_columns_of_tables() -> None:
    problem = haul()
    reply = FormulatorReply.model_validate_json(haul_reply())
    copy = perturbations(problem, (reply.formulation,))[0]
    for before, after in zip(problem.tables, copy.tables, strict=True):
        assert [row[:-1] for row in before.rows] == [row[:-1] for row in after.rows]
        ratios = {
            float(new[-1] or 0) / float(old[-1] or 1)
            for old, new in zip(before.rows, after.rows, strict=True)
        }
        assert len(ratios) > 1
        assert all(0.9 <= ratio <= 1.1 for ratio in ratios)


def test_agreement_is_tried_on_the_data_and_nearby() -> None:
    renamed = press_formulation()
    renamed["constraints"][1] |= {"expression": "poster_sales - posters >= 0"}
    first, second = candidate("a"), candidate("b", constraints=renamed["constraints"])
    agreement = compare(press(), first, second, SETTINGS, Ledger())
    told = Agreement(on_data=True, copies=5, agreeing=5, partner="b", aside_alike=True)
    assert agreement == told
    assert agreement.holds_nearby
    other = candidate(
        "c",
        constraints=[
            *press_formulation()["constraints"][1:],
            {"name": "time", "expression": "2 * flyers <= press_time"},
        ],
    )
    assert not compare(press(), first, other, SETTINGS, Ledger()).on_data


def test_models_that_differ_only_in_what_is_whole_agree_where_that_makes_no_difference() -> None:
    variables = press_formulation()["variables"]
    whole = [{**variable, "domain": "integer"} for variable in variables]
    real = [{**variable, "domain": "continuous"} for variable in variables]
    first, second = candidate("a", variables=whole), candidate("b", variables=real)
    agreement = compare(press(), first, second, SETTINGS, Ledger())
    assert agreement.holds_nearby == agreement.on_data
    assert agreement.on_data


def indexed(domain: str) -> Candidate:
    """A model over a set: what is whole matters nearby, and not on the stated data."""
    goods = ["rye", "oat"]
    numbers = {"rye": ("N1", "N3"), "oat": ("N2", "N4")}
    problem = make_problem(
        "Rye earns 6 and oat 4 dollars a sack. Rye takes 3 and oat 1 hours; there are 60 hours. "
        "At most 30 sacks of oat are sold."
    )
    parameters = [
        {
            "name": name,
            "index": ["G"],
            "entries": [
                {"index": [g], "value": values[g], "numbers": [numbers[g][place]]} for g in goods
            ],
        }
        for place, (name, values) in enumerate(
            (("gain", {"rye": 6, "oat": 4}), ("hours", {"rye": 3, "oat": 1}))
        )
    ]
    parameters += [
        {"name": "room", "entries": [{"value": 60, "numbers": ["N5"]}]},
        {"name": "most", "entries": [{"value": 30, "numbers": ["N6"]}]},
    ]
    formulation = Formulation.model_validate(
        {
            "sets": [{"name": "G", "members": goods}],
            "parameters": parameters,
            "variables": [{"name": "sell", "index": ["G"], "domain": domain}],
            "objective": {"sense": "maximize", "expression": "sum(gain[g] * sell[g] for g in G)"},
            "constraints": [
                {"name": "time", "expression": "sum(hours[g] * sell[g] for g in G) <= room"},
                {"name": "cap", "expression": 'sell["oat"] <= most'},
            ],
        }
    )
    trial = try_formulation(problem, formulation, SETTINGS, Ledger())
    return Candidate(
        team=domain,
        formulation=formulation,
        program=trial.program,
        outcome=trial.outcome,
        certificate=trial.certificate,
    )


def test_models_over_sets_that_differ_only_in_what_is_whole_agree_as_well() -> None:
    problem = make_problem(
        "Rye earns 6 and oat 4 dollars a sack. Rye takes 3 and oat 1 hours; there are 60 hours. "
        "At most 30 sacks of oat are sold."
    )
    agreement = compare(problem, indexed("integer"), indexed("continuous"), SETTINGS, Ledger())
    assert agreement.only_domains
    assert agreement.holds_nearby
    assert "only in what has to be whole" in str(agreement)


def test_what_is_apart_nearby_is_asked_about_and_told() -> None:
    first = candidate("a")
    turned = [dict(row) for row in press_formulation()["constraints"]]
    turned[0]["expression"] += " + press_time - 5 * poster_sales"  # 0, as the data stand
    second = candidate("b", constraints=turned)
    weighed = weigh(press(), [first, second], SETTINGS, Ledger())
    assert weighed.judgement.verdict is Verdict.CONTESTED
    answer = assemble(weighed, settings=SETTINGS, ledger=Ledger(), run_id="r", trace="")
    assert answer.debate is not None
    assert not answer.debate.turns
    assert (answer.debate.contrasts[0].first, answer.debate.contrasts[0].second) == ("a", "b")


def test_figures_that_both_teams_leave_aside_are_no_doubt() -> None:
    unused = Check(
        name="numbers_used", title="", status=CheckStatus.WARNED, weight=Weight.SUPPORTING,
        evidence="Nothing uses N1 'two'.", elements=("N1 'two'",),
    )  # fmt: skip
    certificate = Certificate(checks=(unused, CONFIRMED), confidence=Confidence.CHECKED)
    alike = Agreement(on_data=True, copies=5, agreeing=5, partner="b", aside_alike=True)
    assert with_agreement(certificate, alike).confidence is Confidence.VERIFIED
    for other in (replace(alike, aside_alike=False), replace(alike, akin=True)):
        assert with_agreement(certificate, other).confidence is Confidence.CHECKED


def test_what_keeps_data_from_being_perturbed_is_said() -> None:
    first = candidate("a")
    bare = first.model_copy(update={"team": "b", "formulation": None})
    agreement = compare(press(), first, bare, SETTINGS, Ledger())
    assert agreement.on_data
    assert not agreement.holds_nearby
    assert "'b' has no formulation" in str(agreement)
    certificate = with_agreement(first.certificate, agreement)
    check = certificate.checks[-1]
    assert (check.name, check.status) == ("teams_agree", CheckStatus.SKIPPED)
    assert certificate.confidence is first.certificate.confidence


@pytest.mark.parametrize(
    ("agreement", "status"),
    [
        (Agreement(on_data=True, copies=3, agreeing=3), CheckStatus.PASSED),
        (Agreement(on_data=True, copies=3, agreeing=2), CheckStatus.FAILED),
        (Agreement(on_data=False), CheckStatus.FAILED),
    ],
)
def test_agreement_stands_on_the_certificate(agreement: Agreement, status: CheckStatus) -> None:
    certificate = with_agreement(candidate("a").certificate, agreement)
    assert certificate.checks[-1].status is status
    if status is CheckStatus.FAILED:
        assert certificate.confidence is Confidence.DOUBTFUL


def test_a_written_program_on_the_formulations_data_can_be_perturbed() -> None:
    first = candidate("a")
    program = Program(source=PRESS_PROGRAM, data=first.program.data)
    trial = checked(press(), first.formulation, program, run_program(program, SETTINGS, Ledger()))
    second = Candidate(
        team="b",
        formulation=first.formulation,
        program=program,
        outcome=trial.outcome,
        certificate=trial.certificate,
    )
    assert compare(press(), first, second, SETTINGS, Ledger()).holds_nearby


def assembled(*attempts: Candidate) -> Answer:
    weighed = weigh(press(), attempts, SETTINGS, Ledger())
    return assemble(weighed, settings=SETTINGS, ledger=Ledger(), run_id="r", trace="")


def test_a_tentative_candidate_counts_only_with_another_that_agrees() -> None:
    good = candidate("good")
    unsure = candidate("unsure").model_copy(update={"tentative": "'17' was not understood."})
    also = unsure.model_copy(update={"team": "also"})
    other = candidate("other", constraints=[]).model_copy(update={"tentative": "Not sure."})

    alone = assembled(unsure)
    assert alone.verdict is Verdict.UNSOLVED
    assert [(a.team, a.reason) for a in alone.abstentions] == [
        ("unsure", "'17' was not understood.")
    ]
    assert assembled(unsure, also).verdict is Verdict.CONSENSUS
    assert assembled(unsure, good).verdict is Verdict.CONSENSUS
    beside = assembled(good, other)
    assert (beside.verdict, beside.team) == (Verdict.UNCONTESTED, "good")
    assert [a.team for a in beside.abstentions] == ["other"]


def test_agreement_of_teams_that_may_err_alike_verifies_nothing() -> None:
    first, second = candidate("first"), candidate("second")

    def confidence(*candidates: Candidate) -> Confidence:
        answer = assembled(*candidates)
        assert answer.verdict is Verdict.CONSENSUS
        assert answer.certificate is not None
        return answer.certificate.confidence

    assert confidence(first, second) is Confidence.CHECKED  # nobody looked without a model
    first, second, stranger = map(confirmed, (first, second, candidate("stranger")))
    readers = [c.model_copy(update={"kin": "readers"}) for c in (first, second)]
    assert confidence(first, second) is Confidence.VERIFIED
    assert confidence(*readers) is Confidence.CHECKED
    assert confidence(*readers, stranger) is Confidence.VERIFIED


def test_a_plan_that_one_team_came_to_gets_a_second_solvers_word() -> None:
    formulation = Formulation.model_validate(press_formulation())
    trial = try_formulation(press(), formulation, SETTINGS, Ledger(), ask_again=False)
    alone = Candidate(
        team="alone",
        formulation=formulation,
        program=trial.program,
        outcome=trial.outcome,
        certificate=trial.certificate,
    )

    def word(*candidates: Candidate) -> Check:
        answer = assembled(*candidates)
        assert answer.certificate is not None
        return next(c for c in answer.certificate.checks if c.name == "confirmed")

    assert word(alone).status is CheckStatus.PASSED
    assert "scip" in word(alone).evidence
    assert word(alone, candidate("other")).status is not CheckStatus.FAILED


def covered(*, kept: bool) -> tuple[Problem, Candidate]:
    """Guards for two shifts: what is over is counted (an equation), or only enough asked for."""
    problem = make_problem(
        "The day needs 5 guards and the night 9. A guard works one shift and costs 70 dollars."
    )
    needs = [
        {"index": ["day"], "value": 5, "numbers": ["N1"]},
        {"index": ["night"], "value": 9, "numbers": ["N2"]},
    ]
    hire = {"name": "hire", "index": ["S"], "domain": "integer"}
    spare = {"name": "spare", "index": ["S"], "domain": "integer"}
    enough = "hire[s] == need[s] + spare[s]" if kept else "hire[s] >= need[s]"
    formulation = Formulation.model_validate(
        {
            "sets": [{"name": "S", "members": ["day", "night"]}],
            "parameters": [
                {"name": "need", "index": ["S"], "entries": needs},
                {"name": "pay", "entries": [{"value": 70, "numbers": ["N4"]}]},
            ],
            "variables": [hire, spare] if kept else [hire],
            "objective": {"sense": "minimize", "expression": "sum(pay * hire[s] for s in S)"},
            "constraints": [{"name": "enough", "for_each": "s in S", "expression": enough}],
        }
    )
    trial = try_formulation(problem, formulation, SETTINGS, Ledger())
    return problem, Candidate(
        team=f"kept {kept}",
        formulation=formulation,
        program=trial.program,
        outcome=trial.outcome,
        certificate=trial.certificate,
    )


def test_counts_stay_counts_where_a_broken_one_would_leave_a_model_without_plans() -> None:
    """No whole number of guards is 5.3 and something whole; that is no disagreement."""
    problem, kept = covered(kept=True)
    _, enough = covered(kept=False)
    agreement = compare(problem, kept, enough, SETTINGS, Ledger())
    assert agreement.holds_nearby
    assert agreement.copies >= 3


def test_whole_copies_move_whole_figures_and_keep_them_whole() -> None:
    problem, kept = covered(kept=True)
    copies = perturbations(problem, (kept.formulation,), whole=True)
    values = [value for copy in copies for value in copy.numbers.values()]
    assert all(value.is_integer() and value > 0 for value in values)
    assert len({tuple(copy.numbers.values()) for copy in copies}) >= 3
