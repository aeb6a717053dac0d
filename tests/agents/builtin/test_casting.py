"""Finding the items of a text."""

import pytest

from optimoot.agents.builtin.casting import find_casts
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem


def best(text):
    return find_casts(read_text(make_problem(text)))[0]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "A mill grinds rye and spelt. A sack of rye brings $4. A sack of spelt brings $5.",
            [{"rye"}, {"spelt"}],
        ),
        (
            "She sews two kinds of bags: a tote bag and a belt bag. A tote bag takes 2 hours, a "
            "belt bag takes 1 hour.",
            [{"tote"}, {"belt"}],
        ),
        (
            "The town funds three projects, X, Y and Z. Project X costs 3, Y costs 4, Z costs 5.",
            [{"x"}, {"y"}, {"z"}],
        ),
        (
            "Work goes to crew x1, crew x2 and crew x3. Crew x1 works 3 hours.",
            [{"x1"}, {"x2"}, {"x3"}],
        ),
        (
            "A camp hires wide canoes at 40 a day and slim canoes at 65 a day. A wide canoe takes "
            "6 people, a slim one 3. How many wide canoes should it hire?",
            [{"wide"}, {"slim"}],
        ),
        ("Coaches take 50 people and cost 800; cabs take 9 and cost 180.", [{"coach"}, {"cab"}]),
        (
            "Every hour on harp adds 3 marks, every hour on flute 2 marks. There are 20 hours.",
            [{"harp"}, {"flute"}],
        ),
        (
            "A dairy churns butter and ghee in tubs. Butter takes 5 litres, ghee 8 litres.",
            [{"butter"}, {"ghee"}],
        ),
        (
            "Line 1 fills 30 jars an hour. Line 2 fills 50 jars an hour.",
            [{"1"}, {"2"}],
        ),
        (
            "Funds go to sowing (X), weeding (Y) and reaping (Z). X costs 3, Y costs 4, Z costs 5.",
            [{"x"}, {"y"}, {"z"}],
        ),
        (
            "A tugboat pulls 4 barges. A trawler pulls 2 barges. A tugboat costs $5, a trawler $3.",
            [{"tugboat"}, {"trawler"}],
        ),
        (
            "Juice is sold in small and large jugs. A small jug holds 2 cups, a large jug 5 cups.",
            [{"small"}, {"larg"}],
        ),
        (
            "A press needs 3 hours of care, a loom 5 and a kiln 2. A press costs $9, a loom $7, a "
            "kiln $4.",
            [{"press"}, {"loom"}, {"kiln"}],
        ),
        (
            "A brewer makes porter, stout and cider. The profit per keg is 30, 40 and 25 euros.",
            [{"porter"}, {"stout"}, {"cider"}],
        ),
        (
            "Soups, salads and cakes are made to order: a soup takes 6 minutes, a salad 9, a cake "
            "20.",
            [{"soup"}, {"salad"}, {"cake"}],
        ),
        (
            "A raft floats 12 guests and costs $90; a minibus floats 4 and costs $35.",
            [{"raft"}, {"minibus"}],
        ),
    ],
)
def test_items_of_every_style(text, keys):
    assert [set(item.keys) for item in best(text).items] == keys


def test_a_noun_that_stands_for_all_is_the_family():
    cast = best(
        "Small and large jars are filled. How many jars of each? A large jar is big, "
        "a small jar is not."
    )
    assert "jar" in cast.family


def test_symbols_learn_what_they_stand_for():
    cast = best("Crews: X and Y. These could represent paving and planting respectively. X is 1.")
    assert [item.aliases for item in cast.items] == [(("pave",),), (("plant",),)]


def test_letters_that_only_one_noun_labels():
    cast = best("A yard has three crews. Crew X earns 6 dollars, Y 4 dollars and Z 9 dollars.")
    assert [item.name for item in cast.items] == ["crew x", "crew y", "crew z"]


def test_the_last_head_belongs_to_all_where_each_of_them_is_spoken_of():
    cast = best("A mill packs rye, wheat and oat flour. Every flour gets 3 sacks. Rye, wheat, oat.")
    assert [item.name for item in cast.items] == ["rye", "wheat", "oat"]
    assert "flour" in cast.family


def test_a_text_without_a_list_has_no_cast():
    assert find_casts(read_text(make_problem("The sea is calm today."))) == ()


def test_an_article_is_no_mention_of_an_item_called_a(facts):
    reading = facts(
        "A florist makes bouquets A and B. A bouquet A needs 3 roses and a bouquet B needs 5. "
        "The florist has a budget of 90 roses. Bouquet A earns $4 and bouquet B earns $6. "
        "Maximize the earnings."
    )
    assert all(rate.quantity.value != 90.0 for rate in reading.rates)
    assert [limit.amount.value for limit in reading.limits] == [90.0]
