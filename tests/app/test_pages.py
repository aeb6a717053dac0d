"""Answers and Outcomes as pages on the terminal."""

import re

import pytest
from made_answers import formulation, outcome, solved_answer

from optimoot.agents.answer import Verdict
from optimoot.agents.team import Abstention, Candidate, Question
from optimoot.app.terminal.pages import SHOWN_ROWS, print_answer, print_outcome
from optimoot.certificate import Certificate, Check, CheckStatus, Confidence
from optimoot.formulation import Entry, Objective, Parameter, Sense
from optimoot.outcome import (
    ConstraintValue,
    Failure,
    FailureKind,
    SolutionStatus,
    Termination,
    Times,
    VariableValue,
)
from optimoot.usage import Usage, UsageLine

HOSTILE = "\x1b[2J[red]x[/red]\x07\u202e"


@pytest.fixture
def page(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")

    def printed(answer, **options):
        print_answer(answer, **options)
        return capsys.readouterr().out

    return printed


@pytest.fixture
def outcome_page(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")

    def printed(**changes):
        print_outcome(outcome(**changes))
        return capsys.readouterr().out

    return printed


def section(text, title):
    """The lines below a heading, up to the next blank line."""
    lines = text.split("\n")
    start = lines.index(title) + 1
    return "\n".join(lines[start:]).split("\n\n")[0]


def candidate(answer, **changes):
    fields = {
        "team": answer.team,
        "program": answer.program,
        "outcome": answer.outcome,
        "certificate": answer.certificate,
    }
    return Candidate(**(fields | changes))


def test_a_solved_answer_shows_everything(page):
    base = solved_answer()
    answer = solved_answer(
        candidates=(candidate(base, unused=("and 6 cups",)),), trace="/data/runs/r1"
    )
    text = page(answer, saved="kiln")
    assert text.startswith("Solved by one team, uncontested (team built-in)\n")
    assert "The greatest possible total profit is 40 dollars." in text
    assert "make[p]" in section(text, "Model")
    assert "Cups and bowls are whole." in section(text, "Assumptions")
    assert "Objective (total profit): 40 dollars, proven optimal" in section(text, "Solution")
    assert re.search(r"make\[bowls\] +8 +pieces", text)
    assert re.search(r"capacity +8 +5 +room in the kiln", section(text, "What binds"))
    certificate = section(text, "Certificate")
    assert "Confidence: checked. Every check passed." in certificate
    assert re.search(r"The program runs +passed +Solved\.", certificate)
    assert "“and 6 cups”" in section(text, "Words that the model does not use")
    assert "No language model was asked" in section(text, "Cost")
    assert "Run r1, trace in /data/runs/r1" in text
    assert "Saved to kiln" in text


def test_the_cost_names_team_role_and_model(page):
    lines = (
        UsageLine(team="t", role="coder", model="openai:x", calls=2, input_tokens=900,
                  output_tokens=100, money=0.01, seconds=3.0),
        UsageLine(team="t", role="critic", model="openai:x", calls=1, unmetered_calls=1),
    )  # fmt: skip
    cost = section(page(solved_answer(usage=Usage(lines=lines, seconds=4.2))), "Cost")
    assert "3 calls, 1,000 tokens or more (1 call was not metered), unknown price, 4.2 s" in cost
    assert re.search(r"t +coder +openai:x +2 +1,000 +3\.0", cost)
    metered = solved_answer(usage=Usage(lines=lines[:1]))
    assert "$0.0100" in page(metered)


def test_the_cost_names_requests_that_brought_nothing(page):
    line = UsageLine(team="t", role="coder", model="openai:x", calls=9, failed_calls=9,
                     unmetered_calls=9, seconds=9.1)  # fmt: skip
    cost = section(page(solved_answer(usage=Usage(lines=(line,), seconds=9.6))), "Cost")
    assert "9 calls (9 brought no completion), 0 tokens or more" in cost
    assert re.search(r"t +coder +openai:x +9 +9 +0 +9\.1", cost)


def test_a_large_solution_is_cut_and_says_so(page):
    values = tuple(VariableValue(name="x", index=(at,), value=float(at % 2)) for at in range(1_000))
    rows = tuple(
        ConstraintValue(name="c", index=(at,), body=1.0, upper=1.0, slack=0.0) for at in range(99)
    )
    text = page(solved_answer(outcome=outcome(variables=values, constraints=rows)))
    assert text.count("x[") == SHOWN_ROWS
    assert f"… and {1_000 - SHOWN_ROWS} more, 500 of them zero" in text
    assert f"… and {99 - SHOWN_ROWS} more" in text


def test_long_algebra_goes_on_below_and_is_cut(page, monkeypatch):
    parameters = tuple(Parameter(name=f"p{at}", entries=(Entry(value=1),)) for at in range(300))
    wide = Objective(sense=Sense.MAXIMIZE, expression=" + ".join(["p1 * make[p]"] * 20))
    changes = {"parameters": parameters, "objective": wide}
    text = page(solved_answer(formulation=formulation().model_copy(update=changes)))
    model = section(text, "Model").split("\n")
    assert max(map(len, model)) <= 160
    assert model[1].startswith(" " * 6)
    assert model[2].startswith(" " * 14)
    assert re.search(r"… and \d+ more lines; --save keeps them\.", text)


def test_columns_without_content_are_left_out(page):
    plain = solved_answer(formulation=None)
    text = page(plain)
    assert "unit" not in section(text, "Solution").split("\n")[1]
    assert "A program of" in section(text, "Model")


def test_questions_stand_first_where_something_is_missing(page):
    answer = solved_answer(
        verdict=Verdict.NEEDS_INPUT, team="", formulation=None, program=None, outcome=None,
        certificate=None, explanation="",
        questions=(Question(text="How many cups fit?", quote="some cups"),),
        abstentions=(Abstention(team="built-in", reason="A number is missing."),),
    )  # fmt: skip
    text = page(answer)
    assert text.startswith("Something is missing that only you can tell\n")
    assert "How many cups fit? (about: “some cups”)" in section(text, "Questions")
    abstained = section(text, "Teams without a result")
    assert "built-in abstained: A number is missing." in abstained
    assert "Solution" not in text


def test_a_failed_team_is_told_from_one_that_abstains(page):
    answer = solved_answer(
        verdict=Verdict.UNSOLVED, team="", formulation=None, program=None, outcome=None,
        certificate=None, explanation="",
        abstentions=(Abstention(team="model", reason="The server is down.", failed=True),),
    )  # fmt: skip
    text = page(answer)
    assert text.startswith("Unsolved: no team gave a result\n")
    assert "model failed: The server is down." in text
    assert "--model" not in text
    alone = (Abstention(team="built-in", reason="Not sure."),)
    assert "add --model PROVIDER:NAME" in page(answer.model_copy(update={"abstentions": alone}))


def test_contested_candidates_stand_side_by_side(page):
    base = solved_answer()
    other = candidate(
        base, team="model",
        outcome=outcome(termination=Termination.INFEASIBLE, solution=SolutionStatus.NONE,
                        objective=None),
        certificate=Certificate(confidence=Confidence.DOUBTFUL),
    )  # fmt: skip
    text = page(solved_answer(verdict=Verdict.CONTESTED, candidates=(candidate(base), other)))
    sides = section(text, "Candidates")
    assert re.search(r"built-in +optimal +40 +checked", sides)
    assert re.search(r"model +infeasible +doubtful", sides)


@pytest.mark.parametrize(
    ("termination", "solution", "told"),
    [
        (Termination.INFEASIBLE, SolutionStatus.NONE, "Infeasible: no plan"),
        (Termination.UNBOUNDED, SolutionStatus.NONE, "Unbounded"),
        (Termination.INFEASIBLE_OR_UNBOUNDED, SolutionStatus.NONE, "Infeasible or unbounded"),
        (Termination.TIME_LIMIT, SolutionStatus.NONE, "No solution was found"),
        (Termination.TIME_LIMIT, SolutionStatus.FEASIBLE, "Solved by one team"),
    ],
)
def test_the_headline_tells_what_came_out(page, termination, solution, told):
    found = outcome(termination=termination, solution=solution)
    assert page(solved_answer(outcome=found)).startswith(told)


def test_a_solution_without_proof_shows_bound_and_gap(outcome_page):
    text = outcome_page(
        termination=Termination.TIME_LIMIT, solution=SolutionStatus.FEASIBLE, bound=50.0, gap=0.25
    )
    assert (
        "Objective: 40, not proven optimal, stopped at the time limit; bound 50, gap 25 %" in text
    )
    assert "Feasible; the model has no objective." in outcome_page(objective=None, sense=None)


def test_an_outcome_shows_solution_output_and_solver(outcome_page):
    text = outcome_page(printed="from the program\n", times=Times(total=0.5, solve=0.25))
    assert text.startswith("Solution\n")
    assert "from the program" in section(text, "Printed by the program")
    assert "Solver highs: HiGHS takes MILP." in section(text, "Solution")
    assert "The program ran 0.50 s, the solver 0.25 s." in section(text, "Run")


def test_a_failure_names_its_kind_line_and_protection(outcome_page):
    failure = Failure(
        kind=FailureKind.REFUSED,
        message="PermissionError: no",
        line=3,
        protection="seccomp: socket",
    )
    text = outcome_page(
        termination=Termination.NOT_SOLVED, solution=SolutionStatus.NONE, failure=failure,
        variables=(), constraints=(), protections={"landlock": False, "seccomp": True},
    )  # fmt: skip
    assert text.startswith("No result (refused, line 3)\n")
    assert "PermissionError: no" in text
    assert "Stopped by: seccomp: socket" in text
    assert "Protections missing on this machine: landlock." in text


def test_text_of_others_cannot_command_the_terminal(page, outcome_page):
    spoilt = formulation().model_copy(update={"assumptions": (HOSTILE,), "title": HOSTILE})
    hostile = outcome(
        variables=(VariableValue(name=HOSTILE, index=(HOSTILE,), value=1.0),),
        messages=(HOSTILE,),
        solver_reason=HOSTILE,
    )
    base = solved_answer()
    answer = solved_answer(
        team=HOSTILE, run_id=HOSTILE, explanation=HOSTILE, trace=HOSTILE, formulation=spoilt,
        outcome=hostile, questions=(Question(text=HOSTILE, quote=HOSTILE),),
        abstentions=(Abstention(team=HOSTILE, reason=HOSTILE),),
        candidates=(candidate(base, team=HOSTILE, unused=(HOSTILE,)),),
        certificate=Certificate(
            checks=(Check(name="c", title=HOSTILE, status=CheckStatus.WARNED, evidence=HOSTILE),),
            because=HOSTILE,
        ),
        usage=Usage(lines=(UsageLine(team=HOSTILE, role=HOSTILE, model=HOSTILE),)),
    )  # fmt: skip
    for text in (
        page(answer, saved=HOSTILE),
        page(answer.model_copy(update={"verdict": Verdict.CONTESTED})),
        outcome_page(printed=HOSTILE, messages=(HOSTILE,)),
    ):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text)
        assert "[red]x[/red]" in text
        assert "\\x1b[2J" in text
