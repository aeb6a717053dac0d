"""What the reader declines, what it asks, and that nothing makes it fail."""

import time

import pytest
import textbook_problems
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimoot.agents.builtin.reader import LONGEST, ProseReader
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.intake import make_problem
from optimoot.numerals import find_numbers
from optimoot.problem import Problem

KITES = (
    "A shop makes kites and drums. Each kite takes 2 hours and each drum takes 5 hours. There "
    "are 40 hours of work. The profit is $3 per kite and $8 per drum. Maximize profit."
)


@pytest.mark.parametrize(
    "text",
    [
        "The moon is a lantern over the bay.",
        "Ein Tischler baut Stühle und Tische. Ein Stuhl bringt 20 Euro, ein Tisch 50 Euro.",
        "12 30 45 9 0.5",
        "x" * 500,
        "\x7f ~~~ %%% \u200b",
        "Please write a sonnet about apples and pears.",
        "Plan a trip through 5 cities with the shortest route. The distances are 3, 4, 5 and 6.",
    ],
)
def test_what_is_no_textbook_program_is_declined(text, read):
    found = read(text)
    assert isinstance(found, NotRead)
    assert found.reason


def test_an_unknown_clause_is_quoted(read):
    strange = "Every third kite shall be blue unless 7 drums are green."
    found = read(KITES.replace("Maximize", f"{strange} Maximize"))
    assert isinstance(found, NotRead)
    assert strange in found.reason


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("Maximize profit.", "Maximize the profit of the drums."),
        ("There are 40 hours of work.", "There are 40 hours of work. There are 60 hours of work."),
        ("Maximize profit.", "Not all kites can be made. Maximize profit."),
        ("Maximize profit.", "At most 6 blue kites may be made. Maximize profit."),
        ("Maximize profit.", "At most 6 kites with a tail may be made. Maximize profit."),
        ("Maximize profit.", "There should not be fewer kites than drums. Maximize profit."),
    ],
    ids=["goal-of-some", "contradiction", "idle", "adjective", "with", "negated-order"],
)
def test_what_is_told_otherwise_is_not_answered_as_if_it_were_not(read, told, instead):
    assert not isinstance(read(KITES), NotRead)
    found = read(KITES.replace(told, instead))
    assert isinstance(found, NotRead)


def test_a_missing_limit_is_asked_for(read):
    found = read(KITES.replace("There are 40 hours of work.", "Hours of work are limited."))
    assert isinstance(found, NotRead)
    assert any("hours" in question.text for question in found.questions)


def test_a_missing_figure_of_the_objective_is_asked_for(read):
    found = read(KITES.replace("$3 per kite and $8 per drum", "$3 per kite"))
    assert isinstance(found, NotRead)
    assert any("drum" in question.text for question in found.questions)


def test_a_figure_that_changes_changes_the_model(optimum):
    assert optimum(KITES) == 64
    assert optimum(KITES.replace("40 hours", "45 hours")) == 72
    assert optimum(KITES.replace("$3 per kite", "$4 per kite")) == 80


def test_a_text_beyond_the_longest_is_declined_at_once():
    text = KITES + " The shop is old." * (LONGEST // 10)
    start = time.perf_counter()
    found = ProseReader().read(Problem(text=text))
    assert isinstance(found, NotRead)
    assert f"{LONGEST:,}" in found.reason
    assert time.perf_counter() - start < 5  # a hang would take minutes


PIECES = st.sampled_from(
    [
        *textbook_problems.PROBLEMS[0].text.split(". "),
        *textbook_problems.PROBLEMS[3].text.split(". "),
        *textbook_problems.PROBLEMS[13].text.split(". "),
        "at least", "at most", "twice as many", "than", "by", "each", "(", ")", "[", "]", "X", "Y",
        "the difference between", "the sum of", "minus", "plus", "and", ",", ":", "-", "10", "$5",
        "30%", "half", "maximize", "minimize the", "\n- ", "respectively", "x1", "1e300", "-0",
        "\n| part | cost ($) |\n|---|---|\n| X | 3 |\n| Y | 10 |\n", "calculated as", "divided by",
        "of each", "differ", "the ratio of", "both", "no more than", "٤٢", "−5", "between", "–",
        "to keep the cost to a minimum", "there are", "has", "100 kg of", "per", "| |", "|---|---|",
    ]
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map(" ".join)))
def test_no_text_makes_the_reader_fail(text):
    found = ProseReader().read(Problem(text=text, numbers=find_numbers(text)))
    assert isinstance(found, Reading | NotRead)
    if isinstance(found, Reading):
        assert 0.0 <= found.score <= 1.0


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(textbook_problems.PROBLEMS), st.data())
def test_other_figures_in_the_same_words_are_read_the_same_way(told, data):
    """Digits replaced by others: the model keeps its form, and every figure cites its Number."""
    text = told.text
    for number in reversed(find_numbers(text)):
        if number.text.isdigit() and number.value >= 10:
            value = data.draw(st.integers(10, 99999))
            text = text[: number.start] + str(value) + text[number.end :]
    first, second = ProseReader().read(make_problem(told.text)), None
    second = ProseReader().read(make_problem(text))
    assert isinstance(first, Reading)
    if isinstance(second, Reading):
        forms = [
            [constraint.expression for constraint in reading.formulation.constraints]
            for reading in (first, second)
        ]
        assert len(forms[0]) == len(forms[1])
        numbers = {number.id: number.value for number in find_numbers(text)}
        for parameter in second.formulation.parameters:
            for entry in parameter.entries:
                product = entry.factor
                for number_id in entry.numbers:
                    product *= numbers[number_id]
                assert entry.value == pytest.approx(product)


def test_what_is_told_per_a_measure_is_a_ratio_and_never_a_sum(optimum):
    """A yield of milk is no yield of money."""
    text = (
        "A farm keeps ewes and nannies. The feed cost per animal is $40 for ewes and $50 for "
        "nannies. The milk yield per animal is 300 liters for ewes and 500 liters for nannies. "
        "The farm wants at least 10 of each animal and can feed at most 40 animals in total. "
        "Maximize the average milk yield per dollar of feed cost."
    )
    best = max(
        (300 * a + 500 * b) / (40 * a + 50 * b) for a in range(10, 31) for b in range(10, 41 - a)
    )
    assert optimum(text) == pytest.approx(best)
