"""What holds for every archetype: its models are sound, its texts carry exactly their figures."""

import random
import re

import pytest

from optimoot.benchmarks.synthesis.archetypes.registry import ARCHETYPES, archetypes_named
from optimoot.benchmarks.synthesis.checking import Checked, solve_and_mutate
from optimoot.benchmarks.synthesis.demonstration import Kind, Style
from optimoot.benchmarks.synthesis.marks import unmarked
from optimoot.benchmarks.synthesis.question import question_of
from optimoot.binding import bind
from optimoot.errors import InputError
from optimoot.soundness import require_sound

MANY = 20


def some(archetype, style, count=6):
    return [
        archetype.demonstration(random.Random(f"{archetype.name} {number}"), style)
        for number in range(count)
    ]


@pytest.fixture(params=ARCHETYPES.values(), ids=lambda archetype: archetype.name)
def archetype(request):
    return request.param


@pytest.fixture(params=Style, ids=str)
def style(request):
    return request.param


def test_there_are_enough_archetypes_of_every_kind():
    assert len(ARCHETYPES) >= MANY
    kinds = {
        demonstration.kind
        for archetype in ARCHETYPES.values()
        for demonstration in some(archetype, Style.PROSE)
    }
    assert kinds == set(Kind)


def test_the_same_chance_gives_the_same_demonstration(archetype, style):
    assert some(archetype, style) == some(archetype, style)


def test_models_are_without_findings_that_forbid_them(archetype, style):
    for demonstration in some(archetype, style):
        require_sound(demonstration.formulation)


def test_every_figure_is_told_and_no_other(archetype, style):
    for demonstration in some(archetype, style, 12):
        question = question_of(demonstration, demonstration.told)
        numbers = {number.id: number.value for number in question.problem.numbers}
        entries = [e for p in question.formulation.parameters for e in p.entries]
        for entry in entries:
            (cited,) = entry.numbers
            assert entry.value == pytest.approx(entry.factor * numbers[cited])
        stated = bind(question.formulation)
        again = bind(question.formulation, numbers=numbers)
        assert flat(again) == pytest.approx(flat(stated))


def test_every_part_of_the_model_is_told_in_the_text(archetype, style):
    for demonstration in some(archetype, style):
        question = question_of(demonstration, demonstration.told)
        text, formulation = question.problem.text, question.formulation
        assert formulation.objective.sentence in text
        assert formulation.objective.sentence
        for constraint in formulation.constraints:
            assert constraint.sentence, constraint.name
            assert constraint.sentence in text


def test_texts_are_well_formed(archetype, style):
    for demonstration in some(archetype, style, 12):
        text = "\n".join(sentences(unmarked(demonstration.told)[0]))
        assert not re.search(r",\s*[.,;:?!]|\.\.|  |\{|\}|[\ue000-\uf8ff]", text), text
        assert not re.search(r"\ba (?:[aeio]|hour)\w", text), text
        assert not re.search(r"\b([a-z]\w*) \1\b", text), text
        assert not re.search(r"(?:^|- |[.?!] )[a-z]", text, re.MULTILINE), text
        assert re.search(r"[.?!]$", text)


def test_steps_build_the_model_one_at_a_time(archetype):
    for demonstration in some(archetype, Style.PROSE):
        formulation = demonstration.formulation
        parts = [step.part for step in demonstration.steps]
        assert parts == sorted(parts, key=["variables", "objective", "constraint"].index) or (
            parts.index("variables") < parts.index("objective")
        )
        names = [v.name for v in formulation.variables]
        names += [c.name for c in formulation.constraints]
        assert sorted(names) == sorted(s.name for s in demonstration.steps if s.part != "objective")
        assert all(step.meaning and step.algebra for step in demonstration.steps)


def test_tables_hold_data_only_in_table_style(archetype):
    def has_table(demonstration):
        text = unmarked(demonstration.told)[0]
        return len(sentences(text)) < len([line for line in text.splitlines() if line])

    assert all(has_table(demonstration) for demonstration in some(archetype, Style.TABLE))
    assert not any(has_table(demonstration) for demonstration in some(archetype, Style.PROSE))


def test_some_of_it_passes_the_solver(archetype):
    found = [
        solve_and_mutate(demonstration.formulation)
        for demonstration in some(archetype, Style.PROSE, 25)
    ]
    assert any(isinstance(one, Checked) for one in found)


def test_archetypes_are_chosen_by_name():
    names = [archetype.name for archetype in archetypes_named("knapsack, diet,knapsack")]
    assert names == ["knapsack", "diet"]
    assert len(archetypes_named("")) == len(ARCHETYPES)
    with pytest.raises(InputError, match="'dite'") as caught:
        archetypes_named("dite")
    assert "knapsack" in caught.value.remedy


def sentences(text):
    """The lines of a text that are no rows of a table."""
    return [line for line in text.splitlines() if re.search(r"[.?!:]$", line)]


def flat(data):
    """All numbers of a Program's data, in order."""
    if isinstance(data, dict):
        return [number for value in data.values() for number in flat(value)]
    return [data] if isinstance(data, float | int) else []
