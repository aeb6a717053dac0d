"""Reading expressions: what is allowed, what is refused and how plainly."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from optimoot.errors import InputError
from optimoot.expression import ExpressionError, parse, parse_loops
from optimoot.scanner import MAX_LENGTH
from optimoot.syntax import (
    Binary,
    Comparison,
    Constant,
    Gathering,
    Item,
    Label,
    Name,
    Operator,
    Relation,
    Terms,
    unparse,
    walk,
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("sum(profit[p]*make[p] for p in P)", "sum(profit[p] * make[p] for p in P)"),
        ("a-(b-c)+-d*2**-3", "a - (b - c) + -d * 2 ** -3"),
        ("(a + b) + (c + d)", "a + b + (c + d)"),
        ("(a * b) * (c * d)", "a * b * (c * d)"),
        ("(a ** b) ** c", "(a ** b) ** c"),
        ("a ** b ** c", "a ** b ** c"),
        ("(-2) ** 2", "(-2) ** 2"),
        ("- 2 ** 2", "-2 ** 2"),
        ("+x", "x"),
        ("x[t-1]", "x[t - 1]"),
        ("x[i][j]", "x[i, j]"),
        ("x[(i, j), t]", "x[i, j, t]"),
        ('cost["rye", 3]', "cost['rye', 3]"),
        ("x <= y <= z", "x <= y <= z"),
        ("s[t] if t > 1 else s0", "s[t] if t > 1 else s0"),
        ("(a if b < 1 else c) if d > 2 else e", "(a if b < 1 else c) if d > 2 else e"),
        ("not (a < b and c < d) or e == f", "not (a < b and c < d) or e == f"),
        ("sum([x, y, z])", "x + y + z"),
        ("sum(x, y - z)", "x + (y - z)"),
        ("prod(x, y)", "x * y"),
        ("max(a, 2)", "max(a, 2)"),
        ("len(P) * sqrt(x)", "len(P) * sqrt(x)"),
        ("a +\n  b", "a + b"),
        ("1e3 * x // 2 % 5", "1000.0 * x // 2 % 5"),
        ("2 * é", "2 * é"),
        (
            "sum(x[i,j] for i in I if i!='a' for j in J if (i, j) not in A)",
            "sum(x[i, j] for i in I if i != 'a' for j in J if (i, j) not in A)",
        ),
        (
            "sum(x[t] for t in T if (1 if t > 1 else 0) == 1)",
            "sum(x[t] for t in T if (1 if t > 1 else 0) == 1)",
        ),
    ],
)
def test_reads_and_writes(text, canonical):
    expression = parse(text)
    assert str(expression) == canonical
    assert parse(canonical).tree == expression.tree


def test_the_tree_says_what_is_written_and_where():
    tree = parse("  2*é + cost['rye', t - 1]").tree
    assert isinstance(tree, Terms)
    first, second = (term.operand for term in tree.terms)
    assert first == Binary(Operator.TIMES, Constant(2), Name("é"))
    assert isinstance(first, Binary)
    assert isinstance(second, Item)
    assert second.index[0] == Label("rye")
    assert (first.at, first.right.at, second.at, second.index[1].at) == (2, 4, 8, 20)


def test_a_gathering_keeps_its_loops_and_conditions():
    tree = parse("max(d[i, j] for (i, j) in ARCS if i != j for t in T)").tree
    assert isinstance(tree, Gathering)
    assert [(loop.targets, loop.source) for loop in tree.loops] == [
        (("i", "j"), "ARCS"),
        (("t",), "T"),
    ]
    (condition,) = tree.loops[0].conditions
    assert condition == Comparison((Name("i"), Name("j")), (Relation.UNEQUAL,))


@pytest.mark.parametrize(
    ("text", "character", "says"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("x = 5", 3, "Write == for equality"),
        ("x ^ 2", 3, "Write **"),
        ("x ≤ 5", 3, "Write <="),
        ("2x + 1", 2, "products with *"),
        ("3 y", None, "missing operator"),
        ("x +", None, "not algebra"),
        ("(x + 1", 1, "not closed"),
        ("x + 1)", 6, "closes nothing"),
        ("(x]", 3, "closes nothing"),
        ("np.sum(x)", 3, "without a module"),
        ("__import__('os')", 1, "'__import__' is unknown"),
        ("exec('1')", 1, "'exec' is unknown"),
        ("f('x')('y')", 1, "Only a function can be called"),
        ("f'{x}'", 2, "Something is missing"),
        ("b'x'", 2, "Something is missing"),
        ("x[1:2]", 4, "Slices"),
        ("lambda x: 1", 9, "cannot be used"),
        ("(yield)", 2, "yield cannot"),
        ("await x", 1, "await cannot"),
        ("x if y", None, "not algebra"),
        ("x is y", 1, "is cannot"),
        ("~x", 1, "cannot be used"),
        ("x and True", 7, "True is not a number"),
        ("None", 1, "None is not a number"),
        ("5[i]", 1, "Only a parameter or variable"),
        ("sum(x for x in range(3))", 16, "a set of the formulation"),
        ("sum(x for x in I, J)", None, "not algebra"),
        ("sum(x[i] for i[0] in I)", 14, "runs over names"),
        ("abs(x[i] for i in I)", 1, "cannot run over a loop"),
        ("(x[i] for i in I)", 1, "loop outside sum"),
        ("[x[i] for i in I]", 1, "list outside sum"),
        ("sqrt(x, y)", 1, "one argument"),
        ("sum()", 1, "at least one"),
        ("max(x, key=y)", 11, "Write =="),
        ("sum(*x)", 5, "A star"),
        ("x[*i]", 3, "A star"),
        ("x[()]", 1, "empty"),
        ("{1, 2}", 1, "braces"),
        ("x # profit", 3, "Comments"),
        ("'open", 1, "Close the quotation mark"),
        ("'\\x41'", 1, "Close the quotation mark"),
        ("cost['a\u2028b']", 6, "invisible"),
        ("x\u200b", 2, "U+200B"),
        ("\x00", 1, "U+0000"),
        ("x \ud800", 3, "U+D800"),
        ("1e999 * x", 1, "not a number that can be used"),
        ("0777", None, "not algebra"),
        ("9**9**9", 1, "no usable value"),
        ("x / 0 + 1 / 0", 9, "no usable value"),
        ("(-8) ** 0.5", 1, "no usable value"),
        ("3j", 2, "products with *"),
        ("a; b", 2, "one expression"),
        ("a := b", 3, "cannot be used"),
    ],
)
def test_refuses_with_the_place_and_a_remedy(text, character, says):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    error = caught.value
    assert isinstance(error, InputError)
    assert says in str(error)
    if character is not None:  # where Python's parser gives up differs between its versions
        assert error.position == character - 1
    assert error.text == text
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "x" * (MAX_LENGTH + 1),
        "1 + " * 250_000 + "1",
        "-" * 40_000 + "x",
        "not " * 10_000 + "x < 1",
        "(" * 20_000 + "x" + ")" * 20_000,
        "x[" * 200 + "1" + "]" * 200,
        "abs(" * 59 + "x" + ")" * 59 + " ** 2" * 3000,
        "2 ** " * 9_000 + "2",
        "x if y else " * 4_000 + "x",
        "x < " * 10_000 + "x " + "* x" * 200,
        "9" * 5_000,
        "sum(x for i in I" + " for i in I" * 4_000 + ")",
        "x" + " + x" * 2_000,
        "'" + "a" * 60_000 + "'",
    ],
    ids=lambda text: text[:12],
)
def test_size_and_depth_are_limited(text):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert len(str(caught.value)) < 500


def test_loops_are_limited():
    loops = [f"i{n} in I" for n in range(13)]
    assert len(parse_loops(", ".join(loops[:12])).loops) == 12
    with pytest.raises(ExpressionError, match="more than 12 loops"):
        parse_loops(", ".join(loops))
    with pytest.raises(ExpressionError, match="more than 12 loops"):
        parse(f"sum(x for {' for '.join(loops)})")


def test_long_sums_that_people_write_are_read():
    text = " + ".join(f"{n} * x['item {n}']" for n in range(1, 900))
    tree = parse(text).tree
    assert isinstance(tree, Terms)
    assert len(tree.terms) == 899


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", ""),
        ("r in R", "for r in R"),
        ("for r in R", "for r in R"),
        ("i in I, j in J if i != j", "for i in I for j in J if i != j"),
        ("for i in I, for j in J", "for i in I for j in J"),
        ("i in I for j in J", "for i in I for j in J"),
        ("(i, j) in A, k in K", "for i, j in A for k in K"),
        ("i, j in A", "for i, j in A"),
        ("i in I if i in ('a', 'b'), j in J", "for i in I if i in ('a', 'b') for j in J"),
        ("t in T if t > 1 if d[t] > 0", "for t in T if t > 1 if d[t] > 0"),
        (" t in T\n if t > 1 ", "for t in T if t > 1"),
    ],
)
def test_reads_for_each(text, canonical):
    loops = parse_loops(text)
    assert str(loops) == canonical
    assert parse_loops(canonical).loops == loops.loops


@pytest.mark.parametrize(
    "text",
    [
        "r",
        "for",
        ",",
        "r in R] + [0 for x in Y",
        "r in R) + (y for y in Y",
        "r in R, S",
        "r in range(5)",
        "r not in R",
        "3 in R",
        "r in R if",
        "r in R r in S",
        "x for x in X",
        "for r in R: pass",
    ],
)
def test_refuses_what_is_no_loop(text):
    with pytest.raises(ExpressionError):
        parse_loops(text)


def test_loop_positions_count_from_the_start_of_the_text():
    loops = parse_loops("i in I, j in J if i != j").loops
    assert [loop.at for loop in loops] == [0, 8]
    with pytest.raises(ExpressionError) as caught:
        parse_loops("i in I, j in J if i ! j")
    assert caught.value.position == 20


# Whatever is typed: a tree or an ExpressionError, and trees survive being written

pieces = st.sampled_from(
    "x y cost[ ] ( ) + - * ** / // % <= == < in not and or if else for sum( max( abs( 'a' \"b\" "
    "1 2.5 1e3 0 , [ i I é \n \\ # . : = ! lambda None".split(" ")
)
fuzz = st.one_of(
    st.text(max_size=60),
    st.lists(pieces, max_size=25).map(" ".join),
    st.lists(pieces, max_size=25).map("".join),
)


def refusal(read, text):
    try:
        read(text)
    except ExpressionError as error:
        return error
    return None


@given(fuzz)
@example("0_0")
@example("x\r\n+ y")
@example("1_000")
@example("０")
@example("x²")
def test_any_text_parses_or_is_refused(text):
    for read in (parse, parse_loops):
        error = refusal(read, text)
        assert error is None or 0 <= error.position <= len(text)


numbers = st.one_of(
    st.integers(0, 10**20).map(str),
    st.floats(0, 1e300).map(repr),
    st.sampled_from(["x", "cost[i]", "d['it\\'s', \"q\\\"\", t - 1]", "y[-1, i]"]),
)


def grow(inner):
    pair = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "%", "**"]), inner).map(" ".join),
        pair.map(lambda p: f"({p[0]} + {p[1]})"),
        pair.map(lambda p: f"({p[0]}) ** ({p[1]})"),
        inner.map(lambda a: f"-({a})"),
        inner.map(lambda a: f"abs({a})"),
        pair.map(lambda p: f"max({p[0]}, {p[1]})"),
        pair.map(lambda p: f"({p[0]} if {p[1]} < i and not i == 'a' else 1)"),
        pair.map(lambda p: f"sum({p[0]} for i in I if {p[1]} > 0 or i in ('a', 'b'))"),
    )


@given(st.recursive(numbers, grow, max_leaves=12), st.sampled_from(["", " <= 5", " == 0 * x"]))
def test_writing_and_reading_again_gives_an_equal_tree(text, rest):
    error = refusal(parse, text + rest)
    if error is not None:  # arithmetic on literals, such as 0 / 0
        assert "no usable value" in str(error)
        return
    tree = parse(text + rest).tree
    assert parse(unparse(tree)).tree == tree
    assert all(0 <= node.at < len(text + rest) for node in walk(tree))
