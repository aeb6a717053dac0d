"""A chat model that knows the right answer and errs at set rates.

It answers every role's prompt as a real model would: it gets the same messages, its completions
are parsed in the same way, and it sees no more of a problem than its text, by which it recognizes
the case. What it does is drawn from its seed, the team, the role and the problem, so that a run
can be repeated; that two teams fall into one trap is drawn once for the problem.
"""

from __future__ import annotations

import hashlib
import json
import random
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from optimoot.benchmarks.simulation.cases import Case, Reading
from optimoot.benchmarks.simulation.debater import debater_reply
from optimoot.benchmarks.simulation.rates import Rates
from optimoot.benchmarks.simulation.writing import (
    checker_source,
    critic_reply,
    formulator_reply,
    planner_reply,
    program_reply,
)


class Mind:
    """What a simulated team thinks of a case: its reading, and how often each role has spoken."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.spoken: dict[str, int] = {}


class SimulatedModel(BaseChatModel):
    """The backbone of one team.

    Attributes:
        cases: By the text of their problem.
        rates: How often it errs.
        seed: Of this model; models of different seeds err independently, but for traps.
    """

    cases: dict[str, Any]
    rates: Any
    seed: int
    _minds: dict[tuple[str, str], Mind] = PrivateAttr(default_factory=dict)

    @property
    def _llm_type(self) -> str:
        return "simulated"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - LangChain's signature
        run_manager: CallbackManagerForLLMRun | AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ARG002 - LangChain's signature
    ) -> ChatResult:
        metadata = (run_manager.metadata if run_manager is not None else None) or {}
        text = self.reply(
            str(metadata.get("team", "")),
            str(metadata.get("role", "")),
            [str(message.content) for message in messages],
        )
        return _result(messages, text)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return self._generate(messages, stop, run_manager, **kwargs)

    def reply(self, team: str, role: str, messages: list[str]) -> str:
        """What it says to a role's messages."""
        case = self._case(messages)
        mind = self._mind(team, case)
        mind.spoken[role] = mind.spoken.get(role, 0) + 1
        chance = self._chance(case, team, role, mind.spoken[role])
        rates: Rates = self.rates
        if role in ("coder", "verifier"):
            return self._code(role, case, mind, chance)
        if chance.random() < rates.malformed:
            return '{"analysis": "as follows", "formulation": {"sets": [}'
        if role == "formulator":
            if len(messages) > 2:
                self._mend(case, mind, messages[-1], chance)
            broken = chance.random() < rates.ill_formed
            return formulator_reply(mind.reading.formulation, ill_formed=broken)
        if role == "critic":
            return self._critic(mind, chance)
        if role == "planner":
            return planner_reply()
        if role == "debater":
            said, mind.reading = debater_reply(case, mind.reading, messages, rates, chance)
            return said
        return json.dumps({"note": f"nothing to say as {role!r}"})

    def first_reading(self, case: Case, salt: str = "", care: float = 1.0) -> Reading:
        """How this model reads a problem when it sees it for the first time.

        Args:
            case: The problem.
            salt: For another reading by the same model.
            care: Factor on the rates of error.
        """
        rates: Rates = self.rates
        trapped = drawn("trap", case.problem.text).random() < rates.trapped
        chance = drawn("reading", str(self.seed), salt, case.problem.text)
        if trapped and chance.random() < care * rates.falls:
            return case.trap
        if chance.random() < care * rates.misreads:
            return chance.choice(case.wrong)
        return case.right

    def mind_of(self, team: str, text: str) -> Mind:
        """What it thinks of a problem as a team's backbone."""
        return self._mind(team, self.cases[text])

    def think(self, team: str, text: str, mind: Mind) -> None:
        """Put it where it was after an earlier attempt."""
        self._minds[(team, text)] = mind

    def _code(self, role: str, case: Case, mind: Mind, chance: random.Random) -> str:
        broken = chance.random() < self.rates.broken_code
        if role == "coder":
            return program_reply(mind.reading.program, broken=broken)
        # whoever writes a checker reads the problem anew
        held = self.first_reading(case, salt="checker", care=self.rates.care)
        return checker_source(held, broken=broken)

    def _critic(self, mind: Mind, chance: random.Random) -> str:
        if mind.reading.error:
            sees = chance.random() < self.rates.sees
            return critic_reply(mind.reading.error if sees else "")
        return critic_reply("false alarm" if chance.random() < self.rates.false_alarm else "")

    def _mend(self, case: Case, mind: Mind, asked: str, chance: random.Random) -> None:
        """A critic's finding makes a wrong reading right; a false alarm may spoil a right one."""
        if "solved and criticized" not in asked:
            return
        if "false alarm" in asked:
            if chance.random() < 0.5:
                mind.reading = chance.choice(case.wrong)
        elif chance.random() < 0.8:
            mind.reading = case.right

    def _case(self, messages: list[str]) -> Case:
        whole = "\n".join(messages[:2])
        found = next((case for text, case in self.cases.items() if text in whole), None)
        if found is None:
            raise ValueError("the simulated backbone does not know the problem that it was asked")
        return found  # type: ignore[no-any-return]

    def _mind(self, team: str, case: Case) -> Mind:
        key = (team, case.problem.text)
        if key not in self._minds:
            self._minds[key] = Mind(self.first_reading(case))
        return self._minds[key]

    def _chance(self, case: Case, team: str, role: str, time: int) -> random.Random:
        return drawn(str(self.seed), team, role, str(time), case.problem.text)


def drawn(*parts: str) -> random.Random:
    """The same draws for the same parts, in every process."""
    digest = hashlib.sha256("|".join(parts).encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - to be repeated


def _result(messages: list[BaseMessage], text: str) -> ChatResult:
    sent = sum(len(str(message.content)) for message in messages) // 4
    received = len(text) // 4
    message = AIMessage(
        content=text,
        usage_metadata={
            "input_tokens": sent, "output_tokens": received, "total_tokens": sent + received,
        },
    )  # fmt: skip
    return ChatResult(generations=[ChatGeneration(message=message)])
