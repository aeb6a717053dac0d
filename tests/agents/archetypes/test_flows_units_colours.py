"""Cheapest flows of one good or several, unit commitment, and colouring."""

import pytest

from optimoot.agents.archetypes.arcs import find_arcs
from optimoot.agents.archetypes.conflicts import find_conflicts
from optimoot.agents.builtin.reading import NotRead

GRAVEL = """Gravel is moved from two pits through two yards to two sites. Pit P supplies 45 tonnes \
and pit Q supplies 35 tonnes. Site X needs 40 tonnes and site Y needs 35 tonnes. The roads, with \
the cost per tonne and the greatest number of tonnes that each can carry, are:

| From | To | Cost per tonne | Capacity (tonnes) |
|---|---|---|---|
| P | H | 3 | 40 |
| P | K | 6 | 30 |
| Q | H | 2 | 35 |
| Q | K | 4 | 30 |
| H | K | 1 | 20 |
| H | X | 5 | 30 |
| K | X | 2 | 25 |
| K | Y | 3 | 45 |

What is the lowest total cost of transport?"""
NODES = """Consider a network with nodes 1 to 5. Send 12 units of flow from node 1 to node 5 at \
minimum cost. Arcs are given as from, to, unit cost, capacity:

from,to,cost,capacity
1,2,4,10
1,3,2,8
2,4,3,7
3,2,1,5
3,4,6,6
3,5,4,6
4,5,1,9"""
HUBS = """A plant ships to two towns, Elm and Oak, by way of a North hub and a South hub. Elm \
needs 20 loads and Oak needs 25 loads. The plant can send 60 loads. A link can be used only if it \
is opened at a fixed cost; then every load on it costs its unit cost.

| From | To | Fixed cost | Unit cost |
|---|---|---|---|
| Plant | North hub | 100 | 2 |
| Plant | South hub | 60 | 3 |
| North hub | Elm | 40 | 4 |
| North hub | Oak | 30 | 6 |
| South hub | Oak | 50 | 2 |
| South hub | Elm | 45 | 5 |

Which links should be opened to minimize the total cost?"""
FLOWS = """A telecom operator routes two data flows through a network: 7 Gbit/s from R to W and 6 \
Gbit/s from U to W. Links (cost per Gbit/s, capacity in Gbit/s): R -> U (2, 14), R -> V (3, 12), \
U -> V (1, 8), U -> W (5, 9), V -> W (2, 15). Find the cheapest routing; both flows together must \
not exceed the capacity of a link."""
GENERATORS = """A small utility has three generators. All are off at the beginning.

| Generator | Minimum (MW) | Maximum (MW) | Cost per MWh | Start-up cost | Fixed cost per hour |
|---|---|---|---|---|---|
| G1 | 20 | 80 | 18 | 300 | 50 |
| G2 | 30 | 120 | 14 | 500 | 80 |
| G3 | 10 | 50 | 25 | 100 | 20 |

The demand in the next four hours is 70, 140, 190 and 110 MW and must be met exactly. A generator \
that runs produces between its minimum and its maximum output. Find the schedule with the lowest \
total cost."""
BOILERS = """Two steam boilers heat a paper mill. Boiler 1 delivers between 30 and 90 t of steam \
per shift at 12 euros per tonne, and starting it costs 160 euros. Boiler 2 delivers between 20 and \
60 t per shift at 15 euros per tonne, and starting it costs 90 euros. At the beginning both\
 boilers are cold. The four shifts need exactly 50, 110, 140 and 80 t of steam. What is the \
minimum total cost?"""
EXAMS = """Five exams have to be given time slots: Algebra, Botany, Chemistry, Drama and \
Economics. Some students take two of them, so these pairs conflict and must not share a slot:
- Algebra and Botany
- Algebra and Drama
- Botany and Chemistry
- Chemistry and Drama
- Drama and Economics
- Chemistry and Economics

What is the least number of time slots needed?"""
MASTS = """Six radio masts M1 to M6 need frequencies. Masts that interfere must use different \
frequencies. The interfering pairs are (M1, M2), (M1, M3), (M1, M5), (M2, M3), (M2, M4), \
(M3, M4), (M4, M5), (M5, M6) and (M3, M6). How many frequencies are needed at least?"""
GROUPS = """Exam timetabling. Students are enrolled as follows:

Group 1: Maths, Physics, History
Group 2: Physics, Chemistry
Group 3: Chemistry, Biology, Maths
Group 4: History, Latin
Group 5: Latin, Biology

Exams that have a student group in common cannot be held in the same slot. Find the minimum number \
of slots."""


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (GRAVEL, "flow at least cost", 530),
        (NODES, "flow at least cost", 82),
        (HUBS, "flow at least cost", 440),
        (FLOWS, "flow at least cost", 53),
        (GENERATORS, "unit commitment", 8720),
        (BOILERS, "unit commitment", 5020),
        (EXAMS, "colouring", 3),
        (MASTS, "colouring", 3),
        (GROUPS, "colouring", 3),
    ],
    ids="gravel nodes hubs flows generators boilers exams masts groups".split(),
)
def test_reads_networks_units_and_conflicts(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (GRAVEL, "The road from H to K is closed."),
        (GRAVEL, "At most 20 tonnes may pass through yard K."),
        (GRAVEL, "Roads can be used in both directions."),
        (NODES, "Half of the flow is lost in node 3."),
        (HUBS, "At most three links can be opened."),
        (HUBS, "Opening the South hub itself costs 10."),
        (FLOWS, "Each link that is used costs 5."),
        (GENERATORS, "Once started, a unit has to run for two hours."),
        (GENERATORS, "G1 is already running at the beginning."),
        (GENERATORS, "A start takes one hour."),
        (BOILERS, "Unmet demand costs 100 per tonne."),
        (EXAMS, "Algebra must come before Drama."),
        (EXAMS, "At most two exams fit into a slot."),
        (MASTS, "M1 needs two of them."),
        (GROUPS, "Maths cannot be in the first slot."),
    ],
)
def test_abstains_where_a_rule_is_added(read, text, rule):
    start, gap, end = text.rpartition("\n\n") if "\n\n" in text else ("", "", text)
    reading = read(f"{start}{gap}{rule} {end}")
    assert isinstance(reading, NotRead) or reading.tentative


def test_a_supply_that_is_too_small_is_no_flow_of_this_family(read):
    assert isinstance(read(GRAVEL.replace("45", "30")), NotRead)


def test_more_than_is_needed_is_asked_about_where_the_words_leave_it_open(read):
    reading = read(GENERATORS.replace(" exactly", ""))
    assert [a.question.text for a in reading.alternatives] == [
        "May more be produced than is needed in a period?"
    ]


def test_figures_in_brackets_have_the_words_of_the_heading(case):
    arcs = find_arcs(case(FLOWS))
    assert [words for words, _ in arcs.figures] == ["cost per gbit/s", "capacity in gbit/s"]
    assert arcs.places == ("R", "U", "V", "W")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Borders: A-B, A-C, B-D and C-D.", 4),
        ("A borders B and C. B borders D. C borders D.", 4),
        ("Neighbours of each land.\n\nA: B, C\nB: A, D\nC: A, D\nD: B, C", 4),
        ("| | A | B | C |\n|-|-|-|-|\n| A | 0 | 1 | 1 |\n| B | 1 | 0 | 1 |\n| C | 1 | 1 | 0 |", 3),
        ("A - B 3 km, and nothing else.", None),
    ],
    ids="hyphens sentences neighbours matrix too_few".split(),
)
def test_conflicts_may_be_told_in_many_ways(case, text, pairs):
    conflicts = find_conflicts(case(text))
    assert (None if conflicts is None else len(conflicts.pairs)) == pairs
