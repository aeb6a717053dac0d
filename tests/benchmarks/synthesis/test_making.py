"""Making items: the filters in their order, the same items for a seed, and what is counted."""

import random
from collections import Counter

import pytest

from optimoot.agents.teams import chosen_teams
from optimoot.benchmarks.synthesis.archetypes.registry import archetypes_named
from optimoot.benchmarks.synthesis.checking import solve_and_mutate
from optimoot.benchmarks.synthesis.counting import Stage
from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.diversity import diversity_of
from optimoot.benchmarks.synthesis.draft import Archetype
from optimoot.benchmarks.synthesis.lines import line
from optimoot.benchmarks.synthesis.making import Maker, Wanted, round_trips_named
from optimoot.benchmarks.synthesis.question import Question, question_of
from optimoot.benchmarks.synthesis.round_trip import Reader
from optimoot.errors import InputError
from optimoot.formulation import Constraint, Sense
from optimoot.memory.likeness import LEAST, containment
from optimoot.settings import Settings
from optimoot.solvers.compile import compile_program


def wanted(count, names="", **more):
    more.setdefault("round_trip", "off")
    return Wanted(count, more.pop("seed", 5), archetypes_named(names), **more)


async def made(wish, reader=None):
    maker = Maker(wish, reader)
    return [item async for item in maker.items()], maker


@pytest.fixture
def reader(tmp_path):
    settings = Settings(memory="off", data_folder=tmp_path)
    return Reader(chosen_teams(["builtin"], settings), settings)


async def test_archetypes_take_turns_and_a_seed_gives_the_same_items():
    first, maker = await made(wanted(30))
    again, _ = await made(wanted(30))
    other, _ = await made(wanted(30, seed=6))
    texts = [line(item, "templates") for item in first]
    assert texts == [line(item, "templates") for item in again]
    assert not set(texts) & {line(item, "templates") for item in other}
    counts = Counter(item.demonstration.archetype for item in first)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len({item.id for item in first}) == 30
    assert maker.survival.total(Stage.KEPT) == 30


async def test_counts_of_stages_never_grow():
    _, maker = await made(wanted(20, "knapsack,dispatch"))
    counts = maker.survival.counts
    for name in ("knapsack", "dispatch"):
        stages = [counts[name, s] for s in Stage if s not in (Stage.READ, Stage.KEPT)]
        assert stages == sorted(stages, reverse=True)
        refused = sum(n for (one, _), n in maker.survival.reasons.items() if one == name)
        assert counts[name, Stage.MADE] == counts[name, Stage.FRESH] + refused
        assert counts[name, Stage.KEPT] <= counts[name, Stage.FRESH]


async def test_no_two_items_are_near_duplicates():
    items, _ = await made(wanted(25, "shift-scheduling"))
    texts = [item.question.problem.text for item in items]
    nearest = [
        max((containment(text, one) for one in texts[:place]), default=0.0)
        for place, text in enumerate(texts)
    ]
    assert max(nearest) < LEAST
    assert [item.nearest for item in items] == pytest.approx(nearest)


async def test_an_archetype_with_nothing_new_to_say_is_exhausted():
    def monotonous(draft):
        limit = draft.parameter("limit", draft.amount(2, 9), meaning="most")
        draft.variable("x", meaning="what is made")
        draft.objective(Sense.MAXIMIZE, "x", meaning="as much as possible")
        draft.constraint("most", "x <= limit", meaning="no more than the most")
        draft.say(f"a mill can grind at most {limit.told()} tons of corn a day", "most")
        draft.say("how many tons can it grind, if it grinds as much as it can?", "objective")

    wish = Wanted(5, 1, [Archetype("mill", "Grinding.", monotonous)], round_trip="off")
    items, maker = await made(wish)
    assert len(items) == 1
    assert maker.survival.exhausted == ["mill"]
    assert maker.survival.reasons["mill", "near-duplicate"] >= 99


async def test_styles_are_those_that_are_wanted():
    items, _ = await made(wanted(12, styles=(Style.PROSE,)))
    assert {item.demonstration.style for item in items} == {Style.PROSE}


async def test_round_trips_are_reported(reader):
    items, maker = await made(wanted(6, "product-mix,blending", round_trip="reported"), reader)
    assert all(item.round_trip is not None for item in items)
    passed = [item for item in items if item.round_trip.passed]
    assert passed
    assert sum(maker.survival.counts[n, Stage.READ] for n in ("product-mix", "blending")) == len(
        passed
    )
    assert sum(maker.survival.read_back.values()) == 6


async def test_round_trips_are_required(reader):
    items, maker = await made(wanted(4, "product-mix", round_trip="required"), reader)
    assert len(items) == 4
    assert all(item.round_trip.passed for item in items)
    assert maker.survival.read_back["product-mix"] >= 4


async def test_a_reading_of_another_model_does_not_pass(reader):
    """The question is read rightly, but it is compared with a model that differs nearby."""
    items, _ = await made(wanted(3, "product-mix", round_trip="required"), reader)
    item = items[0]
    formulation = item.question.formulation
    first = formulation.parameters[0]
    assert first.name == "profit"
    entries = tuple(
        entry.model_copy(update={"value": 2 * entry.value, "factor": 2.0 * entry.factor})
        for entry in first.entries
    )
    parameters = (first.model_copy(update={"entries": entries}), *formulation.parameters[1:])
    changed = formulation.model_copy(update={"parameters": parameters})
    program = solve_and_mutate(changed).program
    found = await reader.read_back(Question(item.question.problem, changed), program)
    assert not found.passed
    assert "another result" in found.reason


async def test_agreement_on_one_point_alone_does_not_pass(reader):
    """A model that says one thing more, which happens not to matter on the stated data."""
    items, _ = await made(wanted(1, "product-mix", round_trip="required"), reader)
    (item,) = items
    formulation = item.question.formulation
    worth = item.checked.objective
    profit = "sum(profit[p] * make[p] for p in P)"
    cap = Constraint(name="cap", expression=f"{worth - 1e-6!r} <= {profit} <= {worth + 1e-6!r}")
    changed = formulation.model_copy(update={"constraints": (*formulation.constraints, cap)})
    program = compile_program(changed, item.checked.program.data)
    found = await reader.read_back(Question(item.question.problem, changed), program)
    assert not found.passed
    assert "perturbed" in found.reason


async def test_diversity_is_that_of_the_texts():
    items, _ = await made(wanted(27))
    found = diversity_of(items)
    assert found.items == 27
    assert sum(found.kinds.values()) == sum(found.styles.values()) == 27
    assert found.distinct[1] < found.distinct[2] < found.distinct[3] <= 1
    assert 0 < found.mean_nearest < LEAST
    doubled = diversity_of([*items, *items])
    assert doubled.mean_nearest == 1
    assert doubled.distinct[3] == pytest.approx(found.distinct[3] / 2, abs=1e-4)
    assert doubled.vocabulary == found.vocabulary
    assert diversity_of([]) is None


def test_round_trips_have_three_names():
    assert round_trips_named("off") == "off"
    with pytest.raises(InputError, match="'maybe'"):
        round_trips_named("maybe")


def test_told_questions_are_told_the_same_way_twice():
    (archetype,) = archetypes_named("diet")
    made_once = archetype.demonstration(random.Random(3), Style.TABLE)
    assert question_of(made_once, made_once.told) == question_of(made_once, made_once.told)
