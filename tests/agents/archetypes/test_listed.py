"""Problems whose data are told in lists within the prose: sizes, times, links, groups."""

import pytest

from optimoot.agents.archetypes.links import find_links
from optimoot.agents.archetypes.memberships import find_groups
from optimoot.agents.archetypes.series import find_series
from optimoot.agents.builtin.reading import NotRead

CRATES = (
    "A baker ships loaves in crates that hold 20 kg. The orders weigh 8 kg, 11 kg, 9 kg, 6 kg, "
    "5 kg and 12 kg, and an order must not be split over several crates. How many crates does she "
    "need at least?"
)
DISKS = (
    "Backups of 30 GB, 45 GB, 25 GB and 60 GB must be stored on disks of 80 GB, each backup on a "
    "single disk. Use as few disks as possible."
)
COOKS = (
    "Two cooks share the dishes of a banquet. Preparing them takes, in minutes, 40, 25, 35, 30, 50 "
    "and 20; each dish is made by one cook alone. How soon can all dishes be ready? Make the last "
    "one be done as early as possible."
)
PRINTERS = (
    "Four identical printers have to print seven posters. The printing times are Lion 14, Wolf 9, "
    "Bear 12, Hawk 7, Fox 11, Deer 8 and Owl 10 minutes. Distribute the posters so that the "
    "makespan is as short as possible."
)
HIKE = (
    "A hiker wants the shortest way from Camp to Summit. Paths (km): Camp -> Lake 4, Camp -> Ridge "
    "6, Lake -> Ridge 1, Lake -> Hut 7, Ridge -> Hut 3, Hut -> Summit 2, Ridge -> Summit 8. How "
    "long is it?"
)
STREETS = (
    "Streets run one way: from P to Q 3 km, from P to R 2 km, from Q to Z 7 km, from R to Q 2 km, "
    "from R to Z 8 km, from Q to W 1 km and from W to Z 5 km. Find the shortest route from P to Z."
)
HOPS = (
    "Fibre hops with their delay in ms:\n\nfrom,to,delay\nA,B,5\nA,C,9\nB,C,2\nB,D,10\nC,D,3\n\n"
    "What is the least delay of a route from A to D?"
)
ROADS = (
    "Trucks per hour that each road can take: Mine to Fork: 20; Mine to Bend: 15; Fork to Bend: 5; "
    "Fork to Mill: 12; Bend to Mill: 18. How many trucks per hour can get from Mine to Mill at "
    "most?"
)
CAMERAS = (
    "Every one of the six streets must be seen by at least one camera. Camera positions and the "
    "streets seen from there: roof {Elm, Oak, Ash}, mast {Oak, Fir}, bridge {Ash, Yew, Bay}, tower "
    "{Fir, Yew}, kiosk {Elm, Bay}. What is the smallest number of cameras?"
)
MASTS = (
    "Choose radio masts so that each village is covered. Mast N covers villages 1, 2 and 4; mast E "
    "covers villages 2, 3 and 5; mast S covers villages 3 and 4; mast W covers villages 1 and 5. "
    "They cost 50, 60, 35 and 40 thousand euros respectively. Minimise the total cost."
)
LIBRARIES = (
    "The council can open 2 libraries. Sites and the suburbs (inhabitants in thousands) they would "
    "serve:\n\nNorth site: Ayr (9), Bute (5)\nEast site: Bute (5), Cove (8), Dale (3)\nSouth site: "
    "Ayr (9), Dale (3)\nWest site: Cove (8), Esk (4)\n\nHow many thousand inhabitants can be "
    "served at most?"
)


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (CRATES, "bin packing", 3),
        (DISKS, "bin packing", 3),
        (COOKS, "jobs shared among equal machines", 100),
        (PRINTERS, "jobs shared among equal machines", 19),
        (HIKE, "shortest path", 10),
        (HOPS, "shortest path", 10),
        (STREETS, "shortest path", 9),
        (ROADS, "maximum flow", 30),
        (CAMERAS, "set cover", 3),
        (MASTS, "set cover", 85 + 25),
        (LIBRARIES, "greatest coverage", 9 + 5 + 8 + 4),
    ],
    ids="crates disks cooks printers hike hops streets roads cameras masts libraries".split(),
)
def test_reads_listed_data(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (CRATES, "The order of 5 kg and the order of 6 kg must not go together."),
        (CRATES, "Each crate costs 3 dollars."),
        (COOKS, "The dish of 40 minutes must be made before the others."),
        (COOKS, "Each cook needs a break of 10 minutes."),
        (HIKE, "The way must go via Lake."),
        (HIKE, "Paths may be walked in both directions."),
        (ROADS, "Fork can take at most 15 trucks."),
        (CAMERAS, "Elm must be seen by at least two of them."),
        (MASTS, "Not both N and E can be built."),
    ],
)
def test_abstains_on_what_it_does_not_read(read, text, changed):
    first, stop, rest = text.rpartition(". ")
    reading = read(f"{first}{stop}{changed} {rest}")
    assert isinstance(reading, NotRead) or reading.tentative


def test_the_universe_told_may_be_larger_than_the_groups(read):
    text = (
        "Every district (a to f) must be reached by at least one office. Offices: hill {a, b}, "
        "lake {b, c, e}, park {a, d}, mill {d, e}. What is the smallest number of offices?"
    )
    assert isinstance(read(text), NotRead)


def test_runs_of_figures_keep_their_names(case):
    run = find_series(case("The times are Lion 14, Wolf 9 and Bear 12 minutes."))[0]
    assert run.names == ("Lion", "Wolf", "Bear")
    assert [number.value for number in run.numbers] == [14, 9, 12]
    assert run.unit == "minutes"


def test_names_may_follow_their_figures(case):
    run = find_series(case("Building costs 45 for Penn, 52 for Quay, and 48 for Rome."))[0]
    assert run.names == ("Penn", "Quay", "Rome")


def test_different_measures_are_no_run(case):
    assert not find_series(case("It weighs 12 kg, costs 5 dollars and takes 3 hours."))


def test_two_figures_for_one_link_are_none(case):
    assert find_links(case("A -> B 3, B -> C 4, C -> D 5, A -> B 6, D -> E 1")) is None


def test_worths_belong_to_the_thing_before_them(case):
    groups = find_groups(case(LIBRARIES))
    assert groups.members["East site"] == ("Bute", "Cove", "Dale")
    assert [number.value for number in groups.worths["Cove"]] == [8, 8]
