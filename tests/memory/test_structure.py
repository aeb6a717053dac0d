import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_formulations import formulations

from optimoot.formulation import (
    Constraint,
    Domain,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    Variable,
)
from optimoot.memory.records import Tags
from optimoot.memory.structure import structural_similarity, tags_of

NAMES = ["capacity", "demand", "balance", "share", "one of each"]
tags = st.builds(
    Tags,
    classes=st.sets(st.sampled_from(NAMES)).map(lambda names: tuple(sorted(names))),
    sizes=st.dictionaries(st.sampled_from(["sets", "variables"]), st.integers(0, 20)),
)


def model(*expressions: str) -> Formulation:
    """A model with decisions of every kind: x, y, z real, a, b, c binary, q over a set."""
    return Formulation(
        sets=(IndexSet(name="I", members=("p", "q")),),
        parameters=(Parameter(name="k", index=()), Parameter(name="w", index=("I",))),
        variables=(
            *(Variable(name=name) for name in ("x", "y", "z")),
            *(Variable(name=name, domain=Domain.BINARY) for name in ("a", "b", "c")),
            Variable(name="q", index=("I",)),
            Variable(name="pick", index=("I",), domain=Domain.BINARY),
        ),
        objective=Objective(sense=Sense.MINIMIZE, expression="x + y"),
        constraints=tuple(
            Constraint(name=f"limit{place}", expression=text, for_each="i in I" * ("[i]" in text))
            for place, text in enumerate(expressions)
        ),
    )


def class_of(expression: str) -> set[str]:
    return set(tags_of(model(expression)).classes) - set(tags_of(model()).classes)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("3*x + 2*y <= k", "capacity"),
        ("k >= 3*x + 2*y", "capacity"),
        ("sum(w[i] * q[i] for i in I) <= k", "capacity"),
        ("-x - y >= -k", "capacity"),
        ("x + y >= k", "demand"),
        ("k - x <= y", "demand"),
        ("x + y == k", "total"),
        ("x == y + k", "balance"),
        ("x + y - z == k", "balance"),
        ("x <= 100*a", "linking"),
        ("x - k*a <= 0", "linking"),
        ("a <= b", "only if"),
        ("a - b >= 0", "only if"),
        ("x >= 0.3*(x + y + z)", "share"),
        ("x >= 2*y", "order"),
        ("x - -1*y <= k", "capacity"),
        ("x + -2*y <= 0", "order"),
        ("a + b + c == 1", "one of each"),
        ("sum(pick[i] for i in I) == 1", "one of each"),
        ("a + b <= 1", "at most one"),
        ("1 <= a + b + c", "cover"),
        ("sum(pick[i] for i in I) <= 2", "count"),
        ("4*a + 7*b + 2*c <= 9", "capacity"),
        ("x <= 40", "bound"),
        ("q[i] >= w[i]", "bound"),
        ("3 <= x <= 40", "range"),
        ("x*y <= 12", "curved limit"),
    ],
)
def test_a_constraint_is_classed_by_its_form_wherever_its_terms_stand(expression, expected):
    assert class_of(expression) == {expected}


def test_tags_tell_sizes_sense_domains_and_what_was_said():
    told = tags_of(model("x + y <= k"), model_class="MILP", family="mix")
    assert told.sizes == {"sets": 1, "parameters": 2, "variables": 8, "constraints": 1}
    assert {"minimize", "binary decisions", "continuous decisions"} <= set(told.classes)
    assert (told.model_class, told.family) == ("MILP", "mix")


@given(formulations())
def test_any_formulation_has_tags_like_themselves(formulation):
    told = tags_of(formulation)
    assert list(told.classes) == sorted(set(told.classes))
    assert structural_similarity(told, told) == pytest.approx(1 if told.classes else 0)


@given(formulations())
def test_the_order_of_constraints_does_not_count(formulation):
    turned = formulation.model_copy(update={"constraints": formulation.constraints[::-1]})
    assert tags_of(turned) == tags_of(formulation)


@given(tags, tags)
def test_structural_similarity_is_symmetric_and_between_nothing_and_all(one, other):
    found = structural_similarity(one, other)
    assert found == pytest.approx(structural_similarity(other, one))
    assert 0 <= found <= 1


def test_more_in_common_is_more_alike():
    blend = tags_of(model("x + y <= k", "x >= 0.3*(x + y)", "x + y + z == k"))
    also = tags_of(model("2*x + z <= 4", "z >= 0.1*(x + y + z)"))
    cover = tags_of(model("a + b >= 1", "b + c >= 1"))
    assert structural_similarity(blend, also) > structural_similarity(blend, cover) + 0.2
