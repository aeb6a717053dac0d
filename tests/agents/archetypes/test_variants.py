"""The same families told in other ways: prose, lists, tables, named data."""

import json

import pytest
from archetype_texts import (
    DIET,
    GRID,
    JOB_SHOP,
    LOCATION,
    MAX_FLOW,
    REDISTRIBUTION,
    STOCK,
    TABLE_MIX,
    TOUR,
    TRANSPORT,
)

from optimoot.agents.builtin.reading import NotRead, Reading


def named(story, described, data):
    """A text with named data below a description, as programs take them."""
    lines = "\n".join(f"        {name}: {text}" for name, text in described.items())
    return f"{story}\n\nArgs:\n{lines}\n\nVariable assignments:\n{json.dumps(data)}"


TOUR_OF_LETTERS = """
A vet visits four farms - E, F, G, and H - and comes back to the first. The distances are: E to F is
10 miles, E to G is 15 miles, E to H is 20 miles, F to G is 35 miles, F to H is 25 miles, and G to H
is 30 miles. What is the shortest tour that visits each farm exactly once before returning?
"""
TOUR_OF_PAIRS = """
A guard checks 4 gates exactly once and returns to the first gate.
The distances between the gates are:
- The distance between Gate A and Gate B is 12 metres.
- The distance between Gate A and Gate C is 9 metres.
- The distance between Gate A and Gate D is 7 metres.
- The distance between Gate B and Gate C is 5 metres.
- The distance between Gate B and Gate D is 11 metres.
- The distance between Gate C and Gate D is 8 metres.
Minimize the total distance of the round trip.
"""
MONTHS = """
A potter must meet the demand for bowls over the next four months: 100 in month 1, 150 in month 2,
120 in month 3 and 180 in month 4. Making a bowl costs $50, and at most 160 bowls can be made in a
month. A bowl that is left over at the end of a month costs $4 to store. There are 20 bowls in stock
at the beginning of month 1. How many bowls should be made in each month to minimize the total cost?
"""
SHIPPING = """
Two mills supply flour to three bakeries. Mill North can deliver 100 tons and Mill South 80 tons a
week. Bakery A needs 50 tons, Bakery B needs 60 tons and Bakery C needs 40 tons. Shipping a ton from
Mill North costs $4 to Bakery A, $7 to Bakery B and $5 to Bakery C; from Mill South it costs $6 to
Bakery A, $3 to Bakery B and $8 to Bakery C. How should the flour be shipped to minimize the total
cost?
"""
WARDS = """
Four nurses must be assigned to four wards, each nurse to exactly one ward. The table gives the
minutes each nurse would need. Minimize the total time.

| Nurse | Ward 1 | Ward 2 | Ward 3 | Ward 4 |
|---|---|---|---|---|
| Ada | 9 | 2 | 7 | 8 |
| Bea | 6 | 4 | 3 | 7 |
| Cal | 5 | 8 | 1 | 8 |
| Dee | 7 | 6 | 9 | 4 |
"""
RUCKSACK = """
A hiker chooses which items to take. Each item can be taken at most once. The rucksack can carry at
most 10 kg. Maximize the total value.
- Tent: weight 4 kg, value 30
- Stove: weight 3 kg, value 14
- Rope: weight 5 kg, value 16
- Lamp: weight 1 kg, value 9
"""
PATH = """
A driver wants the shortest route from Node 1 to Node 5. The roads are: Node 1 to Node 2: 4 km;
Node 1 to Node 3: 2 km; Node 3 to Node 2: 1 km; Node 2 to Node 4: 5 km; Node 3 to Node 4: 8 km;
Node 4 to Node 5: 3 km. What is the length of the shortest path?
"""
GUARDS = """
A museum needs guards each day: Monday 17, Tuesday 13, Wednesday 15, Thursday 19, Friday 14,
Saturday 16, Sunday 11. Every guard works 5 consecutive days and then rests for two days. What is
the minimum number of guards?
"""
PROJECTS = """
A council decides which projects to fund. Each project needs money and staff and brings a benefit.

| Project | Cost ($ thousand) | Staff | Benefit |
|---|---|---|---|
| Park | 120 | 4 | 30 |
| Pool | 300 | 9 | 70 |
| Library | 200 | 5 | 55 |
| Bridge | 250 | 6 | 50 |

The budget is 500 thousand dollars and at most 14 staff are available. Maximize the total benefit.
Each project is either selected or not.
"""
FENCE = """
You have 60 yards of fencing for a rectangular run. The barn wall needs none: build it
alongside the barn. What is the largest area possible?
"""
PEN = "You want a rectangular pen of 400 square yards. What is the least fencing needed?"
NAMED_COVER = named(
    "Choose which stations to build at the minimum total cost, so that every quarter is covered.",
    {
        "covers": "covers[q][s] is 1 if quarter q is covered by station s, otherwise 0",
        "cost": "cost of each station",
    },
    {"covers": [[1, 0, 1], [1, 1, 0], [0, 1, 1], [0, 0, 1]], "cost": [4, 3, 5]},
)
NAMED_REACH = named(
    "Choose masts within the budget to reach as many people as possible; a quarter is covered if "
    "one of its masts is built.",
    {
        "reach": "reach[m][q] is 1 if mast m covers quarter q",
        "price": "cost of building each mast",
        "people": "population of each quarter",
        "budget": "the budget",
    },
    {"reach": [[1, 1, 0], [0, 1, 1]], "price": [6, 5], "people": [10, 20, 15], "budget": 7},
)
NAMED_SHIPPING = named(
    "Goods go from plants to shops. Minimize the total cost of shipping.",
    {
        "supply": "supply[i] is the amount available at plant i",
        "demand": "demand[j] is the amount needed by shop j",
        "cost": "cost[i][j] is the cost of shipping one unit from plant i to shop j",
    },
    {"supply": [30, 40], "demand": [20, 25, 15], "cost": [[4, 6, 9], [5, 3, 2]]},
)
NAMED_FLOW_SHOP = named(
    "In a flow shop every job goes through the machines in the same order. Minimize the makespan.",
    {"times": "times[j][m] is the time of job j on machine m", "machines": "number of machines"},
    {"times": [[3, 2], [1, 5], [4, 1]], "machines": 2},
)
NAMED_BINS = named(
    "Pack all parts into as few boxes as possible. Minimize the number of boxes.",
    {"sizes": "size of each part", "capacity": "capacity of each box"},
    {"sizes": [4, 8, 1, 4, 2, 1], "capacity": 10},
)
NAMED_LOTS = named(
    "Demand of every period is met from production and inventory. Minimize the total cost.",
    {
        "demand": "demand[t] is the demand in period t",
        "setup_cost": "setup_cost[t] is the cost of setting up in period t",
        "production_cost": "production_cost[t] is the cost of producing a unit in period t",
        "holding_cost": "holding_cost[t] is the cost of holding a unit in period t",
    },
    {
        "demand": [20, 30, 40, 10],
        "setup_cost": [100, 100, 100, 100],
        "production_cost": [2, 2, 3, 3],
        "holding_cost": [1, 1, 1, 1],
    },
)
NAMED_FLEET = named(
    "Assign vans to lines at the minimum total cost, with the vans available, so that the demand "
    "of each line is met.",
    {
        "availability": "number available of each van",
        "demand": "demand of each line",
        "capacity": "capacity[v][l] is what van v carries on line l",
        "cost": "cost[v][l] is the cost of van v on line l",
    },
    {
        "availability": [2, 3, 2],
        "demand": [50, 30],
        "capacity": [[20, 15], [10, 10], [30, 20]],
        "cost": [[7, 6], [4, 3], [9, 8]],
    },
)


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (TOUR_OF_LETTERS, "the shortest round trip", 80),
        (TOUR_OF_PAIRS, "the shortest round trip", 12 + 5 + 8 + 7),
        (MONTHS, "stock over periods", 50 * 530 + 4 * 20),
        (SHIPPING, "transportation", 4 * 50 + 5 * 40 + 3 * 60),
        (WARDS, "assignment", 2 + 6 + 1 + 4),
        (RUCKSACK, "selection of things", 30 + 16 + 9),
        (PATH, "shortest path", 2 + 1 + 5 + 3),
        (GUARDS, "shifts around a cycle", 23),
        (PROJECTS, "selection of things", 70 + 55),
        (FENCE, "a fenced rectangle", 15 * 30),
        (PEN, "a fenced rectangle", 80),
        (NAMED_COVER, "set cover", 3 + 5),
        (NAMED_REACH, "greatest coverage", 35),
        (NAMED_SHIPPING, "transportation", 4 * 20 + 3 * 25 + 2 * 15),
        (NAMED_FLOW_SHOP, "flow shop scheduling", 1 + 5 + 2 + 1),
        (NAMED_BINS, "bin packing", 2),
        (NAMED_LOTS, "stock over periods", 100 + 200 + 80 + 50 + 10),
        (NAMED_FLEET, "fleet assignment", 9 + 7 + 3 * 3),
    ],
    ids=lambda value: None,
)
def test_reads_its_family(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TOUR_OF_PAIRS + "The guard must pass Gate B before Gate D.", "before Gate D"),
        (RUCKSACK + "The tent must not be taken unless it rains.", "unless it rains"),
        (SHIPPING + "A toll of $25 is due somewhere.", "'$25'"),
        (GUARDS + "At least 4 of them have to be trained medics.", "medics"),
        (WARDS + "Ada cannot work in Ward 2.", "Ada cannot work"),
        (FENCE + "A gate of 3 yards needs no fence.", ""),
    ],
    ids="order condition figure medics barred gate".split(),
)
def test_says_what_it_did_not_understand(read, text, words):
    found = read(text)
    if isinstance(found, Reading):
        assert found.tentative, "given as sure"
        assert words in found.tentative
    else:
        assert words in found.reason


ASSIGNED_LISTS = """
supply = [20, 30, 25]
demand = [10, 28, 27]
cost = [[4, 3, 8], [7, 5, 9], [4, 5, 2]]
Minimize the total cost of shipping from three depots to three shops so that every shop gets its
demand.
"""
MATRIX = """
A clinic assigns 3 doctors to 3 shifts. Cost matrix: [[10, 12, 9], [8, 11, 14], [7, 9, 10]], rows
for doctors and columns for shifts. Each doctor takes exactly one shift. Minimize the total cost.
"""


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (ASSIGNED_LISTS, "transportation", 2 * 25 + 9 * 2 + 4 * 10 + 3 * 10 + 5 * 18),
        (MATRIX, "assignment", 9 + 8 + 9),
    ],
)
def test_reads_arrays_without_a_description(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))


TWISTS = (
    (DIET, "Oats may not be used together with bran."),
    (DIET, "The feed should be mostly oats."),
    (REDISTRIBUTION, "Depot 1 keeps a quarter of its bicycles."),
    (REDISTRIBUTION, "Only 3 bicycles fit on the lorry from depot 1 to depot 2."),
    (MAX_FLOW, "The pump in Well 2 passes at most 4 litres."),
    (LOCATION, "Only one oven may be opened."),
    (LOCATION, "Both ovens together may not deliver more than 80 loaves."),
    (TRANSPORT, "The road from Pit 1 to Site 1 is closed."),
    (TRANSPORT, "Unmet demand costs 20 per ton."),
    (TOUR, "Office Q comes before Office S."),
    (JOB_SHOP, "Part 2 arrives at time 4."),
    (JOB_SHOP, "Machine B needs a break of 2 after each part."),
    (STOCK, "Powder keeps for two weeks only."),
    (STOCK, "Unmet demand may be served later."),
    (STOCK, "Orders come in lots of 5 tons."),
    (GRID, "At least one Toy 2 is made for each Toy 1."),
    (TABLE_MIX, "For each axe he also makes a hoe."),
    (TABLE_MIX, "At least half of the tools are axes."),
    (RUCKSACK, "The tent needs the rope or the lamp."),
    (RUCKSACK, "Exactly two items are taken."),
    (GUARDS, "Nobody may start on Sunday."),
    (SHIPPING, "Bakery A gets all of its flour from one mill."),
    (PROJECTS, "The park needs the bridge."),
    (FENCE, "The run is twice as long as wide."),
    (PATH, "Node 3 is closed."),
    (NAMED_COVER, "At most two stations may be built."),
    (NAMED_BINS, "The first two parts may not share a box."),
    (NAMED_SHIPPING, "Every shop is served by one plant."),
)


@pytest.mark.parametrize(("text", "rule"), TWISTS)
def test_is_not_sure_with_a_rule_that_the_family_does_not_have(read, text, rule):
    assert isinstance(read(text), Reading)
    found = read(f"{text}\n{rule}")
    assert isinstance(found, NotRead) or found.tentative


@pytest.mark.parametrize(
    "text",
    [
        "There is nothing to decide here.",
        "A farmer has 3 cows and 4 hens. Maximize the profit.",
        "Region 1 has 4. Region 2 has 5.",
    ],
)
def test_knows_no_family(read, text):
    assert isinstance(read(text), NotRead)
