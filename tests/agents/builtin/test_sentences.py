"""Sentences of many shapes about three items: what each comes to as algebra."""

from fractions import Fraction

import pytest

CAMPAIGNS = (
    "A company plans to split its funds between three campaigns: Radio (R1), Print (P1), and Web "
    "(W1). {} Each unit of R1, P1 and W1 costs $5, $7 and $9 respectively. Minimize the total cost."
)
WORKSHOP = (
    "A workshop makes benches, stools and cabinets. {} A bench costs $5, a stool costs $7 and a "
    "cabinet costs $9 to make. Minimize the total cost."
)

CAMPAIGN_SENTENCES = [
    (
        "The total allocation across all three campaigns must not exceed 500 units.",
        [((1, 1, 1), "<=", 500)],
    ),
    ("The combined allocation for R1 and P1 must be at least 120 units.", [((1, 1, 0), ">=", 120)]),
    (
        "Twice the allocation for R1 plus three times that for P1 should not exceed 300 units.",
        [((2, 3, 0), "<=", 300)],
    ),
    (
        "The allocation for R1 minus half of the allocation for W1 must be at least 20 units.",
        [((1, 0, -0.5), ">=", 20)],
    ),
    (
        "The sum of 2 times R1, 3 times P1 and 4 times W1 must be at least 900.",
        [((2, 3, 4), ">=", 900)],
    ),
    (
        "The total of three times R1 and four times P1 minus W1 cannot exceed 200.",
        [((3, 4, -1), "<=", 200)],
    ),
    (
        "The allocation to R1 cannot exceed that of P1 by more than 50 units.",
        [((1, -1, 0), "<=", 50)],
    ),
    (
        "The allocation to W1 must exceed the allocation to R1 by at least 30 units.",
        [((-1, 0, 1), ">=", 30)],
    ),
    (
        "The difference between twice the funds for R1 and the funds for P1 must be at least 40.",
        [((2, -1, 0), ">=", 40)],
    ),
    (
        "The difference between 5 times R1 and 2 times W1 should be no less than 60 units.",
        [((5, 0, -2), ">=", 60)],
    ),
    ("R1 must receive at least 50 units more than P1.", [((1, -1, 0), ">=", 50)]),
    (
        "P1 should get at least 20 units, while W1 is limited to 80 units.",
        [((0, 1, 0), ">=", 20), ((0, 0, 1), "<=", 80)],
    ),
    (
        "Each campaign has limits: R1 can get up to 100 units, P1 up to 80 units and W1 up "
        "to 60 units.",
        [((1, 0, 0), "<=", 100), ((0, 1, 0), "<=", 80), ((0, 0, 1), "<=", 60)],
    ),
    (
        "The allocation for each campaign must be between 0 and 90 units.",
        [
            ((1, 0, 0), ">=", 0),
            ((1, 0, 0), "<=", 90),
            ((0, 1, 0), ">=", 0),
            ((0, 1, 0), "<=", 90),
            ((0, 0, 1), ">=", 0),
            ((0, 0, 1), "<=", 90),
        ],
    ),
    (
        "The maximum allocations for R1, P1 and W1 are 100, 80 and 60 units respectively.",
        [((1, 0, 0), "<=", 100), ((0, 1, 0), "<=", 80), ((0, 0, 1), "<=", 60)],
    ),
    (
        "R1 is bounded between 10 and 100, P1 between 0 and 80, and W1 between 5 and 60.",
        [
            ((1, 0, 0), ">=", 10),
            ((1, 0, 0), "<=", 100),
            ((0, 1, 0), ">=", 0),
            ((0, 1, 0), "<=", 80),
            ((0, 0, 1), ">=", 5),
            ((0, 0, 1), "<=", 60),
        ],
    ),
    (
        "Due to regulation, 4 times the units for R1 less the units for W1 should be at most 70.",
        [((4, 0, -1), "<=", 70)],
    ),
    (
        "The effectiveness score, calculated as 2 times R1 plus 3 times P1, must be at least 150.",
        [((2, 3, 0), ">=", 150)],
    ),
    (
        "The effectiveness score is calculated as 2 times R1 plus 3 times P1. This score "
        "must be at least 150.",
        [((2, 3, 0), ">=", 150)],
    ),
    (
        "The total reach must be at least 150, calculated as twice R1 plus thrice P1.",
        [((2, 3, 0), ">=", 150)],
    ),
    ("R1 plus W1 should equal exactly 100 units.", [((1, 0, 1), "==", 100)]),
    (
        "The amounts given to R1 and W1 together cannot be less than 60 units.",
        [((1, 0, 1), ">=", 60)],
    ),
    (
        "The money going to P1 can be no more than 1.5 times what goes to W1.",
        [((0, 1, -1.5), "<=", 0)],
    ),
    (
        "At least two-thirds of the total allocation must go to R1.",
        [((Fraction(1, 3), Fraction(-2, 3), Fraction(-2, 3)), ">=", 0)],
    ),
    ("The weighted sum 3 R1 + 2 P1 + W1 must not exceed 400.", [((3, 2, 1), "<=", 400)]),
    ("We also need $2R_1 - P_1 \\geq 10$.", [((2, -1, 0), ">=", 10)]),
    (
        "Campaign P1's allocation plus twice campaign W1's allocation must total at least 90 "
        "units.",
        [((0, 1, 2), ">=", 90)],
    ),
    (
        "The allocation for W1 should be greater than or equal to the sum of the allocations "
        "for R1 and P1.",
        [((-1, -1, 1), ">=", 0)],
    ),
    (
        "The allocation for P1 must be no less than 20% of the combined allocation of R1 and W1.",
        [((-0.2, 1, -0.2), ">=", 0)],
    ),
    (
        "The company requires that 3 units of R1 and 2 units of P1 together do not exceed 80 "
        "units.",
        [((3, 2, 0), "<=", 80)],
    ),
    ("The gap between R1 and W1 must stay within 15 units.", [((1, 0, -1), "<=", 15)]),
    (
        "The total for P1 and W1 should be at least 30 units higher than R1.",
        [((-1, 1, 1), ">=", 30)],
    ),
    ("Five times R1 should at least match the sum of P1 and W1.", [((5, -1, -1), ">=", 0)]),
    (
        "The combined effort, calculated as 3 times R1 plus 2 times P1 minus W1, must be at "
        "least 50 units.",
        [((3, 2, -1), ">=", 50)],
    ),
    (
        "The combined effort of R1 and P1, calculated as 3 times the units of R1 plus 2 "
        "times the units of P1, must be at least 50 units.",
        [((3, 2, 0), ">=", 50)],
    ),
    (
        "The total effect of all campaigns, represented by 3R1 + 2P1 + W1, should not exceed "
        "50 units.",
        [((3, 2, 1), "<=", 50)],
    ),
    (
        "The difference in allocation between R1 and twice P1, plus thrice W1, must be no "
        "less than 50 units.",
        [((1, -2, 3), ">=", 50)],
    ),
    (
        "Four times the allocation for R1, minus P1 and minus W1, should be at least 50.",
        [((4, -1, -1), ">=", 50)],
    ),
    ("The sum of R1 and P1 minus W1 must not exceed 50 units.", [((1, 1, -1), "<=", 50)]),
    ("The sum of R1 and P1 must exceed W1 by at least 50 units.", [((1, 1, -1), ">=", 50)]),
    (
        "The sum of twice R1 and P1 should be at most 50 units more than W1.",
        [((2, 1, -1), "<=", 50)],
    ),
    ("R1 should not be more than 50 units above P1.", [((1, -1, 0), "<=", 50)]),
    ("R1 should be no more than 50 units greater than P1.", [((1, -1, 0), "<=", 50)]),
    ("R1 must be at least 50 units less than P1.", [((-1, 1, 0), ">=", 50)]),
    ("R1 cannot be less than P1 minus 50 units.", [((1, -1, 0), ">=", -50)]),
    ("P1 must not fall short of R1 by more than 50 units.", [((1, -1, 0), "<=", 50)]),
    (
        "Half of R1 plus a third of P1 cannot go beyond 50 units.",
        [((0.5, Fraction(1, 3), 0), "<=", 50)],
    ),
    (
        "When twice R1 is subtracted from W1, the result must not exceed 50.",
        [((-2, 0, 1), "<=", 50)],
    ),
    ("W1 less twice R1 must be at most 50 units.", [((-2, 0, 1), "<=", 50)]),
    (
        "The allocation to R1 should be at least 50% of the allocation to P1.",
        [((1, -0.5, 0), ">=", 0)],
    ),
    (
        "The allocation to R1 should be at least 50% more than the allocation to P1.",
        [((1, -1.5, 0), ">=", 0)],
    ),
    (
        "R1 and P1 should each receive at least 50 units.",
        [((1, 0, 0), ">=", 50), ((0, 1, 0), ">=", 50)],
    ),
    (
        "Both R1 and P1 need to receive at least 50 units.",
        [((1, 0, 0), ">=", 50), ((0, 1, 0), ">=", 50)],
    ),
    ("Both R1 and P1 together need at least 50 units.", [((1, 1, 0), ">=", 50)]),
    (
        "The allocation must be at least 50 units for R1 and at least 30 units for W1.",
        [((1, 0, 0), ">=", 50), ((0, 0, 1), ">=", 30)],
    ),
    (
        "At least 50 units must go to R1 and 30 units to W1.",
        [((1, 0, 0), ">=", 50), ((0, 0, 1), ">=", 30)],
    ),
    (
        "No campaign can receive more than 50 units.",
        [((1, 0, 0), "<=", 50), ((0, 1, 0), "<=", 50), ((0, 0, 1), "<=", 50)],
    ),
    (
        "Every campaign must receive no less than 50 units.",
        [((1, 0, 0), ">=", 50), ((0, 1, 0), ">=", 50), ((0, 0, 1), ">=", 50)],
    ),
    (
        "The upper limits are 100 units for R1, 80 units for P1, and 60 units for W1.",
        [((1, 0, 0), "<=", 100), ((0, 1, 0), "<=", 80), ((0, 0, 1), "<=", 60)],
    ),
    (
        "R1 can range from 0 to 100, P1 from 0 to 80 and W1 from 0 to 60.",
        [
            ((1, 0, 0), ">=", 0),
            ((1, 0, 0), "<=", 100),
            ((0, 1, 0), ">=", 0),
            ((0, 1, 0), "<=", 80),
            ((0, 0, 1), ">=", 0),
            ((0, 0, 1), "<=", 60),
        ],
    ),
    (
        "R1 has a maximum of 100 units; P1 has a maximum of 80 units; W1 has a maximum of 60 "
        "units.",
        [((1, 0, 0), "<=", 100), ((0, 1, 0), "<=", 80), ((0, 0, 1), "<=", 60)],
    ),
    ("The combined total of R1, P1, and W1 must be equal to 100 units.", [((1, 1, 1), "==", 100)]),
    (
        "The weighted total of 2.5 times R1 and 1.5 times P1 should reach at least 50.",
        [((2.5, 1.5, 0), ">=", 50)],
    ),
    (
        "The allocation for P1 must be at least 50 units higher than the combined allocation "
        "for R1 and W1.",
        [((-1, 1, -1), ">=", 50)],
    ),
    ("The allocation for R1 must be at least that of P1.", [((1, -1, 0), ">=", 0)]),
    ("R1 must receive at least as many units as P1.", [((1, -1, 0), ">=", 0)]),
    ("R1 must receive at least as many units as P1 and W1 combined.", [((1, -1, -1), ">=", 0)]),
    ("Three times R1 may not be greater than five times P1 plus 50.", [((3, -5, 0), "<=", 50)]),
    ("Three times R1 may not be greater than 50 plus five times P1.", [((3, -5, 0), "<=", 50)]),
    (
        "The allocation for R1 should be no less than 50 units plus the allocation for P1.",
        [((1, -1, 0), ">=", 50)],
    ),
    (
        "The difference between the combined allocation of R1 and P1 and the allocation for "
        "W1 must not exceed 50 units.",
        [((1, 1, -1), "<=", 50)],
    ),
    (
        "The difference between W1 and the sum of R1 and P1 must not exceed 50 units.",
        [((-1, -1, 1), "<=", 50)],
    ),
    (
        "The allocation for W1 minus the sum of R1 and P1 must not exceed 50 units.",
        [((-1, -1, 1), "<=", 50)],
    ),
    ("Thrice the difference between R1 and P1 must not exceed 50 units.", [((3, -3, 0), "<=", 50)]),
    ("Twice the sum of R1 and P1 must be at least 50 units.", [((2, 2, 0), ">=", 50)]),
    (
        "The combined risk from 0.2 times R1, 0.3 times P1 and 0.4 times W1 must stay below 50.",
        [((0.2, 0.3, 0.4), "<=", 50)],
    ),
    (
        "The number of units in R1 must be at least 50 and at most 90.",
        [((1, 0, 0), ">=", 50), ((1, 0, 0), "<=", 90)],
    ),
    (
        "The allocation for R1 cannot exceed 90 units, nor can that of P1 exceed 70 units.",
        [((1, 0, 0), "<=", 90), ((0, 1, 0), "<=", 70)],
    ),
    ("The allocation to P1 must be equal to or greater than 50 units.", [((0, 1, 0), ">=", 50)]),
    ("Allocations to P1 must total 50 units or more.", [((0, 1, 0), ">=", 50)]),
    (
        "The allocation for R1 should not differ from that for P1 by more than 50 units.",
        [((1, -1, 0), "<=", 50), ((1, -1, 0), ">=", -50)],
    ),
    (
        "R1 minus P1 should lie between 10 and 50 units.",
        [((1, -1, 0), ">=", 10), ((1, -1, 0), "<=", 50)],
    ),
]

WORKSHOP_SENTENCES = [
    (
        "The number of benches must be at least double the number of stools.",
        [((1, -2, 0), ">=", 0)],
    ),
    (
        "There must be no fewer than three times as many stools as cabinets.",
        [((0, 1, -3), ">=", 0)],
    ),
    ("Stools must make up at least 30% of all pieces.", [((-0.3, 0.7, -0.3), ">=", 0)]),
    ("Stools must make up at least 30% of the total pieces made.", [((-0.3, 0.7, -0.3), ">=", 0)]),
    ("No more than a quarter of the pieces can be cabinets.", [((-0.25, -0.25, 0.75), "<=", 0)]),
    (
        "At least 40 percent of the furniture produced should be benches.",
        [((0.6, -0.4, -0.4), ">=", 0)],
    ),
    (
        "The number of cabinets may be at most 15% of the total number of pieces.",
        [((-0.15, -0.15, 0.85), "<=", 0)],
    ),
    (
        "The workshop must produce a minimum of 20 benches and 30 stools.",
        [((1, 0, 0), ">=", 20), ((0, 1, 0), ">=", 30)],
    ),
    (
        "The workshop must make at least 20 benches, at least 15 stools, and no more than 10 "
        "cabinets.",
        [((1, 0, 0), ">=", 20), ((0, 1, 0), ">=", 15), ((0, 0, 1), "<=", 10)],
    ),
    (
        "Demand for benches is at least 20 and for stools at least 15.",
        [((1, 0, 0), ">=", 20), ((0, 1, 0), ">=", 15)],
    ),
    ("The number of stools cannot be greater than the number of benches.", [((-1, 1, 0), "<=", 0)]),
    ("Stools must not outnumber benches.", [((-1, 1, 0), "<=", 0)]),
    (
        "The number of benches should be at most half the number of cabinets.",
        [((1, 0, -0.5), "<=", 0)],
    ),
    (
        "The number of stools must be at least 10 more than the number of benches.",
        [((-1, 1, 0), ">=", 10)],
    ),
    (
        "The number of stools can exceed the number of benches by at most 10.",
        [((-1, 1, 0), "<=", 10)],
    ),
    (
        "The difference between the number of stools and the number of cabinets should not "
        "be more than 8.",
        [((0, 1, -1), "<=", 8)],
    ),
    ("In total, at least 100 pieces must be made.", [((1, 1, 1), ">=", 100)]),
    (
        "The total number of benches, stools, and cabinets must not exceed 100.",
        [((1, 1, 1), "<=", 100)],
    ),
    ("Benches and stools combined must be at least 40.", [((1, 1, 0), ">=", 40)]),
    ("The workshop can make at most 40 benches and stools combined.", [((1, 1, 0), "<=", 40)]),
    (
        "The sum of benches and stools must be at most three times the number of cabinets.",
        [((1, 1, -3), "<=", 0)],
    ),
    (
        "There should be at least 5 but no more than 12 cabinets.",
        [((0, 0, 1), ">=", 5), ((0, 0, 1), "<=", 12)],
    ),
    (
        "The number of cabinets must be between 5 and 12.",
        [((0, 0, 1), ">=", 5), ((0, 0, 1), "<=", 12)],
    ),
    ("Between 5 and 12 cabinets must be made.", [((0, 0, 1), ">=", 5), ((0, 0, 1), "<=", 12)]),
    ("Exactly 12 cabinets must be made.", [((0, 0, 1), "==", 12)]),
    ("The number of cabinets is fixed at 12.", [((0, 0, 1), "==", 12)]),
    ("The number of benches must equal the number of stools.", [((1, -1, 0), "==", 0)]),
    ("For every bench, there must be at least 4 stools.", [((-4, 1, 0), ">=", 0)]),
    ("For each cabinet made, at least two benches must be made.", [((1, 0, -2), ">=", 0)]),
    ("The ratio of benches to stools must be at least 2:1.", [((1, -2, 0), ">=", 0)]),
    ("The ratio of stools to benches cannot exceed 3.", [((-3, 1, 0), "<=", 0)]),
    ("At most 25 of the pieces can be cabinets.", [((0, 0, 1), "<=", 25)]),
    ("Due to contracts, benches are needed in a quantity of at least 20.", [((1, 0, 0), ">=", 20)]),
    (
        "They want to make at most 15 cabinets, since cabinets take up space.",
        [((0, 0, 1), "<=", 15)],
    ),
    ("Neither benches nor stools may exceed 60.", [((1, 0, 0), "<=", 60), ((0, 1, 0), "<=", 60)]),
    (
        "At least 5 of each type of furniture must be made.",
        [((1, 0, 0), ">=", 5), ((0, 1, 0), ">=", 5), ((0, 0, 1), ">=", 5)],
    ),
    (
        "The workshop needs at least 5 units of each.",
        [((1, 0, 0), ">=", 5), ((0, 1, 0), ">=", 5), ((0, 0, 1), ">=", 5)],
    ),
    (
        "The number of benches must be at least twice the combined number of stools and cabinets.",
        [((1, -2, -2), ">=", 0)],
    ),
    (
        "The number of stools plus the number of cabinets has to be at least 30.",
        [((0, 1, 1), ">=", 30)],
    ),
    (
        "Cabinets cannot exceed one third of the total.",
        [((Fraction(-1, 3), Fraction(-1, 3), Fraction(2, 3)), "<=", 0)],
    ),
    (
        "The number of stools should be at least as large as the number of benches and "
        "cabinets together.",
        [((-1, 1, -1), ">=", 0)],
    ),
    ("It has to make more than 20 benches.", [((1, 0, 0), ">=", 20)]),
    ("Fewer than 30 stools can be sold.", [((0, 1, 0), "<=", 30)]),
    ("The workshop must deliver 20 benches at minimum.", [((1, 0, 0), ">=", 20)]),
    (
        "A maximum of 18 cabinets and a minimum of 6 stools are required.",
        [((0, 0, 1), "<=", 18), ((0, 1, 0), ">=", 6)],
    ),
    (
        "The output of cabinets is capped at 18 while that of stools is capped at 40.",
        [((0, 0, 1), "<=", 18), ((0, 1, 0), "<=", 40)],
    ),
]


@pytest.fixture
def algebra(best_reading):
    """The constraints of a text, each as `(coefficients, comparison, constant)`."""

    def told(text):
        reading, limits = best_reading(text)
        many = len(reading.cast.items)
        rows = [(r.left, r.comparison, r.right) for r in reading.relations]
        rows += [(form, limit.comparison, limit.amount) for limit, form in limits]
        return sorted(_row(row, many) for row in rows)

    return told


def _row(row, many):
    left, comparison, right = row
    coefficients, constant = [0.0] * many, 0.0
    terms = [(1.0, term.quantity.value, term.item) for term in left.terms]
    if hasattr(right, "terms"):
        terms += [(-1.0, term.quantity.value, term.item) for term in right.terms]
    else:
        constant = right.value
    for sign, value, item in terms:
        if item is None:
            constant -= sign * value
        else:
            coefficients[item] += sign * value
    return _canonical(coefficients, comparison.value, constant)


def _canonical(coefficients, comparison, constant):
    """The row with its first coefficient positive."""
    first = next(value for value in coefficients if abs(value) > 1e-9)
    if first < 0:
        coefficients, constant = [-value for value in coefficients], -constant
        comparison = {"<=": ">=", ">=": "<=", "==": "=="}[comparison]
    rounded = tuple(round(float(value), 6) + 0.0 for value in coefficients)
    return comparison, round(constant, 6) + 0.0, rounded


@pytest.mark.parametrize(("sentence", "expected"), CAMPAIGN_SENTENCES)
def test_sentences_with_symbols(sentence, expected, algebra):
    assert algebra(CAMPAIGNS.format(sentence)) == sorted(
        _canonical(list(row), comparison, constant) for row, comparison, constant in expected
    )


@pytest.mark.parametrize(("sentence", "expected"), WORKSHOP_SENTENCES)
def test_sentences_with_nouns(sentence, expected, algebra):
    assert algebra(WORKSHOP.format(sentence)) == sorted(
        _canonical(list(row), comparison, constant) for row, comparison, constant in expected
    )
