from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from optimoot.agents.language.roles import DebaterReply, FormulatorReply
from optimoot.agents.models import model_requests
from optimoot.benchmarks.presets.agora import agree_as_agora
from optimoot.benchmarks.simulation.backbone import SimulatedModel
from optimoot.benchmarks.simulation.cases import Case, make_cases
from optimoot.benchmarks.simulation.debater import debater_reply
from optimoot.benchmarks.simulation.measuring import WAYS, measure, table
from optimoot.benchmarks.simulation.rates import RATES, Rates
from optimoot.benchmarks.simulation.ways import Bench, agora, assembly, attempts_then
from optimoot.solvers.checks import same_result

FAULTLESS = Rates(
    trapped=0.0, falls=0.0, misreads=0.0, malformed=0.0, ill_formed=0.0, broken_code=0.0,
    false_alarm=0.0, swayed=0.0,
)  # fmt: skip
TRAPPED = Rates(
    trapped=1.0, falls=1.0, misreads=0.0, malformed=0.0, ill_formed=0.0, broken_code=0.0,
    sees=0.0, finds=0.0, care=1.0,
)  # fmt: skip


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return make_cases(4, seed=3)


@pytest.fixture(autouse=True)
def _simulated_models_may_be_asked() -> object:
    with model_requests(True):
        yield


def bench(cases: list[Case], rates: Rates, folder: Path) -> Bench:
    return Bench({case.problem.text: case for case in cases}, rates, 1, folder)


def test_cases_are_the_same_every_time_and_their_errors_are_errors(cases: list[Case]) -> None:
    again = make_cases(4, seed=3)
    assert [case.problem.text for case in again] == [case.problem.text for case in cases]
    assert [[w.error for w in c.wrong] for c in again] == [
        [w.error for w in c.wrong] for c in cases
    ]
    for case in cases:
        assert case.trap in case.wrong
        assert case.is_right(case.right.outcome)
        for wrong in case.wrong:
            assert not same_result(case.right.outcome, wrong.outcome)


async def test_without_errors_every_way_is_right_and_the_assembly_is_sure(
    cases: list[Case], tmp_path: Path
) -> None:
    ways = [attempts_then("single", 1), attempts_then("majority", 3), agora(), assembly(2)]
    for way in ways:
        for case in cases:
            result = await way(bench(cases, FAULTLESS, tmp_path), case)
            assert result.right
            assert result.sure
    easy = await assembly(2)(bench(cases, FAULTLESS, tmp_path), cases[0])
    assert easy.calls == 3  # a formulation from each team, and one checker


async def test_a_trap_that_everybody_falls_into_is_never_right(
    cases: list[Case], tmp_path: Path
) -> None:
    for case in cases:
        one = await attempts_then("single", 1)(bench(cases, TRAPPED, tmp_path), case)
        assert not one.right
        assert not (await assembly(2)(bench(cases, TRAPPED, tmp_path), case)).right


async def test_an_attempt_that_is_repeated_costs_and_gives_the_same(
    cases: list[Case], tmp_path: Path
) -> None:
    shared = bench(cases, RATES["moderate"], tmp_path)  # type: ignore[index]
    way = assembly(2)
    assert await way(shared, cases[1]) == await way(shared, cases[1])
    assert len(shared.attempts) == 2


def test_the_backbone_answers_as_its_roles_are_read(cases: list[Case]) -> None:
    case = cases[0]
    model = SimulatedModel(cases={c.problem.text: c for c in cases}, rates=FAULTLESS, seed=1)
    asked = ["system", f"<problem x>\n{case.problem.text}\n</problem x>"]
    reply = FormulatorReply.model_validate(json.loads(model.reply("a", "formulator", asked)))
    assert reply.formulation == case.right.formulation
    with pytest.raises(ValueError, match="does not know the problem"):
        model.reply("a", "formulator", ["system", "Another problem."])


def test_a_debater_sees_the_results_that_the_prompt_shows(cases: list[Case]) -> None:
    case = next(c for c in cases if c.right.outcome.objective is not None)
    shown = f'Team "b" differs. Its result:\n<result ab12>\noptimal, objective {case.right.outcome.objective}\n</result ab12>'  # noqa: E501
    keen = Rates(trapped=0, falls=0, misreads=0, sees=1.0, swayed=0.0)
    text, held = debater_reply(case, case.trap, ["", shown], keen, random.Random(1))
    reply = DebaterReply.model_validate(json.loads(text))
    assert reply.stance in ("concede", "revise")
    assert reply.to == "b"
    assert held is case.right
    text, held = debater_reply(case, case.right, ["", shown], keen, random.Random(1))
    assert json.loads(text)["stance"] == "defend"


def test_agoras_test_takes_near_results_for_the_same(cases: list[Case]) -> None:
    outcome = cases[0].right.outcome.model_copy(update={"objective": 100.0})
    near = outcome.model_copy(update={"objective": 104.0})
    far = outcome.model_copy(update={"objective": 110.0})
    assert agree_as_agora(outcome, near)
    assert not agree_as_agora(outcome, far)


def test_the_table_has_a_line_for_each_way(cases: list[Case]) -> None:
    ways = {name: WAYS[name] for name in ("single team", "majority of 3")}
    rows = list(measure(cases[:2], FAULTLESS, 1, ways))
    told = table(rows).splitlines()
    assert len(told) == 4
    assert told[2].startswith("| single team | 100.0 %")
