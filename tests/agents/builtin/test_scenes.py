"""Pages of prose about one scene: sums, distances, formulas, reasons and rounding between them."""

import pytest

CRAFT = (
    "A workshop makes bowls and plates as pottery. {} A bowl costs $6 and a plate costs $4. "
    "Minimize the total cost."
)
LETTERS = (
    "Let {} A pot of basil costs $3 and a pot of thyme costs $2. The pots must be bought whole. {} "
    "Minimize the total cost."
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The shine equals 4 per bowl plus 9 per plate and must be no lower than 30.",
            ({"bowl": 4, "plate": 9}, ">=", 30),
        ),
        (
            "The shine, which is equal to 4 points per bowl plus 9 points per plate, has to be at "
            "least 30.",
            ({"bowl": 4, "plate": 9}, ">=", 30),
        ),
        (
            "Total weight — 4 kilograms for a bowl and 9 kilograms for a plate — must be kept to "
            "30 kilograms or less.",
            ({"bowl": 4, "plate": 9}, "<=", 30),
        ),
        (
            "The number of bowls, when doubled and added to the number of plates, must not "
            "surpass 30.",
            ({"bowl": 2, "plate": 1}, "<=", 30),
        ),
        (
            "The excess of bowls over plates must be at most 7.",
            ({"bowl": 1, "plate": -1}, "<=", 7),
        ),
        (
            "Twice the bowls plus the plates should add up to at least 30.",
            ({"bowl": 2, "plate": 1}, ">=", 30),
        ),
        (
            "The number of bowls must not fall below the number of plates.",
            ({"bowl": 1, "plate": -1}, ">=", 0),
        ),
        ("There must be no more bowls than plates.", ({"bowl": 1, "plate": -1}, "<=", 0)),
        ("There must be no fewer bowls than plates.", ({"bowl": 1, "plate": -1}, ">=", 0)),
        (
            "The shine, found by adding four times the bowls to nine times the plates, must be at "
            "least 30.",
            ({"plate": 9, "bowl": 4}, ">=", 30),
        ),
        (
            "The result of subtracting twice the plates from the bowls must not exceed 30.",
            ({"bowl": 1, "plate": -2}, "<=", 30),
        ),
        (
            "The shine, obtained by multiplying the bowls by 4 and the plates by 9 and adding the "
            "results, must be 30 or more.",
            ({"bowl": 4, "plate": 9}, ">=", 30),
        ),
        ("The bowls cannot be made more than 12 times.", ({"bowl": 1}, "<=", 12)),
        ("Bowls must equal or exceed 12.", ({"bowl": 1}, ">=", 12)),
        ("The bowls should be below or equal to 12.", ({"bowl": 1}, "<=", 12)),
    ],
)
def test_what_a_sentence_compares(sentence, expected, relations):
    assert relations(CRAFT.format(sentence)) == [expected]


@pytest.mark.parametrize(
    "declared",
    [
        "$b$ denote the number of pots of basil and $t$ the number of pots of thyme.",
        "$b$ and $t$ represent the pots of basil and thyme.",
    ],
)
def test_letters_stand_for_what_they_are_declared_for(declared, optimum):
    rules = "The index $2b + 5t$ must be at least 40, and $b$ must be at least 3."
    assert optimum(LETTERS.format(declared, rules)) == pytest.approx(23.0)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("One guard must be hired for every four gates.", None),
        ("At least one guard is needed for every four gates.", 4.0),
        ("At least two guards are needed for every 5 gates.", 6.0),
    ],
)
def test_so_many_for_each_of_several(sentence, expected, read, optimum):
    text = (
        "A park hires guards and opens gates. A guard costs $40 and a gate costs $10. At least 15 "
        f"gates must be opened. {sentence} Minimize the total cost."
    )
    if expected is None:
        assert not hasattr(read(text), "formulation")
    else:
        assert optimum(text) == pytest.approx(150 + 40 * expected)


WORKS = (
    "A town builds wells and ponds. A well costs 7 thousand dollars and a pond costs 9 thousand "
    "dollars. At least 4 wells and at least 5 ponds must be built. What is the minimum total cost"
    "{}?"
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", 73_000), (" in thousands of dollars", 73), (" (in millions of dollars)", 0.073)],
)
def test_the_answer_is_told_in_what_is_asked(asked, expected, optimum):
    assert optimum(WORKS.format(asked)) == pytest.approx(expected)


def test_figures_in_thousands_are_not_divided_again(optimum):
    text = WORKS.format(" in thousands of dollars").replace(" thousand dollars", " units")
    assert optimum(text) == pytest.approx(73)


def test_the_last_of_a_list_tells_the_magnitude_of_all(optimum):
    text = (
        "Building a well, a pond and a dam costs 2, 3 and 5 thousand dollars respectively. At "
        "least 4 wells, at least 3 ponds and at least 2 dams must be built. Minimize the cost."
    )
    assert optimum(text) == pytest.approx(27_000)


@pytest.mark.parametrize(
    "sentence",
    [
        "As just 9 crews are free, the number of wells and ponds together cannot exceed 9.",
        "Because of the set-up costs of each site, at most 9 works can be built in total.",
        "At the same time, the sum of wells and ponds must stay within 9.",
    ],
)
def test_a_reason_changes_nothing_of_a_bound(sentence, optimum):
    text = (
        "A town builds wells and ponds as works. A well serves 7 homes and a pond serves 4 homes. "
        f"{sentence} At least 3 ponds must be built. Maximize the number of homes served."
    )
    assert optimum(text) == pytest.approx(54)


def test_what_is_had_of_each_bounds_each(optimum):
    text = (
        "Running a lane at gate 1 costs $30 and running a lane at gate 2 costs $26. A lane at gate "
        "1 checks 15 people and a lane at gate 2 checks 12 people. At least 200 people must be "
        "checked. Gate 1 has 8 lanes available, gate 2 has 9. Minimize the cost."
    )
    assert optimum(text) == pytest.approx(418)


@pytest.mark.parametrize(
    "sentence",
    [
        "Cutting uses 2 hours per bowl and 3 hours per plate, out of a total of 60 hours.",
        "A bowl needs 2 hours and a plate 3 hours, with only 60 hours on hand.",
        "Work is limited to 60 hours: a bowl takes 2 hours and a plate takes 3 hours.",
        "60 hours are on hand, and a bowl takes 2 hours and a plate takes 3 hours.",
    ],
)
def test_what_is_at_hand_beside_what_each_takes(sentence, optimum):
    text = (
        f"A workshop makes bowls and plates. {sentence} A bowl brings $5 and a plate brings $8. "
        "At most 16 plates can be sold. What is the largest profit?"
    )
    assert optimum(text) == pytest.approx(158)


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("at least 10 but no more than the number of plates", ({"bowl": 1, "plate": -1}, "<=", 0)),
        ("at least 10 but not greater than twice the plates", None),
    ],
)
def test_a_second_bound_by_an_item(sentence, second, relations):
    found = relations(CRAFT.format(f"The number of bowls should be {sentence}."))
    assert found[0] == ({"bowl": 1}, ">=", 10)
    assert found[1:] == ([] if second is None else [second])


def test_a_second_bound_by_a_multiple_of_the_first(relations):
    sentence = (
        "The number of bowls should be at least the number of plates but no more than three times "
        "that number."
    )
    assert relations(CRAFT.format(sentence)) == [
        ({"bowl": 1, "plate": -1}, ">=", 0),
        ({"bowl": 1, "plate": -3}, "<=", 0),
    ]


def test_a_range_of_all_together(optimum):
    text = (
        "A paper gives pages to news and sports. A page of news costs $7 and a page of sports "
        "costs $5. The issue must have between 40 and 64 pages. News needs at least 8 pages. "
        "Minimize the cost."
    )
    assert optimum(text) == pytest.approx(7 * 8 + 5 * 32)


def test_what_each_is_said_to_be_spent_at_is_no_total(read):
    text = (
        "A crew divides days between a desert and a forest. A day in the desert costs $7 and a day "
        "in the forest costs $5. At least 9 days are needed in total and at most 6 days can be in "
        "the forest. If each day is spent at exactly one location, what is the minimum cost?"
    )
    found = read(text)
    assert not hasattr(found, "formulation") or found.tentative


def test_an_em_dash_parts_words_from_figures(optimum):
    text = (
        "A firm holds oil and gas contracts. Their value\u20146 points per oil contract and 3 "
        "points per gas contract\u2014must be at least 60 points. An oil contract costs $4 and a "
        "gas contract costs $3. Minimize the total cost."
    )
    assert optimum(text) == pytest.approx(40)


def test_figures_behind_the_limit_that_they_are_for(optimum):
    text = (
        "A firm drills oil wells and gas wells. The yield must be at least 60 points, with 6 "
        "points gained per oil well and 3 points gained per gas well. An oil well costs $4 and a "
        "gas well costs $3. What would the minimum cost be?"
    )
    assert optimum(text) == pytest.approx(40)


def test_figures_through_what_brings_them(optimum):
    text = (
        "A town runs a spring campaign and an autumn campaign. Each unit of funds brings in 7 "
        "additional guests through the spring campaign and 9 additional guests through the autumn "
        "campaign. At most 80 units of funds can be spent in total, and the autumn campaign must "
        "get at most 30 units. What is the maximum number of guests?"
    )
    assert optimum(text) == pytest.approx(7 * 50 + 9 * 30)
