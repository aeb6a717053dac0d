"""Tables and matrices in LaTeX."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.archetypes.latex_tables import matrices, with_bars
from optimoot.intake import make_problem

WEEKS = r"""
A dairy makes butter for 3 weeks. At most 40 tons can be made in a week. Minimize the total cost of
production and storage.

\begin{tabular}{c|c|c|c}
\hline
Week & Demand & Production cost & Holding cost \\ \hline
1 & 20 & 5 & 1 \\
2 & 30 & 6 & 1 \\
3 & 45 & 7 & 1 \\ \hline
Total & 95 & & \\
\hline
\end{tabular}
"""
FRAMES = r"""
A workshop has 2 machines. Each frame must go through the machines in sequence, first machine 1 and
then machine 2. The workshop must finish three frames. The time in hours that frame $i$ spends on
machine $j$ is given by

$$ \left( \begin{array}{cc} 4 & 1 \\ 1 & 3 \\ 2 & 2 \end{array} \right) $$

Schedule the frames to minimize the completion time of the last frame.
"""


def test_reads_a_latex_table_with_a_row_of_sums(optimum):
    family, cost = optimum(WEEKS)
    assert family == "stock over periods"
    assert cost == pytest.approx(5 * 20 + 6 * 30 + 7 * 40 + 7 * 5)


def test_reads_a_matrix_whose_axes_the_words_tell(optimum):
    family, hours = optimum(FRAMES)
    assert family == "flow shop scheduling"
    assert hours == pytest.approx(8)


def test_reads_a_passive_goal(optimum):
    text = FRAMES.replace(
        "Schedule the frames to minimize the completion time of the last frame.",
        "Which order lets the completion time of the last frame be minimized?",
    )
    assert optimum(text)[1] == pytest.approx(8)


def test_does_not_pass_over_a_rule_that_counts_the_jobs(read):
    text = FRAMES.replace(
        "must finish three frames", "must not begin two of the three frames before noon"
    )
    reading = read(text)
    assert not hasattr(reading, "formulation") or reading.tentative


def test_a_row_of_sums_that_do_not_add_up_is_not_passed_over(read):
    reading = read(WEEKS.replace("Total & 95", "Total & 90"))
    assert not hasattr(reading, "formulation") or reading.tentative


def test_takes_no_table_with_words_for_a_matrix():
    assert list(matrices(make_problem(WEEKS))) == []


@pytest.mark.parametrize(
    "inner", [r"1 & 2 \\ 3", r"1 & 2 \\ 3 & ", r"1 & 2", r"1 2 & 3 \\ 4 & 5", ""]
)
def test_takes_no_uneven_matrix(inner):
    text = rf"Take $\begin{{pmatrix}} {inner} \end{{pmatrix}}$."
    assert list(matrices(make_problem(text))) == []


@given(
    st.lists(
        st.sampled_from(
            [
                r"\begin{tabular}",
                r"\end{tabular}",
                "{c|c}",
                "a",
                " & ",
                "\\\\",
                "\\hline",
                "7",
                "\n",
                "$",
                r"\begin{array}",
                r"\end{array}",
            ]
        )
    )
)
def test_keeps_the_length(pieces):
    text = "".join(pieces)
    assert len(with_bars(text)) == len(text)
