"""Problems told in words whose programs are not linear: orders, portfolios, vessels."""

from math import pi, sqrt

import pytest

from optimoot.agents.archetypes.clauses import find_figures, unit_power
from optimoot.agents.builtin.reading import NotRead

FILTERS = (
    "A garage uses 900 filters a year. Each order costs $25 and storing a filter costs $5 a year, "
    "on the average stock, which is half the order quantity. "
)
TWO_ASSETS = (
    "Savings are divided between forests and rails. The expected returns are 9% for forests and 3% "
    "for rails. The variance of forests is 100, that of rails is 25, and the covariance between "
    "forests and rails is 10. "
)
CISTERN = (
    "A cistern with a square base and an open top must hold 32 cubic metres. The base costs "
    "$20 per square metre and the four sides cost $10 per square metre. "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{FILTERS}What is the lowest yearly cost of ordering and storing?",
            sqrt(2 * 900 * 25 * 5),
        ),
        (
            f"{FILTERS}An order may be at most 50 filters. Minimise the yearly cost of "
            "ordering and storing.",
            25 * 900 / 50 + 5 * 25,
        ),
        (
            "The annual demand for a spare part is 800 pieces. The ordering cost is 40 euros per "
            "order and the holding cost is 1 euro per piece per year. The maker does not deliver "
            "fewer than 400 pieces at a time. Find the lowest annual cost of ordering and holding.",
            40 * 2 + 200,
        ),
    ],
    ids="free most least".split(),
)
def test_orders_of_one_size(optimum, text, expected):
    family, objective = optimum(text)
    assert family == "economic order quantity"
    assert objective == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    "twist",
    [
        "Orders above 100 filters get a discount of 5%.",
        "Shortages may be back-ordered at $3 a filter and year.",
        "The lead time is 2 weeks and 30 filters must always be left.",
        "Every third order is free.",
        "The insurance of each filter costs $1.",
    ],
)
def test_another_rule_for_orders_is_not_passed_over(read, twist):
    reading = read(f"{FILTERS}{twist} What is the lowest yearly cost of ordering and storing?")
    assert isinstance(reading, NotRead) or reading.tentative


def test_a_demand_by_the_month_and_a_cost_by_the_year_are_left(read):
    text = FILTERS.replace("900 filters a year", "75 filters a month")
    assert isinstance(read(f"{text}Minimise the yearly cost of ordering and storing."), NotRead)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # x of forests: 100x² + 25(1-x)² + 20x(1-x) = 105x² - 30x + 25, least at 1/7
        (f"{TWO_ASSETS}Find the smallest variance.", 25 - 30**2 / (4 * 105)),
        # a return of 6% asks for x = 1/2
        (
            f"{TWO_ASSETS}The portfolio must return at least 6%. Minimise its variance.",
            100 / 4 + 25 / 4 + 5,
        ),
        (
            "A trust is put into tin, tea and oil, whose returns are uncorrelated with variances "
            "6, 3 and 2. No more than 20% may be put in any one asset but that is waived for none. "
            "Minimise the variance.",
            None,
        ),
        (
            "Capital is spread over tin, tea and oil. The returns are independent, with variances "
            "6, 3 and 2. Minimise the variance of the portfolio.",
            1,
        ),
        (
            "Money is put into corn and wool. Standard deviations of the returns are 4 and 6. The "
            "correlation between corn and wool is 0.5. Find the minimum variance of the return.",
            # 16x² + 36(1-x)² + 24x(1-x) = 28x² - 48x + 36
            36 - 48**2 / (4 * 28),
        ),
    ],
    ids="least return twisted independent correlated".split(),
)
def test_mean_and_variance(read, optimum, text, expected):
    if expected is None:
        reading = read(text)
        assert isinstance(reading, NotRead) or reading.tentative
        return
    family, objective = optimum(text)
    assert family == "mean and variance of a portfolio"
    assert objective == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    "twist",
    [
        "A risk-free asset pays 2%.",
        "Forests pay a fee of 1% of what is put in.",
        "Rails may not get more than forests.",
        "Short sales are allowed.",
    ],
)
def test_another_rule_for_a_portfolio_is_not_passed_over(read, twist):
    reading = read(f"{TWO_ASSETS}{twist} Find the smallest variance.")
    assert isinstance(reading, NotRead) or reading.tentative


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 20s² + 40·32/s is least where s³ = 32
        (f"{CISTERN}What is the lowest cost?", 20 * 32 ** (2 / 3) + 1280 / 32 ** (1 / 3)),
        (
            f"{CISTERN}The side of the base may be at most 2 m. Minimise the cost of the material.",
            20 * 4 + 640,
        ),
        (
            "A box with a square base and no lid is to be made from 300 square centimetres of "
            "cardboard. What is the largest volume?",
            500,
        ),
        (
            "A closed cylindrical tin must contain 54 cm^3. Find the smallest area of metal.",
            3 * (2 * pi * 54**2) ** (1 / 3),
        ),
    ],
    ids="cost width cardboard tin".split(),
)
def test_vessels(optimum, text, expected):
    family, objective = optimum(text)
    assert family == "a vessel of a shape"
    assert objective == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    "twist",
    [
        "The height must be twice the width.",
        "Two sides are made of glass at $30 per square metre.",
        "Welding costs $2 per metre of edge.",
        "The cistern is divided by a wall.",
        "10% of the sheet is lost.",
    ],
)
def test_another_rule_for_a_vessel_is_not_passed_over(read, twist):
    reading = read(f"{CISTERN}{twist} What is the lowest cost?")
    assert isinstance(reading, NotRead) or reading.tentative


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("square metres of", ("m", 2)),
        ("cm^3 of", ("cm", 3)),
        ("m² or", ("m", 2)),
        ("feet wide", ("ft", 1)),
        ("cubic inches", ("in", 3)),
        ("dollars", None),
    ],
)
def test_units_of_length_have_a_power(words, unit):
    assert unit_power(words) == unit


def test_a_figure_has_the_words_of_its_clause(case):
    figures = find_figures(
        case("An order costs $75 whatever its size, and a drum costs $2 a year.")
    )
    assert [(f.left, f.right) for f in figures] == [
        ("an order costs", "whatever its size"),
        ("a drum costs", "a year"),
    ]
