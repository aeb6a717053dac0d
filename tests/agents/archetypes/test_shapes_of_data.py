"""Data in the shapes that industrial texts give them: links, mixed heads, lists in one breath."""

import pytest

from optimoot.agents.archetypes.index_letters import lettered_nouns

DEPOTS = """
A baker may open ovens at three places and serves three kiosks from them. The table gives what it
takes to open a place, the capacity of each place and the cost of delivering one tray.

| Place | Opening cost | Capacity | Kiosk 1 | Kiosk 2 | Kiosk 3 |
|---|---|---|---|---|---|
| L1 | 90 | 40 | 2 | 6 | 7 |
| L2 | 50 | 30 | 5 | 1 | 4 |
| L3 | 60 | 60 | 6 | 3 | 2 |

The kiosks need 20, 10 and 25 trays, respectively. Which places should be opened, and who serves
whom, so that the total cost is as low as possible?
"""
PIPES = """
Oil runs from the field f to the port p through pipelines with these capacities:

| From | To | Capacity |
|---|---|---|
| f | x | 8 |
| f | y | 5 |
| x | y | 4 |
| x | p | 3 |
| y | p | 9 |

What is the greatest amount that can flow from f to p?
"""
PARTS = """
A plant makes NumItems items on NumLathes lathes. One unit of item i takes Hours_{i,l} hours on
lathe l, lathe l has Free_l hours, and a unit of item i earns Gain_i. Quantities may be fractional.
Find the quantities that maximize the total gain.

NumItems = 2
NumLathes = 3
Hours = [[2, 1, 1], [1, 3, 0]]
Free = [40, 60, 15]
Gain = [5, 4]
"""
MILLS = """
Two mills serve three bakers. The table lists the cost of hauling one sack.

Table 4

| Mill | Oak | Pine | Rowan |
|---|---|---|---|
| East | 3 | 5 | 4 |
| West | 6 | 2 | 3 |

East can ship at most 70 sacks and West at most 50 sacks. Oak needs 30 sacks, Pine 25 and Rowan 40.
Find the plan with the lowest total cost.
"""
WEEKS = """
A brewer plans three weeks. The table gives, for each week, the demand, the production capacity and
the production cost per barrel.

| Week | Demand (barrels) | Production capacity (barrels) | Production cost ($/barrel) |
|---|---|---|---|
| 1 | 30 | 60 | 10 |
| 2 | 50 | 60 | 14 |
| 3 | 40 | 20 | 12 |

Beer that is left at the end of a week can be stored at a cost of $2 per barrel per week. There is
nothing in stock at the beginning of week 1. Minimize the total cost of production and storage.
"""
PARCELS = """
A rider can carry at most 10 kg. Each parcel may be taken once or left behind. The parcels are:

parcel, weight (kg), reward ($)
P1, 6, 9
P2, 5, 7
P3, 4, 6

Which parcels should be taken to maximize the total reward?
"""
PLANS = """
A town considers four plans. The outlays of a plan and its present value are:

| Plan | Outlay year 1 | Outlay year 2 | Present value |
|---|---|---|---|
| 1 | 4 | 2 | 10 |
| 2 | 3 | 3 | 8 |
| 3 | 5 | 2 | 12 |
| 4 | 2 | 5 | 9 |
| Budget | 9 | 7 | |

Each plan is either accepted or rejected. Maximize the total present value.
"""


@pytest.mark.parametrize(
    ("text", "optimum_is"),
    [
        (DEPOTS, 60 + 20 * 6 + 10 * 3 + 25 * 2),
        (PIPES, 12),
        (PARTS, 5 * 12 + 4 * 16),
        (MILLS, 30 * 3 + 25 * 2 + 25 * 3 + 15 * 4),
        (WEEKS, 60 * 10 + 40 * 14 + 20 * 12 + 30 * 2 + 20 * 2),
        (PARCELS, 15),
        (PLANS, 22),
    ],
    ids="depots pipes parts mills weeks parcels plans".split(),
)
def test_reads_the_shape(optimum, text, optimum_is):
    assert optimum(text)[1] == pytest.approx(optimum_is)


def test_lists_of_another_length_belong_to_nobody(read):
    reading = read(DEPOTS.replace("20, 10 and 25 trays", "20 and 10 trays"))
    assert not hasattr(reading, "formulation") or reading.tentative


@pytest.mark.parametrize(
    ("name", "dimensions", "text", "nouns"),
    [
        ("Rate_p", 1, "Part p earns Rate_p.", ["part"]),
        ("Time", 2, "Each part p takes Time_{p,m} on machine m.", ["part", "machin"]),
        ("cost", 2, "cost[i][j]: cost of worker i for task j", ["worker", "task"]),
        ("Time", 2, "Each part p takes Time_{p,m}.", []),
        ("Time", 1, "Each part p takes Time_{p,m} on machine m.", []),
        ("Load", 1, "No letter is told of Load.", []),
    ],
)
def test_letters_tell_what_axes_are(name, dimensions, text, nouns):
    assert lettered_nouns(name, dimensions, text) == nouns
