"""The algebra reader, by results worked out by hand and by a law over notations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import optimoot
from optimoot.agents.algebra.reader import AlgebraReader
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.binding import bind
from optimoot.formulation import Domain
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
            "Two kilns fire tiles. Suppose u and v (real, >= 0) are the loads given to kilns A and "
            "B, where u + v = 30. Kiln A needs 2u + 4 hours, kiln B needs 3v + 1 hours. The firm "
            "wants to minimise T = max(2u + 4, 3v + 1). What is the smallest T?",
            38.8,
        ),
        (
            r"Let $p, q, r \ge 0$ be the flows (in m$^3$, real numbers) and take"
            "\n"
            r"$$\min\; 4p + 3q + 6r$$"
            "\n"
            r"subject to $p + q + r \ge 120$, the rule $q \le 0.5p + 10$ and $p + 2q \le 130$.",
            470,
        ),
        (
            r"Let $z_k \in \{0,1\}$ say if well $k$ is drilled, $k = 1,\dots,5$. Maximise "
            r"$\sum_k g_k z_k$ with $g = (8, 14, 9, 11, 6)$, subject to $\sum_k d_k z_k \le 70$, "
            r"where $d = (20, 35, 25, 30, 15)$. Wells 2, 3 and 4 share a rig, hence "
            r"$z_2 + z_3 + z_4 \le 2$; at most one of wells 1 and 5 may be drilled: "
            r"$z_1 + z_5 \le 1$.",
            26,
        ),
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
        ("max x + y s.t. 2x + y <= 7, 2y <= 7, integers x, y >= 0", 5),
        ("Find nonnegative integers m and n that maximise 3m + 2n subject to 2m + 2n <= 9.", 12),
        ("Find integers $0\\le m\\le 9$ and $0\\le n\\le 9$ that minimise $(m-2.4)^2+3n$.", 0.16),
        (
            "Minimise $\\sum_{i=1}^{3} c_i x_i$ subject to $\\sum_i x_i \\ge 7$, "
            "$0 \\le x_i \\le 4$ for $i=1,2,3$, where $c = (2, 9, 5)$.",
            23,
        ),
        (
            "min sum_{i=1}^{2} sum_{j=1}^{2} c_{ij} x_{ij} s.t. "
            "sum_{j=1}^{2} x_{ij} <= s_i for i = 1, 2;"
            " x_{1j} + x_{2j} >= d_j for j = 1, 2; x_{ij} >= 0; c = [[4, 6], [5, 3]], s = [5, 6], "
            "d = [4, 3]",
            25,
        ),
        ("max c^T x s.t. A x <= b, x >= 0, c = [2, 3], A = [[1, 2], [3, 1]], b = [8, 9]", 13),
        (
            r"Let A = \begin{pmatrix} 1 & 2 \\ 3 & 1 \end{pmatrix}, b = (8, 9), c = (2, 3). "
            r"Maximise c^T x subject to Ax \le b and x \ge 0.",
            13,
        ),
        ("min x_1 + x_2 + x_3 s.t. x_i + x_{i+1} >= 3 for i = 1, 2, x_1, x_2, x_3 >= 0", 3),
        ("Minimise max(2x + 1, 9 - x) subject to 0 <= x <= 5.", 19 / 3),
        (
            "Maximise 12*rye + 20*oats subject to rye + oats <= 9, oats <= 4, rye >= 0, oats >= 0",
            140,
        ),
        ("Maximise 4x₁ + 3x₂ where x₁ + x₂ ≤ 5, x₁ ∈ {0, 1, 2, 3}, x₂ ≥ 0", 18),
        (
            "Let x be the number of vans hired and y the number of carts. The cost is 50x + 20y. "
            "Minimise the cost subject to 4x + y >= 10 and y <= 3.",
            140,
        ),
        ("Minimise 3s + 2t where 2s + t is at least 8, and s, t are nonnegative.", 12),
        ("Maximise Profit = Revenue - Cost, where Revenue = 9x, Cost = 4x + 3, 0 <= x <= 6.", 27),
        ("Minimise x + 4/x for x >= 1, x <= 8. What is the least value?", 4),
        (
            "We have n = 3 jobs with values p = (9, 4, 7) and durations d = (5, 2, 4). Let "
            r"y_i = 1 if job i is done and 0 otherwise. Maximise \sum_{i=1}^{n} p_i y_i subject to "
            r"\sum_{i=1}^{n} d_i y_i \le 7.",
            13,
        ),
        (r"$$\min_{x,y}\; 2x^2 + y^2 \quad \text{subject to} \quad x \ge 1,\; y \ge 2$$", 6),
        (
            "The margin is 3a + 2b. Milk: a + b ≤ 9, a ≤ 4, a, b ≥ 0. Find the largest margin.",
            22,
        ),
        ("Solve the integer program: max 5x s.t. 2x <= 7, x >= 0 and integer.", 15),
        ("Maximise x + y. Weekly 2x + y hours may not exceed 8, y <= 4, x, y >= 0.", 6),
        ("Given A = [1 2; 2 1], c = [3; 4], b = [8; 10], max c' x subject to A x ≤ b, x ≥ 0.", 20),
        ("Minimise 2|x - 4| + y subject to x <= 3, x >= 0, y >= 1.", 3),
        ("Maximise 2x + y subject to |x - 3| + |y - 2| <= 4, x, y real.", 16),
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
        "max x + y s.t. x + y <= 4, x >= 0, y >= 0, x even",
        "max x + y s.t. x + y <= 4, x >= 0, y >= 0. Either x >= 2 or y >= 1 must hold.",
        "max x + y s.t. x + y <= 4, x >= 0, y >= 0. A crate holds 12 jars.",
        "max x + y s.t. x + y <= 4, x >= 0, y >= 0. The mill cannot run at night.",
        "max x + y s.t. x + y <= 40 percent of x, x >= 0, y >= 0",
        "max sum_i c_i x_i s.t. x_1 + x_2 <= 4, x_i >= 0 for all i, c = [3, 5, 2]",
        "max c^T x s.t. A x <= b, x >= 0, c = [3, 5], A = [[1, 2, 1], [2, 1, 0]], b = [4, 5]",
        "min x_1 + x_2 + x_3 s.t. x_i + x_{i+1} >= 3 for i = 1, 2, 3, x_1, x_2, x_3 >= 0",
        "min x s.t. x > 2, x integer",
        "max x + y s.t. x + y <= 4, x >= 0, y >= 0 and integer",
        "max x / 2y s.t. x + y <= 4, x, y >= 0",
        "max 3x + 2y s.t. x + y <= 4, x, y >= 0 if x is even",
        "max x + y s.t. x + y <= 9, x, y >= 0. The five vans must not run: x <= 4.",
        "min max(2u, 3v) s.t. u + v = 30, u, v >= 0. Kiln A needs 4u hours.",
        "max x + y, x, y >= 0. Grants 1, 4 and 7 are for the poor, so x + y <= 3.",
    ],
)
def test_what_is_not_all_algebra_is_left(text):
    found = read(text)
    assert isinstance(found, NotRead)
    assert found.reason


def test_an_unsaid_sign_is_asked_for():
    found = read("max x - y s.t. x <= 4, x >= 0, y <= 2")
    assert isinstance(found, Reading)
    (other,) = found.alternatives
    assert other.question.text == "May y be negative?"
    told = {variable.name: variable.lower for variable in other.formulation.variables}
    assert told == {"x": None, "y": 0.0}


def test_a_thing_that_is_not_said_to_be_counted_is_asked_for():
    found = read("Let x be the cakes baked. Max 3x s.t. 2x <= 7, x >= 0.")
    assert isinstance(found, Reading)
    (other,) = found.alternatives
    assert other.question.text == "Do x have to be whole numbers?"
    assert other.formulation.variables[0].domain is Domain.INTEGER


def test_every_figure_cites_its_number_and_every_limit_its_words():
    text = "max 3x + 2y s.t. x + y <= 4, x, y >= 0"
    formulation = read(text).formulation
    assert all(parameter.entries[0].numbers for parameter in formulation.parameters)
    assert all(part.sentence and part.sentence in text for part in formulation.constraints)


@pytest.mark.parametrize(
    "text",
    [
        "Minimize x^2 + y^2 - 4x subject to x + y >= 3, x >= 0, y >= 0.",
        "Minimize f(x, y) = x^2 + y^2 - 4x subject to x + y >= 3, x >= 0, y >= 0.",
        r"$\min\ x^{2} + y^{2} - 4x$ s.t. $x + y \ge 3$, $x, y \ge 0$",
    ],
)
def test_powers_of_plain_variables_pass_the_certificate(text, tmp_path):
    answer = optimoot.solve(text, settings=optimoot.Settings(data_folder=tmp_path))
    assert answer.objective == pytest.approx(-3.5, abs=1e-5)
    assert answer.certificate.confidence == "checked"


def test_a_function_that_is_defined_is_no_product():
    text = (
        r"Two pumps bring $a+b=300$ litres with $50\le a\le 250$ and $80\le b\le 200$. Their costs "
        r"are $C(a)=0.02a^2+14a+100$ and $D(b)=0.035b^2+11b+140$. Minimise $C+D$."
    )

    def cost(a):
        return 0.02 * a**2 + 14 * a + 100 + 0.035 * (300 - a) ** 2 + 11 * (300 - a) + 140

    assert optimum(text) == pytest.approx(
        min(cost(a / 100) for a in range(10_000, 22_001)), abs=1e-3
    )


def test_a_bracket_behind_a_name_is_a_product_otherwise():
    text = "Maximise x(4 - y) + y subject to x + y <= 4, x >= 0, y >= 0."
    assert optimum(text) == pytest.approx(16)


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
