"""Plans that a solver calls best, and that a larger one outdoes."""

import asyncio

import pytest

from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.team import BuiltinTeam
from optimoot.agents.team import Abstention, Candidate, TeamContext
from optimoot.intake import make_problem
from optimoot.settings import Settings

CLUBS = (
    "A town runs two courses, pottery and weaving. Each pottery course costs $50 and reaches 8 "
    "people; each weaving course costs $90 and reaches 12 people. At least 15 courses of each must "
    "be held, and at least 300 people must be reached. {}The town wants to minimize the cost per "
    "person reached."
)


@pytest.mark.parametrize(
    ("limit", "kind"), [("", Abstention), ("At most 60 courses in total can be held. ", Candidate)]
)
def test_a_best_value_that_no_plan_reaches_is_no_answer(limit, kind):
    team = BuiltinTeam(ProseReader())
    context = TeamContext(run_id="clubs", settings=Settings())
    found = asyncio.run(team.attempt(make_problem(CLUBS.format(limit)), context))
    assert isinstance(found, kind)
    assert kind is Candidate or "no plan reaches" in found.reason
