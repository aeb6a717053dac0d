"""Clause types that compare: what each sentence says of the items, in algebra."""

import pytest

PREFIX = "A depot runs vans and trucks. Each van costs $5 and each truck costs $9. "
SUFFIX = " Minimize the total cost."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # bounds on one item or several
        ("There must be at least 4 vans.", [({"van": 1}, ">=", 4)]),
        ("At most 4 vans and 7 trucks can run.", [({"van": 1}, "<=", 4), ({"truck": 1}, "<=", 7)]),
        ("The town has capped the number of vans at 4.", [({"van": 1}, "<=", 4)]),
        ("The town limited the number of vans to 4.", [({"van": 1}, "<=", 4)]),
        ("The town refuses to accept more than 4 vans.", [({"van": 1}, "<=", 4)]),
        ("The town declines to take fewer than 4 vans.", [({"van": 1}, ">=", 4)]),
        ("No fewer than 4 vans run.", [({"van": 1}, ">=", 4)]),
        ("The number of vans cannot exceed 4.", [({"van": 1}, "<=", 4)]),
        ("The number of vans must not be less than 4.", [({"van": 1}, ">=", 4)]),
        ("At least 3 vans but at most 8 vans can run.",
         [({"van": 1}, ">=", 3), ({"van": 1}, "<=", 8)]),
        ("The number of vans can range from 2 to 6.",
         [({"van": 1}, ">=", 2), ({"van": 1}, "<=", 6)]),
        ("The maximum numbers are 20 for vans and 30 for trucks.",
         [({"van": 1}, "<=", 20), ({"truck": 1}, "<=", 30)]),
        ("At most 6 vans and trucks can run in total.", [({"van": 1, "truck": 1}, "<=", 6)]),
        ("Vans and trucks together must number exactly 12.",
         [({"van": 1, "truck": 1}, "==", 12)]),
        # sums and combinations
        ("The combined number of vans and trucks must be at least 9.",
         [({"van": 1, "truck": 1}, ">=", 9)]),
        ("Twice the number of vans plus three times the number of trucks is at most 50.",
         [({"van": 2, "truck": 3}, "<=", 50)]),
        ("The sum of half the vans and the trucks should not fall below 10.",
         [({"van": 0.5, "truck": 1}, ">=", 10)]),
        ("Four times the vans minus the trucks must be at least 8.",
         [({"van": 4, "truck": -1}, ">=", 8)]),
        ("The number of vans (doubled) and trucks must be at most 30.",
         [({"van": 2, "truck": 1}, "<=", 30)]),
        ("The combined effort of 3 vans and 2 trucks cannot exceed 40.",
         [({"van": 3, "truck": 2}, "<=", 40)]),
        ("The trucks subtracted from twice the vans should not exceed 7.",
         [({"van": 2, "truck": -1}, "<=", 7)]),
        # order without a figure
        ("There must be more vans than trucks.", [({"van": 1, "truck": -1}, ">=", 0)]),
        ("There must be fewer vans than trucks.", [({"van": 1, "truck": -1}, "<=", 0)]),
        ("More trucks than vans have to run.", [({"truck": 1, "van": -1}, ">=", 0)]),
        # ratios
        ("There must be at least twice as many vans as trucks.",
         [({"van": 1, "truck": -2}, ">=", 0)]),
        ("The number of trucks can be at most a third of the number of vans.",
         [({"truck": 1, "van": pytest.approx(-1 / 3)}, "<=", 0)]),
        ("At most three times as many trucks as vans may run.",
         [({"truck": 1, "van": -3}, "<=", 0)]),
        ("The number of vans must be at least equal to the number of trucks.",
         [({"van": 1, "truck": -1}, ">=", 0)]),
        # differences and offsets
        ("The difference between the vans and the trucks must not exceed 5.",
         [({"van": 1, "truck": -1}, "<=", 5)]),
        ("There must be at least 6 more vans than trucks.",
         [({"van": 1, "truck": -1}, ">=", 6)]),
        ("The number of vans must be at least 6 more than twice the number of trucks.",
         [({"van": 1, "truck": -2}, ">=", 6)]),
        ("The number of vans must exceed the number of trucks by at least 6.",
         [({"van": 1, "truck": -1}, ">=", 6)]),
        ("The number of vans should not exceed twice the number of trucks by more than 4.",
         [({"van": 1, "truck": -2}, "<=", 4)]),
        ("There should be at most an eight-unit difference between the vans and the trucks.",
         [({"van": 1, "truck": -1}, "<=", 8)]),
        ("The number of vans must be at least half the number of trucks plus 3.",
         [({"van": 1, "truck": -0.5}, ">=", 3)]),
        # shares
        ("At least 30% of all vehicles must be vans.",
         [({"van": 0.7, "truck": pytest.approx(-0.3)}, ">=", 0)]),
        ("Vans can make up at most 40% of the total.",
         [({"van": 0.6, "truck": pytest.approx(-0.4)}, "<=", 0)]),
        ("At most a quarter of the vehicles can be trucks.",
         [({"truck": 0.75, "van": pytest.approx(-0.25)}, "<=", 0)]),
    ],
)  # fmt: skip
def test_what_a_sentence_says(sentence, expected, relations):
    assert relations(PREFIX + sentence + SUFFIX) == expected


def test_a_reason_is_no_part_of_a_statement(relations):
    text = "Since trucks are slow, at least 4 vans must run."
    assert relations(PREFIX + text + SUFFIX) == [({"van": 1}, ">=", 4)]
    text = "Because vans are nimble, the number of trucks cannot exceed 8."
    assert relations(PREFIX + text + SUFFIX) == [({"truck": 1}, "<=", 8)]


def test_strict_comparisons_of_whole_things_leave_one_between(optimum):
    text = (
        "A depot runs vans and trucks. A van carries 3 crates and a truck carries 5 crates. Each "
        "van costs $5 and each truck costs $9. There must be more vans than trucks. At least 16 "
        "crates must be carried. Minimize the total cost."
    )
    assert optimum(text) == 29  # 2 vans and 2 trucks would cost 28
