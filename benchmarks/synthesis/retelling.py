"""Questions told by a language model: it moves figures about, and never writes one itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

from optimoot.agents.client import ChatClient, Message, Seat
from optimoot.agents.ledger import Ledger
from optimoot.agents.prompting import Prompts
from optimoot.agents.team import TeamContext
from optimoot.benchmarks.synthesis.demonstration import Demonstration
from optimoot.benchmarks.synthesis.marks import marked, unmarked
from optimoot.benchmarks.synthesis.question import MistoldError, Question, question_of
from optimoot.errors import OptimootError
from optimoot.formulation import Formulation
from optimoot.settings import Settings

_SLOT: Final = re.compile(r"\{F(\d+)\}")
_ROLE: Final = "reteller"


@dataclass(frozen=True)
class Reteller:
    """Has a language model tell demonstrations in words of its own.

    Attributes:
        ledger: What that used.
    """

    client: ChatClient
    settings: Settings
    ledger: Ledger = field(default_factory=Ledger)

    async def retell(self, demonstration: Demonstration) -> Question:
        """The question in the model's words, with exactly the demonstration's figures.

        In what the model sees, slots stand for the figures; in what it replies, each slot has to
        stand exactly once, and no figure beside them.

        Raises:
            MistoldError: The reply is not like this, twice; or no reply could be had.
        """
        prompts = Prompts(_folder())
        text, figures = slotted(demonstration)
        request = prompts.render(
            _ROLE,
            "user",
            question=text,
            style=demonstration.style.value,
            figures=figures,
            steps=[f"{step.part}: {step.meaning}" for step in demonstration.steps],
        )
        messages = [
            Message("system", prompts.render(_ROLE, "system")),
            Message("user", request),
        ]
        context = TeamContext(run_id="synthesis", settings=self.settings, ledger=self.ledger)
        seat = Seat("synthesis", _ROLE, context)
        for last in (False, True):
            try:
                completion = await self.client.complete(messages, seat)
            except OptimootError as error:
                raise MistoldError(str(error)) from error
            try:
                return filled(demonstration, completion.text)
            except MistoldError as error:
                if last:
                    raise
                mend = prompts.render(_ROLE, "mend", finding=str(error))
                messages += [Message("assistant", completion.text), Message("user", mend)]
        raise AssertionError("the second try returns or raises")


def slotted(demonstration: Demonstration) -> tuple[str, list[str]]:
    """The question with slots in place of its figures, and what each slot stands for."""
    text, spans = unmarked(demonstration.told)
    told, lines, last = "", [], 0
    for (start, end), place in sorted(spans.items()):
        told += text[last:start] + f"{{F{place}}}"
        lines.append(f"{{F{place}}} = {text[start:end]}")
        last = end
    return told + text[last:], lines


def filled(demonstration: Demonstration, reply: str) -> Question:
    """The question that a reply tells, its slots filled.

    Raises:
        MistoldError: A slot is missing, unknown or there twice, or there is another figure.
    """
    text, spans = unmarked(demonstration.told)
    words = {place: text[start:end] for (start, end), place in spans.items()}
    found = Counter(int(slot) for slot in _SLOT.findall(reply))
    wrong = sorted(
        place for place in found.keys() | words.keys() if found[place] != (place in words)
    )
    if wrong:
        slots = ", ".join(f"{{F{place}}} ({found[place]} times)" for place in wrong[:10])
        raise MistoldError(f"these slots do not stand exactly once: {slots}")
    reply = unmarked(reply)[0].strip()
    told = _SLOT.sub(lambda slot: marked(int(slot[1]), words[int(slot[1])]), reply)
    question = question_of(demonstration, told)
    return Question(question.problem, _quoting(question))


def _quoting(question: Question) -> Formulation:
    """The formulation without the sentences that this text does not hold."""
    formulation, text = question.formulation, question.problem.text
    goal = formulation.objective

    def quoted(sentence: str) -> str:
        return sentence if sentence in text else ""

    return formulation.model_copy(
        update={
            "objective": goal and goal.model_copy(update={"sentence": quoted(goal.sentence)}),
            "constraints": tuple(
                one.model_copy(update={"sentence": quoted(one.sentence)})
                for one in formulation.constraints
            ),
        }
    )


def _folder() -> Path:
    return Path(str(files("optimoot.benchmarks.synthesis").joinpath("prompts")))
