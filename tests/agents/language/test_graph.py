from __future__ import annotations

import json
from typing import Any

import pytest
from made_problems import (
    PRESS_BEST,
    PRESS_PROGRAM,
    critic_reply,
    fenced_program,
    haul,
    haul_reply,
    planner_reply,
    press,
    press_formulation,
    press_reply,
)

from optimoot.agents.budget import Budget
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam, team_graph
from optimoot.agents.ledger import Ledger
from optimoot.agents.models import ModelName
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.agents.team import Abstention, Attempt, Candidate, Team, TeamContext
from optimoot.certificate import CheckStatus, Confidence
from optimoot.events import Event, RoleEvent, RoleState
from optimoot.outcome import Termination
from optimoot.problem import Problem
from optimoot.program import Origin
from optimoot.settings import Settings

Script = dict[str, list[Any]]
TIME = {"name": "time", "expression": "poster_time * posters + flyer_time * flyers <= press_time"}
SALES_LOST = press_reply(constraints=[TIME])
MISSPELT = press_reply(
    constraints=[{"name": "time", "expression": "poster_tmie * posters <= press_time"}]
)


class Played:
    """A team that played a script: what came of it, and what the model was told."""

    def __init__(self, attempt: Attempt, model: ScriptedChatModel, events: list[Event]) -> None:
        self.attempt = attempt
        self.model = model
        self.events = events

    @property
    def roles(self) -> list[str]:
        return [prompt.role for prompt in self.model.prompts]

    @property
    def candidate(self) -> Candidate:
        assert isinstance(self.attempt, Candidate), self.attempt
        return self.attempt

    @property
    def abstention(self) -> Abstention:
        assert isinstance(self.attempt, Abstention), self.attempt
        return self.attempt

    def check(self, name: str) -> CheckStatus:
        return next(c.status for c in self.candidate.certificate.checks if c.name == name)


async def play(
    script: Script, problem: Problem | None = None, budget: str = "", **settings: Any
) -> Played:
    model = ScriptedChatModel.of(script)
    team = LanguageTeam(ChatClient(model=model, name=ModelName("scripted", "x"), attempts=1))
    events: list[Event] = []
    context = TeamContext(
        run_id="r",
        settings=Settings(**settings),
        emit=events.append,
        ledger=Ledger(Budget.parse(budget)),
    )
    return Played(await team.attempt(problem or press(), context), model, events)


def test_it_is_a_team_and_its_graph_can_be_drawn() -> None:
    model = ScriptedChatModel.of([])
    team = LanguageTeam(ChatClient(model=model, name=ModelName("scripted", "x")))
    assert isinstance(team, Team)
    edges = {(edge.source, edge.target) for edge in team_graph().get_graph().edges}
    assert {("formulate", "solve"), ("solve", "criticize"), ("criticize", "formulate")} <= edges
    assert {
        ("criticize", "plan"),
        ("plan", "pick"),
        ("pick", "code"),
        ("code", "criticize"),
    } <= edges
    assert ("formulate", "code") not in edges


async def test_an_easy_problem_costs_one_completion() -> None:
    played = await play({"formulator": [press_reply()]})
    assert played.roles == ["formulator"]
    candidate = played.candidate
    assert candidate.outcome.objective == pytest.approx(PRESS_BEST)
    assert candidate.program.origin is Origin.COMPILED
    assert candidate.certificate.confidence is Confidence.CHECKED
    states = [(e.role, e.state) for e in played.events if isinstance(e, RoleEvent)]
    assert states == [
        ("formulator", RoleState.WORKING),
        ("formulator", RoleState.DONE),
        ("solver", RoleState.WORKING),
        ("solver", RoleState.DONE),
    ]


async def test_the_formulator_is_shown_the_problem_and_its_numbers() -> None:
    played = await play({"formulator": [press_reply()]})
    text = played.model.prompts[0].text
    assert "A press room prints posters and flyers." in text
    assert "N5 | 100 | 100 |" in text


async def test_tables_never_go_whole_into_a_prompt() -> None:
    played = await play({"formulator": [haul_reply()]}, haul())
    text = played.model.prompts[0].text
    assert '["pit", "site", "cost"]' in text
    assert "144 rows" in text
    assert '["p0", "s4", ' in text
    assert "s9" not in text
    assert played.candidate.outcome.is_conclusive
    assert len(played.candidate.program.data["cost"]) == 12


async def test_a_reply_that_cannot_be_read_is_asked_for_again() -> None:
    played = await play({"formulator": ["Sure! {oops", press_reply()]})
    assert played.roles == ["formulator"] * 2
    assert "no complete JSON object" in played.model.prompts[1].messages[-1][1]
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)


async def test_a_reply_that_broke_off_is_asked_for_again_and_shorter() -> None:
    played = await play({"formulator": [{"text": press_reply(), "truncate": 60}, press_reply()]})
    assert "broke off" in played.model.prompts[1].messages[-1][1]
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)


async def test_two_replies_that_cannot_be_read_end_in_an_abstention() -> None:
    played = await play({"formulator": ["no", '{"formulation": {"variables": []}}']})
    assert played.abstention.failed
    assert "formulator" in played.abstention.reason
    assert "variables" in played.abstention.reason


async def test_harmless_deviations_are_let_pass() -> None:
    formulation = press_formulation()
    formulation["parameters"][0]["entries"][0] |= {"index": None, "comment": "from the text"}
    formulation["parameters"][1]["unit"] = None
    formulation["sets"] = None
    played = await play({"formulator": [json.dumps(formulation)]})
    assert played.roles == ["formulator"]
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)


async def test_a_key_that_may_carry_meaning_is_not_dropped() -> None:
    odd = press_reply(constraints=[TIME | {"only_if": "posters >= 1"}])
    played = await play({"formulator": [odd, press_reply()]})
    assert "only_if" in played.model.prompts[1].messages[-1][1]


async def test_findings_of_the_review_go_back_to_the_formulator() -> None:
    played = await play({"formulator": [MISSPELT, press_reply()]})
    assert played.roles == ["formulator"] * 2
    assert "poster_tmie" in played.model.prompts[1].messages[-1][1]
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)
    assert any("not well-formed" in line for line in played.candidate.history)
    (lesson,) = played.candidate.lessons
    assert (lesson.artifact, lesson.failure) == ("formulation", "not well-formed")
    assert "poster_tmie" in lesson.failing
    assert "poster_tmie" not in lesson.fixed


async def test_data_that_do_not_fit_go_back_to_the_formulator() -> None:
    wrong = json.loads(haul_reply())
    wrong["formulation"]["parameters"][0]["table"]["column"] = "stocks"
    played = await play({"formulator": [json.dumps(wrong), haul_reply()]}, haul())
    assert played.roles == ["formulator"] * 2
    assert "'stocks'" in played.model.prompts[1].messages[-1][1]
    assert played.candidate.outcome.is_conclusive


async def test_a_missing_value_is_asked_for() -> None:
    question = {"text": "How long does a flyer take?", "quote": "flyer"}
    reply = json.dumps({"analysis": "", "questions": [question], "formulation": None})
    played = await play({"formulator": [reply]})
    assert [q.text for q in played.abstention.questions] == ["How long does a flyer take?"]
    assert not played.abstention.failed


async def test_an_invented_value_beside_a_question_counts_as_missing() -> None:
    formulation = press_formulation()
    formulation["parameters"][3]["entries"] = [{"value": 7}]
    reply = {"questions": ["How long does a flyer take?"], "formulation": formulation}
    played = await play({"formulator": [json.dumps(reply)]})
    assert played.abstention.questions[0].text == "How long does a flyer take?"
    grounded = {"questions": ["Is it Tuesday?"], "formulation": press_formulation()}
    played = await play({"formulator": [json.dumps(grounded)]})
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)


async def test_a_text_without_a_decision_is_abstained_from_with_the_reason() -> None:
    reply = json.dumps({"analysis": "This is a poem about printing.", "formulation": None})
    played = await play({"formulator": [reply]})
    assert played.abstention.reason == "This is a poem about printing."
    assert not played.abstention.questions


async def test_the_critic_finds_a_lost_limit_and_the_formulator_mends_it() -> None:
    finding = ("sales", "At most 20 posters can be sold is missing", "posters <= poster_sales")
    played = await play(
        {
            "formulator": [SALES_LOST, press_reply()],
            "critic": [critic_reply("formulation", finding)],
        }
    )
    assert played.roles == ["formulator", "critic", "formulator"]
    assert "poster_sales" in played.model.prompts[1].text
    assert "At most 20 posters can be sold is missing" in played.model.prompts[2].messages[-1][1]
    assert {row.name for row in played.candidate.outcome.constraints} == {"time", "sales"}
    (lesson,) = played.candidate.lessons
    assert lesson.failure == "runs, but does not match the problem"
    assert "is missing" in lesson.findings[0]


async def test_the_critic_may_accept_what_the_checks_raised() -> None:
    played = await play({"formulator": [SALES_LOST], "critic": [critic_reply("accept")]})
    assert played.roles == ["formulator", "critic"]
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)
    assert "The critic accepted the model." in played.candidate.history


async def test_numbers_left_out_with_a_reason_need_no_critic() -> None:
    reply = json.loads(SALES_LOST)
    reply["formulation"]["parameters"].pop()
    reply["left_out"] = [{"numbers": ["N6"], "why": "nobody buys posters anyway"}]
    played = await play({"formulator": [json.dumps(reply)]})
    assert played.roles == ["formulator"]
    assert played.check("numbers_used") is CheckStatus.WARNED
    assert played.candidate.unused == ("20",)


async def test_the_critic_may_find_that_something_is_missing() -> None:
    asked = critic_reply("ask", questions=("How many posters?",))
    played = await play({"formulator": [SALES_LOST], "critic": [asked]})
    assert [q.text for q in played.abstention.questions] == ["How many posters?"]


async def test_an_infeasible_model_is_a_result_once_the_critic_has_looked() -> None:
    many = TIME | {"name": "many", "expression": "posters >= press_time"}
    sold = {"name": "sales", "expression": "posters <= poster_sales"}
    played = await play(
        {
            "formulator": [press_reply(constraints=[TIME, sold, many])],
            "critic": [critic_reply("accept")],
        }
    )
    assert played.roles == ["formulator", "critic"]
    assert played.candidate.outcome.termination is Termination.INFEASIBLE


async def test_a_second_encoding_that_agrees_is_on_the_certificate() -> None:
    played = await play(
        {
            "formulator": [SALES_LOST],
            "critic": [
                critic_reply("program", ("time", "encode it anew", "")),
                critic_reply("accept"),
            ],
            "planner": [planner_reply()],
            "coder": [
                fenced_program(PRESS_PROGRAM.replace("    model.sales", "    # model.sales"))
            ],
        }
    )
    assert played.roles[:4] == ["formulator", "critic", "planner", "coder"]
    assert played.check("two_encodings") is CheckStatus.PASSED
    assert played.candidate.program.origin is Origin.COMPILED


async def test_the_coder_sees_the_layout_of_the_data_and_none_of_the_algebra() -> None:
    played = await play(
        {
            "formulator": [SALES_LOST],
            "critic": [
                critic_reply("program", ("time", "encode it anew", "")),
                critic_reply("accept"),
            ],
            "planner": [planner_reply()],
            "coder": [fenced_program()],
        }
    )
    told = played.model.prompts[3].text
    assert '"press_time": 100' in told
    assert "posters: integer, posters printed" in told
    assert "poster_time * posters" not in told


async def test_encodings_that_differ_are_a_finding_for_the_critic() -> None:
    greedy = PRESS_PROGRAM.replace('<= data["press_time"]', '<= 2 * data["press_time"]')
    played = await play(
        {
            "formulator": [SALES_LOST],
            "critic": [
                critic_reply("program", ("time", "encode it anew", "")),
                critic_reply("program", ("time", "twice the press time", "drop the 2")),
                critic_reply("accept"),
            ],
            "planner": [planner_reply()],
            "coder": [fenced_program(greedy), fenced_program()],
        }
    )
    assert played.roles[3:6] == ["coder", "critic", "coder"]
    assert "two encodings" in played.model.prompts[4].text.lower()
    assert "twice the press time" in played.model.prompts[5].messages[-1][1]
    assert played.check("two_encodings") is CheckStatus.PASSED


async def test_encodings_that_still_differ_leave_the_result_in_doubt() -> None:
    greedy = fenced_program(
        PRESS_PROGRAM.replace('<= data["press_time"]', '<= 2 * data["press_time"]')
    )
    played = await play(
        {
            "formulator": [SALES_LOST],
            "critic": [critic_reply("program", ("time", "anew", ""))] * 2,
            "planner": [planner_reply()],
            "coder": [greedy, greedy],
        },
        repairs=1,
    )
    assert played.check("two_encodings") is CheckStatus.FAILED
    assert played.candidate.certificate.confidence is Confidence.DOUBTFUL


async def coded_beside(expression: str, program: str) -> Played:
    """A Formulation that HiGHS may not settle, and the Program that a coder wrote."""
    share = {"name": "time_share", "upper": 1, "meaning": "share of the time"}
    formulation = press_formulation(
        constraints=[
            TIME | {"sentence": "A poster takes 4 minutes"},
            {"name": "wave", "expression": expression},
            {"name": "sales", "expression": "posters <= poster_sales"},
        ]
    )
    formulation["variables"].append(share)
    return await play(
        {
            "formulator": [json.dumps({"formulation": formulation})],
            "critic": [critic_reply("program", ("wave", "anew", "")), critic_reply("accept")],
            "planner": [planner_reply("highs")],
            "coder": [fenced_program(program)],
        },
        repairs=1,
        solver="highs",
    )


async def test_a_program_beside_a_formulation_that_nothing_settles_is_never_sure() -> None:
    tighter = PRESS_PROGRAM.replace('<= data["press_time"]', '<= 0.5 * data["press_time"]')
    tighter = tighter.replace(
        "    model.earnings", "    model.time_share = pyo.Var(bounds=(0, 1))\n    model.earnings"
    ).replace("    return model", "    model.time_share.fix(0)\n    return model")
    played = await coded_beside("sin(time_share) <= 1", tighter)
    assert played.candidate.program.origin is Origin.CODER
    assert played.check("feasible") is CheckStatus.PASSED
    assert played.candidate.certificate.confidence in (Confidence.DOUBTFUL, Confidence.REFUTED)


async def test_a_program_of_the_wrong_shape_goes_back_to_the_coder() -> None:
    upside_down = PRESS_PROGRAM.replace("pyo.maximize", "pyo.minimize")
    played = await play(
        {
            "formulator": [SALES_LOST],
            "critic": [critic_reply("program", ("time", "anew", "")), critic_reply("accept")],
            "planner": [planner_reply()],
            "coder": [fenced_program(upside_down), fenced_program()],
        }
    )
    assert played.roles[3:5] == ["coder"] * 2
    told = played.model.prompts[4].messages[-1][1]
    assert "wrong shape" in told
    assert "asks to maximize; the model's objective: minimize" in told


async def test_data_that_break_the_algebra_go_back_to_the_formulator() -> None:
    formulation = press_formulation()
    formulation["constraints"][0]["expression"] = (
        "posters / (poster_time - 2 * flyer_time) + flyers <= press_time"
    )
    reply = json.dumps({"formulation": formulation})
    played = await play({"formulator": [reply, press_reply()]})
    assert played.roles == ["formulator"] * 2
    assert "zero" in played.model.prompts[1].messages[-1][1]
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)


async def test_a_program_that_does_not_run_goes_back_to_the_coder() -> None:
    broken = PRESS_PROGRAM.replace('data["poster_time"]', 'data["poster_tmie"]')
    played = await play(
        {
            "formulator": [SALES_LOST],
            "critic": [critic_reply("program", ("time", "anew", "")), critic_reply("accept")],
            "planner": [planner_reply()],
            "coder": [fenced_program(broken), "Oh, I see.", fenced_program()],
        }
    )
    assert played.roles[3:6] == ["coder"] * 3
    assert "poster_tmie" in played.model.prompts[4].messages[-1][1]
    assert "does not run" in played.model.prompts[4].messages[-1][1]
    assert "no fenced Python block" in played.model.prompts[5].messages[-1][1]
    lessons = [lesson for lesson in played.candidate.lessons if lesson.artifact == "program"]
    assert [lesson.failure for lesson in lessons] == ["does not run"]
    assert "poster_tmie" in lessons[0].failing


async def test_where_no_formulation_holds_the_coder_works_from_the_problem() -> None:
    data = {
        "poster_earning": 5,
        "flyer_earning": 3,
        "poster_time": 4,
        "flyer_time": 2,
        "press_time": 100,
        "poster_sales": 20,
    }
    played = await play(
        {
            "formulator": [MISSPELT, MISSPELT],
            "planner": [planner_reply("highs")],
            "coder": [fenced_program(data=data)],
            "critic": [critic_reply("accept")],
        },
        repairs=1,
    )
    assert played.roles[:4] == ["formulator", "formulator", "planner", "coder"]
    assert "There is no data layout" in played.model.prompts[3].text
    candidate = played.candidate
    assert candidate.formulation is None
    assert candidate.program.data == data
    assert candidate.outcome.objective == pytest.approx(PRESS_BEST)


async def test_repairs_are_bounded() -> None:
    endless = [critic_reply("formulation", ("time", "never satisfied", "more"))] * 9
    played = await play({"formulator": [SALES_LOST] * 9, "critic": endless}, repairs=2)
    assert played.roles == ["formulator", "critic"] * 3
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)
    broken = fenced_program("def build_model(data):\n    raise ValueError(data)\n")
    played = await play(
        {"formulator": [MISSPELT] * 9, "planner": [planner_reply()], "coder": [broken] * 9},
        repairs=0,
    )
    assert played.roles == ["formulator", "planner", "coder"]
    assert "ValueError" in played.abstention.reason


async def test_many_repairs_are_not_stopped_by_the_graph() -> None:
    endless = [critic_reply("formulation", ("time", "never satisfied", "more"))] * 31
    played = await play({"formulator": [SALES_LOST] * 31, "critic": endless}, repairs=30)
    assert played.roles == ["formulator", "critic"] * 31
    assert played.candidate.outcome.is_conclusive


async def test_a_spent_budget_ends_with_the_best_so_far() -> None:
    played = await play(
        {"formulator": [{"text": SALES_LOST, "tokens": [900, 200]}], "critic": []},
        budget="1000 tokens",
    )
    assert played.roles == ["formulator"]
    assert played.candidate.outcome.objective == pytest.approx(PRESS_BEST)
    assert "budget of 1000 tokens" in played.candidate.history[-1]


async def test_a_budget_spent_before_anything_ran_is_an_abstention() -> None:
    played = await play(
        {"formulator": [{"text": MISSPELT, "tokens": [900, 200]}]}, budget="1000 tokens"
    )
    assert played.abstention.failed
    assert "1000 tokens" in played.abstention.reason


@pytest.mark.parametrize(
    ("error", "word"),
    [("unauthorized", "refused the key"), ("not_found", "knows no model"), ("server", "failed on")],
)
async def test_a_model_that_cannot_be_had_is_an_abstention_with_the_remedy(
    error: str, word: str
) -> None:
    played = await play({"formulator": [{"error": error}]})
    assert played.abstention.failed
    assert word in played.abstention.reason
    assert [e.state for e in played.events if isinstance(e, RoleEvent)][-1] is RoleState.FAILED


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("", "said nothing as the formulator"),
        ("<think>hm, hm", "thoughts and no answer"),
        ("I can't help with weapons.", 'which says: "I can\'t help with weapons."'),
    ],
)
async def test_silence_and_refusals_are_told_as_such(said: str, word: str) -> None:
    played = await play({"formulator": [said, said]})
    assert played.abstention.failed
    assert word in played.abstention.reason


async def test_a_script_that_ends_too_soon_is_an_abstention() -> None:
    played = await play({})
    assert played.abstention.failed
    assert "no completion number 1" in played.abstention.reason


async def test_a_hostile_program_is_refused_and_the_team_goes_on() -> None:
    hostile = (
        "import socket\n\n\ndef build_model(data):\n"
        "    socket.create_connection(('10.0.0.1', 80), 1)\n"
    )
    played = await play(
        {
            "formulator": [MISSPELT],
            "planner": [planner_reply()],
            "coder": [fenced_program(hostile)],
        },
        repairs=0,
    )
    assert "refused" in played.abstention.reason
