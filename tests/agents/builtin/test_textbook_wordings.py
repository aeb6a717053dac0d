"""Wordings of textbooks: who introduces the items, what is asked for, what brings and costs."""

import pytest

from optimoot.agents.builtin.hazards import find_hazards
from optimoot.agents.builtin.text import read_text, stem
from optimoot.intake import make_problem

WEAVING = "There are 600 minutes for weaving and 320 minutes for dyeing."
ORDINALS = [
    "The first product, a rug, requires 30 minutes of weaving and 16 minutes of dyeing. The second "
    "product is a scarf and it requires 20 minutes of weaving and 8 minutes of dyeing.",
    "The first one is a rug. A rug requires 30 minutes of weaving and 16 minutes of dyeing. The "
    "other one is a scarf. A scarf requires 20 minutes of weaving and 8 minutes of dyeing.",
]


@pytest.mark.parametrize("introduced", ORDINALS)
def test_things_that_ordinals_introduce(introduced, optimum):
    text = (
        f"A weaver has two products. {introduced} {WEAVING} The profit is $24 for each rug and "
        "$15 for each scarf. How many of each maximize the profit?"
    )
    assert optimum(text) == pytest.approx(24 * 20)


TIME = [
    ("It takes her 30 minutes to carve a spoon and 45 minutes to carve a ladle.", 20.0),
    ("Carving a spoon costs her 30 minutes and carving a ladle costs her 45 minutes.", 20.0),
]


@pytest.mark.parametrize(("takes", "spoons"), TIME)
def test_what_takes_somebody_time_is_no_supply(takes, spoons, optimum):
    text = (
        f"Ada makes spoons and ladles. {takes} She has 10 hours for carving. A spoon earns her $8 "
        "and a ladle $10. How many of each should she make to maximize her profit?"
    )
    assert optimum(text) == pytest.approx(8 * spoons)


@pytest.mark.parametrize(
    "asked",
    [
        "Determine the best product mix.",
        "Find the optimal production plan.",
        "What is the optimum combination of the two?",
        "What is the best production schedule?",
    ],
)
def test_the_best_plan_is_the_one_that_earns_most(asked, optimum):
    text = (
        "A mill makes flour and bran. A ton of flour needs 4 hours of milling and a ton of bran 2 "
        "hours of milling; 80 hours of milling are available. At most 15 tons of flour can be "
        "sold. The profit is $50 for a ton of flour and $20 for a ton of bran. " + asked
    )
    assert optimum(text) == pytest.approx(50 * 15 + 20 * 10)


@pytest.mark.parametrize(
    "earned",
    [
        "A lesson brings in $45 and costs the school $20, a rehearsal brings in $30 and costs $10",
        "A lesson sells for $45 and costs $20, a rehearsal sells for $30 and costs $10",
        "Each lesson brings $45 but costs $20, and each rehearsal brings $30 but costs $10",
    ],
)
def test_what_is_brought_in_is_no_profit_where_costs_are_told(earned, optimum):
    text = (
        f"A school gives lessons and rehearsals. {earned}. The school can spend at most $900. At "
        "most 50 lessons and at most 40 rehearsals can be given. Maximize the profit."
    )
    assert optimum(text) == pytest.approx(25 * 25 + 20 * 40)


@pytest.mark.parametrize(
    "per",
    [
        "the number of parcels sorted per hour per kW of power",
        "the parcels sorted per kW of power",
        "the number of parcels sorted per minute per kW of power",
    ],
)
def test_a_ratio_over_what_is_no_time(per, optimum):
    text = (
        "A depot buys belts and arms. A belt costs $4,000, sorts 30 parcels and uses 2 kW of power;"
        " an arm costs $6,000, sorts 55 parcels and uses 3 kW of power. The budget is $60,000. At "
        f"least 3 belts and at least 2 arms must be bought. Maximize {per}."
    )
    arms = (60 - 12) // 6
    assert optimum(text) == pytest.approx((3 * 30 + arms * 55) / (6 + 3 * arms), rel=1e-5)


def bare(text):
    return {hazard.kind for hazard in find_hazards(read_text(make_problem(text)))} & {"bare"}


@pytest.mark.parametrize(
    "scene",
    [
        "A caterer must feed a conference with meat trays and vegan trays.",
        "The town council must plant elms and limes.",
        "A nurse must mix a drink from juice and milk.",
    ],
)
def test_what_a_text_opens_with_binds_nothing(scene):
    assert not bare(scene)
    assert bare("It is a test. " + scene)


@pytest.mark.parametrize(
    "rule",
    [
        "A caterer must always offer vegan trays.",
        "A caterer must not mix trays.",
    ],
)
def test_a_rule_binds_even_where_the_text_opens_with_it(rule):
    assert bare(rule)


@pytest.mark.parametrize(
    ("one", "many"),
    [("goose", "geese"), ("mouse", "mice"), ("ox", "oxen"), ("knife", "knives"), ("life", "lives")],
)
def test_one_and_many_have_one_stem(one, many):
    assert stem(one) == stem(many)


@pytest.mark.parametrize(
    "rest",
    [
        "the number of cooks cannot exceed twice the number of guides, and there are only 6 guides",
        "there are only 6 guides, and the number of cooks cannot exceed twice the number of guides",
        "the number of cooks cannot exceed twice the number of guides and we have only 6 guides",
    ],
)
def test_what_there_is_adds_nothing_to_the_comparison_before_it(rest, optimum):
    text = (
        "A camp hires cooks and guides. A cook is paid $50 a day and a guide $80 a day. A cook "
        "looks after 12 children and a guide after 10 children. At least 150 children must be "
        f"looked after, {rest}. Minimize the daily pay."
    )
    assert optimum(text) == pytest.approx(50 * 9 + 80 * 5)
