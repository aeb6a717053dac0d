"""Near-duplicates of items are found as they are by comparing every pair."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from optimoot.benchmarks.scoring.clusters import clusters_of
from optimoot.memory.likeness import LEAST, containment

CANDLES = (
    "A studio pours tall candles and wide candles. A tall candle takes 4 ounces of wax and a wide "
    "candle takes 6 ounces of wax. There are 120 ounces of wax. How many of each should be poured?"
)
TRIPS = (
    "A ferry carries lorries over the strait. Each trip burns 300 litres of fuel, and at least 70 "
    "lorries wait at the pier. How many trips are needed, if a trip takes 12 of them?"
)


def test_other_figures_make_no_other_item():
    again = CANDLES.replace("120", "90").replace("4 ounces", "seven ounces")
    assert clusters_of([CANDLES, TRIPS, again]) == (0, 1, 0)


def test_a_chain_of_near_duplicates_is_one_cluster():
    halves = CANDLES.split(". ")
    first, last = ". ".join(halves[:2]), ". ".join(halves[2:])
    assert containment(first, last) < LEAST
    assert clusters_of([first, TRIPS, last, CANDLES]) == (0, 1, 0, 0)


def test_nothing_and_texts_without_words():
    assert clusters_of([]) == ()
    assert clusters_of(["1 2 3", "4 5", CANDLES]) == (0, 0, 1)


words = st.sampled_from("lorry trip fuel wax candle cost take each pour 7 12".split())


@given(st.lists(st.lists(words, max_size=25).map(" ".join), max_size=8))
def test_clusters_are_what_pairs_connect(texts):
    groups = [{place} for place in range(len(texts))]
    for one, other in itertools.combinations(range(len(texts)), 2):
        if containment(texts[one], texts[other]) >= LEAST:
            ours = next(group for group in groups if one in group)
            theirs = next(group for group in groups if other in group)
            if ours is not theirs:
                ours |= theirs
                groups.remove(theirs)
    found = clusters_of(texts)
    for group in groups:
        assert len({found[place] for place in group}) == 1
    assert len(set(found)) == len(groups)
