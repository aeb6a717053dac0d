"""Questions told by a model: its words, our figures; and what is refused."""

import random
import re

import pytest

from optimoot.agents.client import ChatClient
from optimoot.agents.models import ModelName
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.benchmarks.synthesis.archetypes.registry import ARCHETYPES
from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.question import MistoldError, question_of
from optimoot.benchmarks.synthesis.retelling import Reteller, filled, slotted
from optimoot.settings import Settings


def reteller(*replies):
    model = ScriptedChatModel.of(list(replies))
    return Reteller(ChatClient(model=model, name=ModelName("scripted", "x")), Settings()), model


@pytest.fixture
def demonstration():
    return ARCHETYPES["transportation"].demonstration(random.Random(8), Style.PROSE)


def test_slots_filled_again_give_the_same_question(demonstration):
    text, figures = slotted(demonstration)
    assert not re.search(r"(?<!\{F)\b\d", text)
    assert len(figures) == len(re.findall(r"\{F\d+\}", text))
    assert filled(demonstration, text) == question_of(demonstration, demonstration.told)


async def test_other_words_carry_the_same_figures(demonstration):
    text, _ = slotted(demonstration)
    sentences = text.replace("\n\n", " ").split(". ")
    reply = "Here is a task from daily work. " + ". ".join(reversed(sentences))
    told, model = reteller(reply)
    question = await told.retell(demonstration)
    ours = question_of(demonstration, demonstration.told)
    assert question.problem.text.startswith("Here is a task")
    assert sorted(n.value for n in question.problem.numbers) == sorted(
        n.value for n in ours.problem.numbers
    )
    values = {n.id: n.value for n in question.problem.numbers}
    for parameter in question.formulation.parameters:
        for entry in parameter.entries:
            assert entry.value == pytest.approx(values[entry.numbers[0]] * entry.factor)
    for constraint in question.formulation.constraints:
        assert constraint.sentence in question.problem.text
    (prompt,) = model.prompts
    assert "{F0}" in prompt.text
    assert "Style: prose" in prompt.text


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("{F1}", "{F0}", 1), "do not stand exactly once"),
        (lambda text: text + " It is 17 miles.", "'17' is no figure"),
        (lambda text: text + " There are thirty drivers.", "'thirty' is no figure"),
        (lambda text: text.replace("{F2}", ""), r"\{F2\} \(0 times\)"),
        (lambda text: text + " {F999}", r"\{F999\} \(1 times\)"),
        (lambda text: text.replace("{F1}", "1{F1}"), "do not stand|is no figure|is read as"),
        (lambda text: "", "do not stand exactly once"),
    ],
)
async def test_a_model_that_changes_figures_is_asked_again_and_then_refused(
    demonstration, spoil, said
):
    text, _ = slotted(demonstration)
    with pytest.raises(MistoldError, match=said):
        filled(demonstration, spoil(text))
    told, model = reteller(spoil(text), text)
    assert await told.retell(demonstration) == question_of(demonstration, demonstration.told)
    assert "cannot be used" in model.prompts[1].text
    told, _ = reteller(spoil(text), spoil(text))
    with pytest.raises(MistoldError, match=said):
        await told.retell(demonstration)


async def test_marks_of_ours_in_a_reply_mean_nothing(demonstration):
    text, _ = slotted(demonstration)
    told, _ = reteller(text + " \ue0000\ue00112\ue002 wagons.", text)
    question = await told.retell(demonstration)
    assert "wagons" not in question.problem.text


async def test_a_model_that_cannot_be_reached_is_a_refusal(demonstration):
    told, _ = reteller({"error": "unauthorized"})
    with pytest.raises(MistoldError):
        await told.retell(demonstration)
