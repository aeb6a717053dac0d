"""The algebra reader, by results worked out by hand and by a law over notations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimoot.agents.algebra.reader import AlgebraReader
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.binding import bind
from optimoot.intake import make_problem
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions


def read(text):
    return AlgebraReader().read(make_problem(text))


def optimum(text):
    reading = read(text)
    assert isinstance(reading, Reading), reading.reason
    assert not reading.tentative
    program = compile_program(reading.formulation, bind(reading.formulation))
    return execute(program, SolveOptions()).objective


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Maximise 5a + 4b subject to 6a + 4b <= 24, a + 2b <= 6, b - a <= 1, b <= 2, "
            "a, b >= 0 (fractions allowed)",
            21,
        ),
        (r"$\max\ 10x_1+13x_2$ subject to $11x_1+15x_2\le 20$ and $x_1, x_2\in\{0,1\}$.", 13),
        (r"$\max\ 10x_1+13x_2$ s.t. $11x_1+15x_2\le 47$ and $x_j\in\{0,1\}$ for all $j$.", 23),
        ("max 3x + 2y s.t. x + y <= 4, x + 3y <= 6, x <= 3, x, y >= 0", 11),
        ("Minimize Z = 2x + 3y subject to x + y >= 10, x >= 0, y >= 0", 20),
        ("maximize f(x,y) = x + y such that 2x + y <= 8, x + 2y <= 7, x and y >= 0", 5),
        ("min 4p + q where p + q = 6, 0 <= p <= 5, 0 <= q <= 4", 12),
        ("max 2x subject to 2x <= 7, x >= 0, x integer", 6),
        ("max 2x subject to 2x <= 7, x >= 0, x real", 7),
        ("max x + y\nsubject to\n3x + 2y <= 12\nx <= 2\nx, y >= 0", 6),
        ("min 3(x + y) subject to x + 2y >= 8, x, y >= 0", 12),
        (r"$\min\ \frac{1}{2}x + y$ subject to $x + y \geq 4$, $x, y \geq 0$", 2),
        (r"max 3 \cdot x s.t. 4 \cdot x \leq 6, x \geq 0", 4.5),
        ("max x - y subject to x <= 5, y >= -2, x >= 0", 7),
        ("min x subject to x >= -4.5", -4.5),
        ("min x + y subject to x - y = 3, x, y >= 1", 5),
        ("maximise 7m + 5n with 2m + n <= 9, m + n <= 6, m, n integer, m, n >= 0", 36),
        ("max 8a + 11b + 6c subject to 5a + 7b + 4c <= 14, a, b, c binary", 19),
        ("max x; x ≤ 3; x ≥ 0", 3),
        ("max 0.5x + 1.5y s.t. x + y <= 10, y <= 4, x, y nonnegative", 9),
        ("min -x - y subject to x + y <= 9, x, y >= 0", -9),
        ("max 2*x + 3*y subject to x + y <= 5, x >= 1, y >= 1", 14),
        ("min x^2 subject to x >= 3", 9),
        ("min x^2 + y^2 subject to x + y >= 4, x, y >= 0", 8),
        ("max 3x + y subject to x <= 2y, y <= 4, x, y >= 0. What is the largest value?", 28),
        (
            "Let $s, t \\ge 0$ be real. Maximise $s + 2t$ subject to "
            "$$s + t \\le 5, \\qquad t \\le 3.$$",
            8,
        ),
        ("Let s and t be real numbers with s + t <= 5, t <= 3. Maximise s + 2t.", 8),
        (
            r"$$\begin{aligned}\min\quad & 2s + t\\ \text{s.t.}\quad & s + t = 6\\ "
            r"& 0 \le s \le 4,\;"
            r" t \ge 1\end{aligned}$$ Report the minimum.",
            6,
        ),
        ("min 2u + v s.t. u + v >= 3, u - v >= 1, u, v >= 0", 5),
    ],
)
def test_the_optimum_worked_out_by_hand(text, expected):
    assert optimum(text) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "A farm has 40 hectares and grows rye. Maximize profit.",
        "max 3x + 2y s.t. x + y <= 4, x >= 0, y >= 0, each batch takes 3 hours",
        "max 3x s.t. x + ? <= 4, x >= 0",
        "x + y <= 4, x >= 0, y >= 0",
        "max 3x min 2x s.t. x <= 4",
        "max x s.t. x < 4, x >= 0",
        "max x + y s.t. x + y <= 4, integers x, y >= 0",
        "max x + y s.t. x + y <= 4, x >= 0, y >= 0 and integer",
        "max x / 2y s.t. x + y <= 4, x, y >= 0",
        "max 3x + 2y s.t. x + y <= 4, x, y >= 0 if x is even",
    ],
)
def test_what_is_not_all_algebra_is_left(text):
    found = read(text)
    assert isinstance(found, NotRead)
    assert found.reason


def test_an_unsaid_sign_is_tentative():
    found = read("max x - y s.t. x <= 4, x >= 0, y <= 2")
    assert isinstance(found, Reading)
    assert "lower bound for y" in found.tentative


def test_every_figure_cites_its_number_and_every_limit_its_words():
    text = "max 3x + 2y s.t. x + y <= 4, x, y >= 0"
    formulation = read(text).formulation
    assert all(parameter.entries[0].numbers for parameter in formulation.parameters)
    assert all(part.sentence and part.sentence in text for part in formulation.constraints)


_SMALL = st.integers(1, 9)


@settings(max_examples=8, deadline=None)
@given(p=_SMALL, q=_SMALL, a=_SMALL, b=_SMALL, c=st.integers(1, 40))
def test_notations_of_one_model_have_one_optimum(p, q, a, b, c):
    texts = [
        f"Maximise {p}x + {q}y subject to {a}x + {b}y <= {c}, x, y >= 0",
        f"max Z = {p}*x + {q}*y\ns.t.\n{c} >= {a}*x + {b}*y\nx >= 0\ny >= 0",
        rf"$\max\ {p}x_1+{q}x_2$ such that ${a}x_1+{b}x_2\leq {c}$, $x_1,x_2\geq 0$.",
    ]
    expected = max(p * c / a, q * c / b)
    for text in texts:
        assert optimum(text) == pytest.approx(expected)


@settings(max_examples=60)
@given(st.text("max 3xy+<=\\{}()$,.^/_ ", max_size=60))
def test_no_text_breaks_it(text):
    assert isinstance(read(f"max {text}x"), Reading | NotRead)
