"""Rounds of vehicles, sites near everyone, jobs for agents with limits, several knapsacks."""

import pytest

from optimoot.agents.archetypes.frames import find_frames
from optimoot.agents.archetypes.tallies import find_tallies
from optimoot.agents.builtin.reading import NotRead

ROUNDS = """A dairy delivers milk from its depot to four shops with two vans. Each van carries at \
most 30 crates, starts at the depot and comes back to it. Every shop is served by exactly one van. \
The distances in kilometres are:

| | Depot | Shop 1 | Shop 2 | Shop 3 | Shop 4 |
|---|---|---|---|---|---|
| Depot | 0 | 12 | 19 | 8 | 15 |
| Shop 1 | 12 | 0 | 10 | 14 | 21 |
| Shop 2 | 19 | 10 | 0 | 16 | 11 |
| Shop 3 | 8 | 14 | 16 | 0 | 9 |
| Shop 4 | 15 | 21 | 11 | 9 | 0 |

The shops order 14, 11, 9 and 16 crates respectively. Which routes keep the total distance \
driven as short as possible?"""
BARE_ROUNDS = """Depot D, customers A, B, C and E. Three trucks of capacity 10 pallets are there.

Demand (pallets):
- A: 4
- B: 6
- C: 5
- E: 3

Travel time matrix (minutes), in the order D, A, B, C, E:

0 7 9 14 6
7 0 5 11 9
9 5 0 8 12
14 11 8 0 10
6 9 12 10 0

Each customer must be visited exactly once by one truck. Each truck that is used leaves the depot \
and returns to it, and its load cannot exceed its capacity. Minimize the total travel time."""
WORKSHOPS = """Four orders have to be given to three workshops; each order goes to exactly one \
workshop, but a workshop may take several orders as long as its hours suffice.

Cost of each order at each workshop:

| | Order 1 | Order 2 | Order 3 | Order 4 |
|---|---|---|---|---|
| Workshop A | 9 | 2 | 7 | 8 |
| Workshop B | 6 | 4 | 3 | 7 |
| Workshop C | 5 | 8 | 1 | 8 |

Hours needed for each order at each workshop:

| | Order 1 | Order 2 | Order 3 | Order 4 |
|---|---|---|---|---|
| Workshop A | 6 | 5 | 7 | 4 |
| Workshop B | 5 | 6 | 5 | 6 |
| Workshop C | 4 | 7 | 6 | 5 |

Workshop A has 10 hours, Workshop B has 7 hours and Workshop C has 6 hours. Minimize the total \
cost."""
HOLDS = """Six crates may be loaded into two holds of a barge. A crate goes into at most one hold, \
and it cannot be split.

| Crate | Weight (t) | Value |
|---|---|---|
| 1 | 12 | 60 |
| 2 | 9 | 40 |
| 3 | 7 | 37 |
| 4 | 10 | 44 |
| 5 | 5 | 21 |
| 6 | 8 | 30 |

The fore hold takes at most 20 t and the aft hold at most 15 t. Choose the crates and their holds \
so that the total value is as high as possible."""
LIBRARIES = """A county places two libraries in five villages. The distances in km between the \
villages are:

| | Ash | Birk | Cray | Dorn | Eyre |
|---|---|---|---|---|---|
| Ash | 0 | 6 | 9 | 14 | 11 |
| Birk | 6 | 0 | 5 | 10 | 13 |
| Cray | 9 | 5 | 0 | 7 | 8 |
| Dorn | 14 | 10 | 7 | 0 | 4 |
| Eyre | 11 | 13 | 8 | 4 | 0 |

The villages have 120, 80, 150, 60 and 100 readers respectively. Every reader goes to the nearest \
library. Where should the libraries be so that the total distance travelled by all readers is \
smallest?"""
AMBULANCES = """Ambulances can be stationed at three sites; two of them are to be opened. The \
minutes from each site to each quarter are:

quarter,Site A,Site B,Site C
Harbour,3,8,12
Mill,6,4,9
Old Town,10,3,5
Park,13,7,2
Station,5,9,11

Each quarter is served from the nearest open site. Choose the sites so that the longest time to \
any quarter is as short as possible."""
BRANCHES = """A bank wants to open 2 branches out of four candidate sites S1, S2, S3 and S4. A \
district counts as covered if an open branch lies within 5 km. Distances (km) and inhabitants:

| District | S1 | S2 | S3 | S4 | Inhabitants |
|---|---|---|---|---|---|
| North | 2 | 9 | 14 | 7 | 400 |
| East | 8 | 3 | 10 | 12 | 250 |
| South | 11 | 5 | 4 | 9 | 300 |
| West | 6 | 12 | 8 | 3 | 350 |
| Centre | 13 | 7 | 2 | 10 | 200 |

Maximize the number of inhabitants covered."""


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (ROUNDS, "vehicle routes", 73),
        (BARE_ROUNDS, "vehicle routes", 51),
        (WORKSHOPS, "generalised assignment", 17),
        (HOLDS, "several knapsacks", 162),
        (LIBRARIES, "sites near everyone", 1620),
        (AMBULANCES, "sites near everyone", 6),
        (BRANCHES, "sites near everyone", 950),
    ],
    ids="rounds bare_rounds workshops holds libraries ambulances branches".split(),
)
def test_reads_tables_with_lists_and_sentences(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (ROUNDS, "Shop 1 must be served before Shop 2."),
        (ROUNDS, "Shop 1 and Shop 2 may not be on the same route."),
        (ROUNDS, "Each van used costs 20."),
        (ROUNDS, "Unloading takes five minutes at every stop."),
        (ROUNDS, "Both vans must be used."),
        (BARE_ROUNDS, "One truck is broken."),
        (WORKSHOPS, "Workshop A cannot take Order 2."),
        (WORKSHOPS, "The work of Workshop A is half as fast."),
        (HOLDS, "A hold takes at most three crates."),
        (HOLDS, "If Crate 1 is loaded, Crate 3 must be loaded too."),
        (LIBRARIES, "Each library can serve at most 200 readers."),
        (LIBRARIES, "Ash already has one."),
        (AMBULANCES, "Each quarter needs two ambulances within reach."),
        (BRANCHES, "S1 must be opened."),
        (BRANCHES, "The district of the old mill must be covered."),
        (BRANCHES, "A district needs two branches."),
    ],
)
def test_abstains_where_a_rule_is_added(read, text, rule):
    start, gap, end = text.rpartition("\n\n")
    reading = read(f"{start}{gap}{rule} {end}")
    assert isinstance(reading, NotRead) or reading.tentative


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Elm needs 20 loads, Oak needs 25 loads and Yew 7.", (20, 25, 7)),
        ("There are 20 for Elm, 25 for Oak and 7 for Yew.", (20, 25, 7)),
        ("Needs:\n- Elm: 20\n- Oak: 25\n- Yew: 7", (20, 25, 7)),
        ("Town,Elm,Oak,Yew\nLoads,20,25,7", (20, 25, 7)),
        ("The towns need 20, 25 and 7 loads respectively.", (20, 25, 7)),
    ],
    ids="before after list row in_turn".split(),
)
def test_a_tally_may_be_told_in_many_ways(case, text, told):
    structured = case(text)
    tallies = find_tallies(structured, ("Elm", "Oak", "Yew"), find_frames(structured))
    assert [tuple(n.value for n in tally.numbers) for tally in tallies] == [told]


def test_a_name_without_a_figure_leaves_no_tally(case):
    structured = case("Elm needs 20 loads and Oak 25. Yew is far away.")
    assert not find_tallies(structured, ("Elm", "Oak", "Yew"), ())


def test_a_bare_matrix_takes_the_order_that_the_text_tells(case):
    frame = find_frames(case(BARE_ROUNDS))[0]
    assert frame.labels == ("D", "A", "B", "C", "E")
    assert frame.is_between_places
