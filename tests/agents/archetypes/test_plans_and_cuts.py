"""A workforce over periods, and cutting stock told by a table."""

import pytest

from optimoot.agents.archetypes.families.cutting_stock import cutting_patterns
from optimoot.agents.builtin.reading import NotRead

TOOLS = """A maker of garden tools plans the next four months. The demand is

| Month | 1 | 2 | 3 | 4 |
|---|---|---|---|---|
| Demand | 900 | 1300 | 1100 | 700 |

There are 10 workers at the start and no stock. A worker makes 100 tools a month and is paid 2000 \
a month. Hiring a worker costs 500 and dismissing one costs 800. In overtime a worker can make up \
to 20 more tools a month, at an extra cost of 30 per tool. Keeping a tool in stock from one month \
to the next costs 4. All demand must be met on time. What is the least total cost?"""
QUARTERS = """Aggregate planning for 3 quarters.

- Demand: quarter 1: 4,000 units; quarter 2: 6,500 units; quarter 3: 5,000 units
- Initial workforce: 40 workers
- Initial inventory: 300 units
- Output: 110 units per worker per quarter in regular time
- Regular wage: 6,000 per worker per quarter
- Hiring cost: 900 per worker
- Firing cost: 1,500 per worker
- Inventory holding cost: 8 per unit per quarter
- Overtime: at most 25 units per worker per quarter, at 70 per unit
- Shortages are not allowed.

Minimize the total cost."""
HOURS = """| Month | Jan | Feb | Mar | Apr |
|---|---|---|---|---|
| Demand (units) | 1800 | 1500 | 1100 | 1600 |

Each unit takes 4 labour hours. A worker provides 160 regular hours a month and earns 2,400 per \
month. The firm starts with 40 workers and 50 units in stock. Overtime costs 22 per hour and is \
limited to 20 hours per worker per month. Hiring costs 600 per worker, laying off costs 900 per \
worker, and holding a unit in inventory for a month costs 6. Find the plan with minimum total \
cost."""
LAMPS = (
    "A lamp maker plans the next three quarters. It must ship 900, 1,500 and 1,200 lamps. At the "
    "moment 30 people work there; each makes 40 lamps a quarter and is paid $3,000 a quarter. "
    "Taking on somebody costs $500, letting somebody go costs $800. Lamps can be stored for $6 "
    "apiece per quarter; none are in stock today. Find the cheapest plan."
)
CHERRIES = (
    "Cherries must be picked when they are ripe: 900 kg in week 1, 2,100 kg in week 2 and 1,200 kg "
    "in week 3. A picker manages 300 kg a week and earns 400 euros a week, whether there is work "
    "or not. Bringing in a picker costs 150 euros and sending one home costs 100 euros. 4 pickers "
    "are there before week 1. What is the smallest possible cost?"
)
PLANKS = """A timber yard cuts planks of 600 cm into pieces. The orders are:

| Length (cm) | Pieces |
|---|---|
| 250 | 7 |
| 180 | 12 |
| 140 | 9 |

How few planks are enough to fill all the orders?"""
BOARDS = """piece,length_cm,quantity
shelf,80,14
side,65,20
back,45,16
top,110,5

Boards of 240 cm length are cut into the pieces above. Minimize the number of boards."""


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (TOOLS, "workforce over periods", 84500),
        (QUARTERS, "workforce over periods", 848880),
        (HOURS, "workforce over periods", 369300),
        (LAMPS, "workforce over periods", 271_800),
        (CHERRIES, "workforce over periods", 6_600),
        (PLANKS, "cutting stock", 10),
        (BOARDS, "cutting stock", 16),
    ],
    ids="tools quarters hours lamps cherries planks boards".split(),
)
def test_reads_plans_and_cuts(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (TOOLS, "At most two workers can be hired per month."),
        (TOOLS, "New workers make only half as much in their first month."),
        (TOOLS, "A subcontractor can supply 100 tools at 40 each."),
        (TOOLS, "A safety stock of 100 units is required."),
        (TOOLS, "In the second month no overtime is possible."),
        (QUARTERS, "The store holds at most 200 units."),
        (HOURS, "Three workers retire in February."),
        (PLANKS, "Each cut loses 1 cm."),
        (PLANKS, "At most three pieces can be cut from a plank."),
        (BOARDS, "There are only 10 boards of that length, and others are 300 cm long."),
        (BOARDS, "Side and top must be cut from different boards."),
    ],
)
def test_abstains_where_a_rule_is_added(read, text, rule):
    start, gap, end = text.rpartition("\n\n")
    reading = read(f"{start}{gap}{rule} {end}")
    assert isinstance(reading, NotRead) or reading.tentative


@pytest.mark.parametrize(
    "rule",
    [
        "Nobody may be sent home before week 3. ",
        "Half of the cherries can be picked a week later. ",
        "At most 3 pickers can be brought in per week. ",
    ],
)
def test_abstains_where_prose_adds_a_rule(read, rule):
    reading = read(CHERRIES.replace("What is", f"{rule}What is"))
    assert isinstance(reading, NotRead) or reading.tentative


def test_two_figures_of_one_role_are_none(read):
    assert isinstance(read(TOOLS.replace("no stock", "11 workers")), NotRead)


def test_patterns_leave_no_room_for_another_piece():
    assert sorted(cutting_patterns([3, 4], 10)) == [(0, 2), (2, 1), (3, 0)]
