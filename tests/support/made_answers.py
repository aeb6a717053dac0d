"""A small solved Answer, built by hand, for tests of what shows or stores Answers."""

from optimoot.agents.answer import Answer, Verdict
from optimoot.certificate import Certificate, Check, CheckStatus, Confidence, Weight
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    Variable,
)
from optimoot.outcome import (
    ConstraintValue,
    ModelStatistics,
    Outcome,
    SolutionStatus,
    Termination,
    VariableValue,
)
from optimoot.problem import Number, Problem
from optimoot.program import Origin, Program

TEXT = "A kiln fires cups and bowls. Profit is 3 a cup and 5 a bowl. At most 8 fit, and 6 cups."

SOURCE = """\
import pyomo.environ as pyo


def build_model(data):
    m = pyo.ConcreteModel()
    m.P = pyo.Set(initialize=data["P"])
    m.make = pyo.Var(m.P, domain=pyo.NonNegativeIntegers)
    m.goal = pyo.Objective(
        expr=sum(data["profit"][p] * m.make[p] for p in m.P), sense=pyo.maximize
    )
    m.room = pyo.Constraint(expr=sum(m.make[p] for p in m.P) <= data["room"])
    return m
"""


def number(number_id, text):
    start = TEXT.index(text)
    return Number(id=number_id, text=text, value=float(text), start=start, end=start + len(text))


def formulation():
    return Formulation(
        title="Kiln",
        sets=(IndexSet(name="P", members=("cups", "bowls"), meaning="products"),),
        parameters=(
            Parameter(
                name="profit",
                index=("P",),
                entries=(
                    Entry(index=("cups",), value=3, numbers=("N1",)),
                    Entry(index=("bowls",), value=5, numbers=("N2",)),
                ),
            ),
            Parameter(name="room", entries=(Entry(value=8, numbers=("N3",)),)),
        ),
        variables=(Variable(name="make", index=("P",), domain=Domain.INTEGER, unit="pieces"),),
        objective=Objective(
            sense=Sense.MAXIMIZE,
            expression="sum(profit[p] * make[p] for p in P)",
            meaning="total profit",
            unit="dollars",
        ),
        constraints=(
            Constraint(
                name="capacity",
                expression="sum(make[p] for p in P) <= room",
                meaning="room in the kiln",
                sentence="At most 8 fit, and 6 cups.",
            ),
        ),
        assumptions=("Cups and bowls are whole.",),
    )


def outcome(**changes):
    fields = {
        "termination": Termination.CONVERGED,
        "solution": SolutionStatus.OPTIMAL,
        "sense": Sense.MAXIMIZE,
        "objective": 40.0,
        "bound": 40.0,
        "gap": 0.0,
        "variables": (
            VariableValue(name="make", index=("cups",), value=0.0, lower=0.0, domain="integer"),
            VariableValue(name="make", index=("bowls",), value=8.0, lower=0.0, domain="integer"),
        ),
        "constraints": (
            ConstraintValue(name="capacity", body=8.0, upper=8.0, slack=0.0, dual=5.0),
        ),
        "statistics": ModelStatistics(model_class="MILP", variables=2, constraints=1),
        "solver": "highs",
        "solver_reason": "HiGHS takes MILP.",
        "protections": {"landlock": True, "seccomp": True},
    }
    return Outcome(**(fields | changes))


def program():
    return Program(
        source=SOURCE,
        data={"P": ["cups", "bowls"], "profit": {"cups": 3.0, "bowls": 5.0}, "room": 8.0},
        origin=Origin.CODER,
    )


def problem():
    return Problem(text=TEXT, numbers=(number("N1", "3"), number("N2", "5"), number("N3", "8")))


def solved_answer(**changes):
    fields = {
        "run_id": "r1",
        "problem": problem(),
        "verdict": Verdict.UNCONTESTED,
        "team": "built-in",
        "formulation": formulation(),
        "program": program(),
        "outcome": outcome(),
        "certificate": Certificate(
            checks=(
                Check(
                    name="ran",
                    title="The program runs",
                    status=CheckStatus.PASSED,
                    weight=Weight.ESSENTIAL,
                    evidence="Solved.",
                ),
            ),
            confidence=Confidence.CHECKED,
            because="Every check passed.",
        ),
        "explanation": "The greatest possible total profit is 40 dollars.",
    }
    return Answer(**(fields | changes))
