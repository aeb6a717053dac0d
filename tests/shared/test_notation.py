"""Formulations as readable algebra and as LaTeX."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from made_formulations import NASTY, wild_formulations

from optimoot.expression import parse
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    TableSource,
    Variable,
)
from optimoot.latex import LatexWriter, escape
from optimoot.notation import to_latex, to_text
from optimoot.plaintext import PlainWriter

NETWORK = Formulation(
    sets=(
        IndexSet(name="P", members=("rye", "wheat"), meaning="products"),
        IndexSet(name="A", members=(("mill", "shop"), ("shop", "mill"))),
        IndexSet(name="T", members=tuple(range(1, 31))),
        IndexSet(name="S", table=TableSource(table="sites", keys=("site",))),
    ),
    parameters=(
        Parameter(
            name="profit",
            index=("P",),
            entries=(Entry(index=("rye",), value=4.2), Entry(index=("wheat",), value=3)),
            unit="dollars per loaf",
            meaning="gain",
        ),
        Parameter(name="toll", index=("A", "T"), default=2.5),
        Parameter(name="oven_day", entries=(Entry(value=2100),), unit="minutes"),
        Parameter(name="rent", index=("S",), table=TableSource(table="sites", keys=("site",))),
    ),
    variables=(
        Variable(name="make", index=("P",), domain=Domain.INTEGER, upper="profit", meaning="baked"),
        Variable(name="flow", index=("A", "T"), lower=None),
        Variable(name="open", index=("S",), domain=Domain.BINARY),
        Variable(name="z", lower=-2.5, upper=8),
        Variable(name="n", lower=None, domain=Domain.INTEGER),
    ),
    objective=Objective(sense=Sense.MAXIMIZE, expression="sum(profit[p] * make[p] for p in P) - z"),
    constraints=(
        Constraint(name="oven", expression="sum(make[p] for p in P) <= oven_day"),
        Constraint(
            name="keep",
            expression="flow[a, t] >= flow[a, t - 1]",
            for_each="a in A, t in T if t > 1",
        ),
    ),
)


def test_text():
    assert to_text(NETWORK) == (
        """\
maximize
    Σ(p ∈ P) profit[p]·make[p] − z
subject to
    oven:  Σ(p ∈ P) make[p] ≤ oven_day
    keep:  flow[a, t] ≥ flow[a, t − 1]   ∀ a ∈ A, t ∈ T, t > 1
with
    0 ≤ make[p] ≤ profit[p], make[p] whole   ∀ p ∈ P   (baked)
    flow[a, t], free                         ∀ a ∈ A, t ∈ T
    open[s] ∈ {0, 1}                         ∀ s ∈ S
    −2.5 ≤ z ≤ 8
    n whole
given
    P = {rye, wheat}   (products)
    A = {(mill, shop), (shop, mill)}
    T = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … (30 in all)}
    S from the table sites
    profit[P]: rye 4.2, wheat 3   (gain [dollars per loaf])
    toll[A, T] = 2.5
    oven_day = 2100   (minutes)
    rent from the table sites"""
    )


def test_latex():
    assert to_latex(NETWORK).splitlines() == [
        r"\begin{aligned}",
        r"\max\quad & \sum_{p \in P} \mathit{profit}_{p} \, \mathit{make}_{p} - z && && \\",
        r"\text{s.t.}\quad & \sum_{p \in P} \mathit{make}_{p} \le \mathit{oven\_day} &&  && "
        r"\text{(oven)} \\",
        r" & \mathit{flow}_{a,t} \ge \mathit{flow}_{a,t - 1} && \forall\, a \in A,\, t \in T,\, "
        r"t > 1 && \text{(keep)} \\",
        r" & 0 \le \mathit{make}_{p} \le \mathit{profit}_{p},\, \mathit{make}_{p} \in \mathbb{Z} "
        r"&& \forall\, p \in P && \\",
        r" & \mathit{flow}_{a,t},\, \text{free} && \forall\, a \in A,\, t \in T && \\",
        r" & \mathit{open}_{s} \in \{0, 1\} && \forall\, s \in S && \\",
        r" & -2.5 \le z \le 8 &&  && \\",
        r" & n \in \mathbb{Z} &&  &&",
        r"\end{aligned}",
    ]


@pytest.mark.parametrize(
    ("text", "plain", "latex"),
    [
        ("a - (b - c)", "a − (b − c)", r"a - \left( b - c \right)"),
        ("a + -2 * b", "a + (−2·b)", r"a + \left( -2 \, b \right)"),
        ("a - -2", "a − (−2)", r"a - \left( -2 \right)"),
        ("(a + b) * c", "(a + b)·c", r"\left( a + b \right) \, c"),
        ("a * 2", "a·2", r"a \cdot 2"),
        ("a * (b * c)", "a·(b·c)", r"a \, \left( b \, c \right)"),
        ("(a + b) / (c * d)", "(a + b) / (c·d)", r"\frac{a + b}{c \, d}"),
        ("a / b / c", "a / b / c", r"\frac{\frac{a}{b}}{c}"),
        ("x ** 2 + x ** (n + 1)", "x² + x^(n + 1)", r"{x}^{2} + {x}^{n + 1}"),
        ("(-x) ** 2", "(−x)²", r"{\left( -x \right)}^{2}"),
        ("-(a + b)", "−(a + b)", r"-\left( a + b \right)"),
        ("-a * b", "−a·b", r"-a \, b"),
        ("abs(x) + sqrt(y)", "|x| + √(y)", r"\left| x \right| + \sqrt{ y }"),
        ("log(x)", "ln(x)", r"\ln\left( x \right)"),
        ("asin(x)", "asin(x)", r"\arcsin\left( x \right)"),
        ("len(I) * pi", "|I|·π", r"\left| I \right| \, \pi"),
        (
            "t // 2 + t % 2",
            "t div 2 + t mod 2",
            r"\left\lfloor \frac{t}{2} \right\rfloor + t \bmod 2",
        ),
        ("max(a, b)", "max(a, b)", r"\max\left( a, b \right)"),
        ("sum(x[i] for i in I) + y", "Σ(i ∈ I) x[i] + y", r"\sum_{i \in I} x_{i} + y"),
        (
            "sum(x[i] + y for i in I)",
            "Σ(i ∈ I) (x[i] + y)",
            r"\sum_{i \in I} \left( x_{i} + y \right)",
        ),
        (
            "sum(x[i] for i in I) * y",
            "(Σ(i ∈ I) x[i])·y",
            r"\left( \sum_{i \in I} x_{i} \right) \, y",
        ),
        (
            "y * sum(x[i] for i in I) * z",
            "(y·Σ(i ∈ I) x[i])·z",
            r"\left( y \, \sum_{i \in I} x_{i} \right) \, z",
        ),
        ("prod(x[i] for i in I)", "Π(i ∈ I) x[i]", r"\prod_{i \in I} x_{i}"),
        (
            "sum(f[i, j] for i, j in A if i != 'a' and (i, j) in B)",
            "Σ((i, j) ∈ A, i ≠ a and (i, j) ∈ B) f[i, j]",
            r"\sum_{(i, j) \in A,\, i \ne \text{a} \land (i, j) \in B} f_{i,j}",
        ),
        (
            "sum(x[t] for t in T if t > 1 or not t < 5)",
            "Σ(t ∈ T, (t > 1 or not (t < 5))) x[t]",
            r"\sum_{t \in T,\, \left( t > 1 \lor \lnot \left( t < 5 \right) \right)} x_{t}",
        ),
        (
            "x if t > 1 else y + 1",
            "(x if t > 1, else y + 1)",
            r"\begin{cases} x & \text{if } t > 1 \\ y + 1 & \text{otherwise} \end{cases}",
        ),
        ("1 <= x <= 2.50", "1 ≤ x ≤ 2.5", r"1 \le x \le 2.5"),
        ("cost['50% & more', t]", "cost[50% & more, t]", r"\mathit{cost}_{\text{50\% \& more},t}"),
    ],
)
def test_forms(text, plain, latex):
    tree = parse(text).tree
    assert PlainWriter().expression(tree) == plain
    assert LatexWriter().expression(tree) == latex


def test_a_feasibility_problem_without_constraints():
    bare = Formulation(variables=(Variable(name="x"),))
    assert to_text(bare) == "find any feasible point\nwith\n    x ≥ 0"
    assert r"\text{any feasible point}" in to_latex(bare)


def test_what_cannot_be_read_is_shown_as_it_was_written():
    broken = Formulation(
        variables=(Variable(name="x"),),
        objective=Objective(sense=Sense.MINIMIZE, expression=r"x + \input{secret} & {"),
        constraints=(Constraint(name="a_b", expression="x <=", for_each="t of T"),),
    )
    assert r"x + \input{secret} & {" in to_text(broken)
    assert "a_b:  x <=   ∀ t of T" in to_text(broken)
    latex = to_latex(broken)
    assert r"\text{x + \textbackslash{}input\{secret\} \& \{}" in latex
    assert r"\text{(a\_b)}" in latex


def macros(latex: str) -> set[str]:
    return set(re.findall(r"\\([a-zA-Z]+)", latex))


def test_escaping_leaves_no_macro_and_no_open_brace():
    escaped = escape(NASTY + r"\write18{rm} $x$ %~^_<>")
    assert macros(escaped) <= {
        "textbackslash",
        "textasciitilde",
        "textasciicircum",
        "textless",
        "textgreater",
    }
    assert escaped.count("{") == escaped.count("}")
    assert "\n" not in escaped
    assert "\u2028" not in escaped


@settings(deadline=None)
@given(wild_formulations)
def test_anything_can_be_printed(formulation):
    assert to_text(formulation)
    latex = to_latex(formulation)
    assert latex.count("\\begin{aligned}") == latex.count("\\end{aligned}") == 1
