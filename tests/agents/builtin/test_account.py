"""What a reading leaves unexplained, and how far it is trusted for that."""

import pytest

from optimoot.agents.builtin.account import take_account
from optimoot.agents.builtin.confidence import SURE, TENTATIVE, trust
from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.reading import Reading
from optimoot.agents.builtin.remainders import Evidence
from optimoot.agents.builtin.team import builtin_readers
from optimoot.intake import make_problem

LIFT = (
    "A warehouse stacks pallets and drums. A pallet weighs 40 kg and earns $12. A drum weighs "
    "25 kg and earns $7. The lift can carry at most 900 kg. At most 20 pallets can be stacked. How "
    "many pallets and drums should be stacked to maximize the profit?"
)
FORMULATION = ProseReader().read(make_problem(LIFT)).formulation


def account_of(text):
    return take_account(make_problem(text), FORMULATION)


def kinds_of(old, new):
    assert old in LIFT
    return {remainder.kind for remainder in account_of(LIFT.replace(old, new))}


def test_plain_words_leave_nothing():
    assert account_of(LIFT) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("900 kg", "900 kg except on Mondays"),
        ("900 kg", "900 kg less the driver"),
        ("900 kg", "900 kg, some of it already"),
        ("900 kg", "900 kg unless it rains"),
        ("900 kg", "900 kg, half of which is sand"),
        ("$12", "$12 before a fee"),
        ("20 pallets", "20 pallets besides"),
        ("earns $7", "earns $7 or, on weekends, double"),
        ("$12", "$12 in the opposite case"),
        ("At most 20 pallets", "Provided that the old floor is kept as it is, at most 20 pallets"),
        ("900 kg", "900 kg, which the owner of the warehouse next door doubles"),
        ("can be stacked", "can be stacked, a few of them drums at most"),
    ],
)
def test_operators_near_a_figure_remain(old, new):
    found = kinds_of(old, new)
    expected = Evidence.OPERATOR
    if new == "$12 before a fee":
        assert found == set()  # no figure follows: it only tells when
    else:
        assert expected in found


@pytest.mark.parametrize(
    "new",
    [
        "The lift can carry no more than 900 kg.",
        "The lift, the load of which must be at most 900 kg, is old.",
        "The couple want the lift to carry at most 900 kg.",
        "The lift runs exactly once and can carry at most 900 kg.",
        "The lift is small, yet it can carry at most 900 kg.",
        "Since a drum is more delicate, the lift can carry at most 900 kg.",
        "The lift, which is quite old, can carry at most 900 kg.",
        "The lift can not carry more than 900 kg.",
    ],
)
def test_comparisons_and_remarks_are_explained(new):
    assert account_of(LIFT.replace("The lift can carry at most 900 kg.", new)) == ()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("stacked. How", "stacked. There are two lifts. How", Evidence.NUMBER),
        ("stacked. How", "stacked. Half of them leak. How", Evidence.NUMBER),
        ("$7.", "$7. Wrapping takes an hour.", Evidence.NUMBER),
        ("$7.", "$7 with a dollar going to charity.", Evidence.NUMBER),
        ("20 pallets", "20 pallets and as many again", Evidence.NUMBER),
        ("900 kg", "900 kg per crew", Evidence.REFERENT),
        ("At most 20", "At most the 20", Evidence.REFERENT),
        ("20 pallets", "20 pallets with the sledge", Evidence.REFERENT),
        ("900 kg.", "900 kg. Drums come with lids.", Evidence.IDLE),
    ],
)
def test_figures_left_open_remain(old, new, kind):
    assert kind in kinds_of(old, new)


@pytest.mark.parametrize(
    "words",
    ["Both of these two goods sell well.", "The two of them are heavy.", "All two sorts sell."],
)
def test_numbers_that_count_the_decisions_are_explained(words):
    found = account_of(LIFT.replace("stacked. How", f"stacked. {words} How"))
    assert Evidence.NUMBER not in {remainder.kind for remainder in found}


def test_names_in_brackets_are_those_of_the_decisions():
    text = (
        "A town shares its budget between $X$ (street lighting) and waste removal ($Y$). Each unit "
        "of X costs 3 and each unit of Y costs 5. Twice the units of street lighting and four "
        "times that for waste removal must be at least 40. The units of X cannot exceed 9. "
        "Minimize the total cost."
    )
    reading = ProseReader().read(make_problem(text))
    assert isinstance(reading, Reading)
    assert take_account(make_problem(text), reading.formulation, reading.explained) == ()


def test_verbs_that_come_again_tell_what_their_figures_measure():
    text = (
        "A theatre books radio spots and posters. Each radio spot reaches 900 listeners and costs "
        "$60; each poster reaches 400 readers and costs $25. The budget is $1,500. At least 8 "
        "posters must be booked. How should the money be used so that the most people are reached?"
    )
    kinds = {remainder.kind for remainder in account_of(text)}
    assert Evidence.NOUN not in kinds


def test_named_data_has_no_cells():
    text = "Covers: Covers[i][j] is 1 if base i reaches j or both, Covers = [[1, 0], [0, 1]]"
    assert Evidence.CELL not in {remainder.kind for remainder in account_of(text)}


def test_words_in_the_cell_of_a_table_remain():
    text = LIFT + "\n\n| Good | Weight |\n|---|---|\n| Pallet | 40 |\n| Drum | 25 per pair |\n"
    assert [r.words for r in account_of(text) if r.kind is Evidence.CELL] == ["25 per pair"]


def read(text):
    found = ProseReader().read(make_problem(text))
    assert isinstance(found, Reading)
    return make_problem(text), found


def test_an_explained_reading_is_sure():
    problem, reading = read(LIFT)
    trusted = trust(problem, reading)
    assert trusted.confidence >= SURE
    assert trusted.remainders == ()


def test_an_operator_takes_the_trust_and_is_quoted():
    problem = make_problem(LIFT.replace("900 kg.", "900 kg, of which many are its own."))
    trusted = trust(problem, Reading(FORMULATION, 1.0))
    assert trusted.confidence < TENTATIVE
    assert "of which many are its own" in trusted.told


def test_a_worse_score_never_raises_the_confidence():
    problem = make_problem(LIFT)
    scores = [1.0, 0.9, 0.7, 0.5, 0.0]
    found = [trust(problem, Reading(FORMULATION, score)).confidence for score in scores]
    assert found == sorted(found, reverse=True)


def test_formulas_keep_their_own_score():
    problem = make_problem(LIFT.replace("900 kg", "900 kg except on Mondays"))
    assert trust(problem, Reading(FORMULATION, 1.0, formal=True)).confidence == 1.0


@pytest.mark.parametrize(
    "told",
    [
        "Whoever orders a pallet gets a drum thrown in.",
        "Every pallet wants a drum beside it.",
        "For each drum a free pallet is stacked as well, which earns nothing but has its weight.",
        "Drums must not be given more floor than pallets.",
        "At most 3 drums for any pallet fit on the floor.",
        "Of the load, the driver takes 60.",
        "An agent has a claim on 15 pallets.",
        "The mill fills drums by sacks of 6 only.",
    ],
)
def test_no_reader_is_sure_of_a_text_that_ties_one_thing_to_another_or_tells_a_part(told):
    text = LIFT.replace("How many", f"{told} How many")
    for reader in builtin_readers():
        found = reader.read(make_problem(text))
        if isinstance(found, Reading):
            assert trust(make_problem(text), found).confidence < SURE


def test_what_ties_one_thing_to_another_remains():
    found = kinds_of("How many", "Every pallet wants a drum beside it. How many")
    assert Evidence.REFERENT in found
    found = kinds_of("How many", "Pallets and drums are painted blue. How many")
    assert found == set()


@pytest.mark.parametrize(
    "told",
    [
        "They are lifted by a pallet hoist or a drum hoist.",
        "The owner limits the number of drums to thirty.",
        "The crew stacks pallets on 40 square metres.",
    ],
)
def test_a_choice_a_limit_and_a_place_tie_nothing_together_and_are_no_claims(told):
    words = {r.words for r in account_of(LIFT.replace("How many", f"{told} How many"))}
    assert not [word for word in words if word.startswith(("part", "they"))]


def test_verbs_that_change_every_figure_remain_without_one():
    found = kinds_of("How many", "A second lift doubles what can be carried. How many")
    assert Evidence.OPERATOR in found


@pytest.mark.parametrize(
    "told", ["A shift lasts a day. Two shifts are worked.", "Keep them at a rate of one to two."]
)
def test_numbers_that_happen_to_be_that_of_the_decisions_remain(told):
    assert Evidence.NUMBER in kinds_of("How many", f"{told} How many")
    assert Evidence.NUMBER not in kinds_of("How many", "The two are alike. How many")


def test_a_thing_that_brings_nothing_remains():
    text = LIFT.replace(" and earns $7", "")
    for reader in builtin_readers():
        found = reader.read(make_problem(text))
        if isinstance(found, Reading):
            assert trust(make_problem(text), found).confidence < SURE
