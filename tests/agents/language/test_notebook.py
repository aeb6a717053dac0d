"""Lessons: a failure and the work that came next and did not have it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.language.notebook import ILL_FORMED, NOT_BOUND, Notebook
from optimoot.lesson import Artifact, Lesson

FORMULATION = Artifact.FORMULATION


def test_a_failure_is_paired_with_what_mended_it() -> None:
    book = Notebook()
    book.made(FORMULATION, "first")
    book.failed(FORMULATION, ILL_FORMED, ("x is not defined",))
    book.made(FORMULATION, "second")
    assert book.lessons() == (
        Lesson(
            artifact=FORMULATION,
            failure=ILL_FORMED,
            findings=("x is not defined",),
            failing="first",
            fixed="second",
        ),
    )


def test_what_fails_again_in_the_same_way_is_no_fix() -> None:
    book = Notebook()
    for text, failure in (("a", ILL_FORMED), ("b", ILL_FORMED), ("c", NOT_BOUND), ("d", "")):
        book.made(FORMULATION, text)
        if failure:
            book.failed(FORMULATION, failure, ())
    assert [(x.failure, x.failing, x.fixed) for x in book.lessons()] == [
        (ILL_FORMED, "b", "c"),
        (NOT_BOUND, "c", "d"),
    ]


def test_programs_do_not_mend_formulations() -> None:
    book = Notebook()
    book.made(FORMULATION, "first")
    book.failed(FORMULATION, NOT_BOUND, ())
    book.made(Artifact.PROGRAM, "source")
    assert book.lessons() == ()


STEPS = st.lists(
    st.tuples(st.sampled_from(list(Artifact)), st.text("ab", max_size=2), st.booleans()),
    max_size=12,
)


@given(STEPS)
def test_every_lesson_changes_something_and_was_made_in_this_order(
    steps: list[tuple[Artifact, str, bool]],
) -> None:
    book = Notebook()
    for artifact, text, fails in steps:
        book.made(artifact, text)
        if fails:
            book.failed(artifact, NOT_BOUND, ())
    for lesson in book.lessons():
        made = [(text, fails) for artifact, text, fails in steps if artifact is lesson.artifact]
        pairs = list(pairwise(made))
        assert ((lesson.failing, True), (lesson.fixed, False)) in pairs
        assert lesson.failing != lesson.fixed
