"""The roles: what each is told, and the typed reply that it owes.

A role that gets an unreadable reply asks once more, saying what was wrong; then it gives up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from optimoot.agents.client import ChatClient, Message, Seat
from optimoot.agents.completion import Completion
from optimoot.agents.debate.turns import Critique, Stance
from optimoot.agents.language.replies import (
    ReplyError,
    SilentReply,
    json_block,
    read_code,
    read_json,
)
from optimoot.agents.language.shorthand import tidied, with_entries, with_runs
from optimoot.agents.output_modes import Shape
from optimoot.agents.prompting import Prompts
from optimoot.agents.team import Question, TeamContext
from optimoot.errors import RunError
from optimoot.formulation import Formulation
from optimoot.problem import Number

Reply = TypeVar("Reply", bound=BaseModel)


class UnusableReply(RunError):
    """A role's reply could not be read, nor could the one that it was asked to give instead."""


class Role(StrEnum):
    """Who speaks."""

    FORMULATOR = "formulator"
    PLANNER = "planner"
    CODER = "coder"
    CRITIC = "critic"
    DEBATER = "debater"
    VERIFIER = "verifier"


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class LeftOut(_Reply):
    """Numbers that the formulator left aside on purpose."""

    numbers: tuple[str, ...] = ()
    why: str = ""


class FormulatorReply(_Reply):
    """A Formulation, or what would have to be known, or why there is none (in `analysis`)."""

    analysis: str = ""
    questions: tuple[Question, ...] = ()
    formulation: Formulation | None = None
    left_out: tuple[LeftOut, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _tolerant(cls, value: Any, info: ValidationInfo) -> Any:
        """Pass a Formulation without its envelope, harmless deviations and runs of Numbers."""
        if not isinstance(value, dict):
            return value
        if "formulation" not in value and "variables" in value:
            value = {"formulation": value}
        questions = value.get("questions")
        tidy: dict[str, Any] = {
            "analysis": str(value.get("analysis") or ""),
            "questions": [
                {"text": question} if isinstance(question, str) else question
                for question in (questions if isinstance(questions, list) else [])
            ],
        }
        return tidy | _formulated(value, info)


def _formulated(value: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    """The Formulation of a reply with its runs of Numbers filled in, and what was left out."""
    left_out = value.get("left_out")
    numbers: Sequence[Number] = (info.context or {}).get("numbers", ())
    return {
        "left_out": tidied(left_out) if isinstance(left_out, list) else [],
        "formulation": with_entries(tidied(value.get("formulation")), numbers),
    }


class DebaterReply(_Reply):
    """What a team does with its position, and why; with `revise` the changed Formulation."""

    analysis: str = ""
    stance: Stance
    to: str = ""
    critiques: tuple[Critique, ...] = ()
    question: str = ""
    formulation: Formulation | None = None
    left_out: tuple[LeftOut, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _tolerant(cls, value: Any, info: ValidationInfo) -> Any:
        """Pass absent texts, critiques that are plain lines, and runs of Numbers."""
        if not isinstance(value, dict):
            return value
        critiques = value.get("critiques")
        tidy: dict[str, Any] = {
            name: str(value.get(name) or "") for name in ("analysis", "to", "question")
        }
        tidy["stance"] = str(value.get("stance") or "").strip().lower()
        tidy["critiques"] = [
            {"why": critique} if isinstance(critique, str) else _without_nulls(critique)
            for critique in (critiques if isinstance(critiques, list) else [])
        ]
        return tidy | _formulated(value, info)


def _without_nulls(part: Any) -> Any:
    return {k: v for k, v in part.items() if v is not None} if isinstance(part, dict) else part


class Plan(_Reply):
    """One way to encode the model."""

    approach: str = Field(min_length=1)
    solver: Literal["auto", "highs", "scip"] = "auto"
    risks: tuple[str, ...] = ()


class PlannerReply(_Reply):
    """Plans, best first."""

    plans: tuple[Plan, ...] = Field(min_length=1)


class Criticism(_Reply):
    """One finding of the critic: where, why, and the change that mends it."""

    where: str
    why: str
    fix: str = ""

    def __str__(self) -> str:
        mend = f" Change: {self.fix}" if self.fix else ""
        return f"{self.where}: {self.why}{mend}"


class CriticReply(_Reply):
    """The critic's judgement and where to go on from it."""

    analysis: str = ""
    findings: tuple[Criticism, ...] = ()
    route: Literal["accept", "formulation", "program", "ask"]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class CoderReply:
    """A module's source and, where the coder had to state it, its data."""

    source: str
    data: dict[str, Any] | None = None


@dataclass(frozen=True)
class Conversation:
    """What was said with one role, so that it can be asked to mend its last reply."""

    messages: tuple[Message, ...] = ()

    def said(self, reply: str) -> Conversation:
        """With a reply of the model."""
        return Conversation((*self.messages, Message("assistant", reply)))

    def asked(self, text: str) -> Conversation:
        """With a message to the model."""
        return Conversation((*self.messages, Message("user", text)))

    def brief(self) -> Conversation:
        """The opening and the last reply: what mending needs, whatever lies between."""
        return Conversation(self.messages[:2] + self.messages[2:][-1:])


@dataclass(frozen=True)
class Desk:
    """What the roles of one team work with.

    Attributes:
        others: Models of single roles, in place of `client`.
    """

    team: str
    client: ChatClient
    prompts: Prompts
    context: TeamContext
    others: Mapping[str, ChatClient] = field(default_factory=dict)

    def client_of(self, role: Role) -> ChatClient:
        """The role's own model, or the team's."""
        return self.others.get(role, self.client)

    def seat(self, role: Role) -> Seat:
        """The role's place at this desk."""
        return Seat(team=self.team, role=role, context=self.context)

    def opening(self, role: Role, **values: Any) -> Conversation:
        """The conversation that opens with the role's prompt."""
        return Conversation(
            (
                Message("system", self.prompts.render(role, "system", **values)),
                Message("user", self.prompts.render(role, "user", **values)),
            )
        )

    async def ask(
        self,
        role: Role,
        conversation: Conversation,
        model: type[Reply],
        numbers: Sequence[Number] = (),
    ) -> tuple[Reply, Conversation]:
        """A typed reply of a role, and the conversation with it.

        Args:
            role: Who is asked.
            conversation: What was said so far.
            model: What the reply must be.
            numbers: The Numbers that the reply may refer to in runs.

        Raises:
            UnusableReply: Neither the reply nor its repair can be read.
            ModelRequestError: No completion could be had.
            BudgetSpent: The budget is spent.
        """
        shape, known = _shape(model), {"numbers": numbers}
        client, seat = self.client_of(role), self.seat(role)
        completion = await client.complete(conversation.messages, seat, shape)
        try:
            return read_json(completion.text, model, known), conversation.said(completion.text)
        except ReplyError as error:
            asked = self._repair(conversation, completion, error, "the JSON object alone")
        completion = await client.complete(asked.messages, seat, shape)
        try:
            return read_json(completion.text, model, known), conversation.said(completion.text)
        except ReplyError as error:
            raise _unusable(role, error) from error

    async def ask_for_code(self, conversation: Conversation) -> tuple[CoderReply, Conversation]:
        """A program of the coder, and the conversation with it.

        Raises:
            UnusableReply, ModelRequestError, BudgetSpent: As for `ask`.
        """
        completion = await self.client_of(Role.CODER).complete(
            conversation.messages, self.seat(Role.CODER)
        )
        try:
            return _coder_reply(completion.text), conversation.said(completion.text)
        except ReplyError as error:
            asked = self._repair(
                conversation, completion, error, "one fenced Python block with build_model(data)"
            )
        completion = await self.client_of(Role.CODER).complete(
            asked.messages, self.seat(Role.CODER)
        )
        try:
            return _coder_reply(completion.text), conversation.said(completion.text)
        except ReplyError as error:
            raise _unusable(Role.CODER, error) from error

    async def ask_for_checker(self, conversation: Conversation) -> tuple[str, Conversation]:
        """A checker of the verifier, and the conversation with it.

        Raises:
            UnusableReply: The reply holds no function `check`.
            ModelRequestError, BudgetSpent: As for `ask`.
        """
        completion = await self.client_of(Role.VERIFIER).complete(
            conversation.messages, self.seat(Role.VERIFIER)
        )
        try:
            source = read_code(completion.text, "check")
        except ReplyError as error:
            raise _unusable(Role.VERIFIER, error) from error
        return source, conversation.said(completion.text)

    def _repair(
        self, conversation: Conversation, completion: Completion, error: ReplyError, form: str
    ) -> Conversation:
        text = self.prompts.render(
            "repair",
            "user",
            problems=error.problems,
            truncated=completion.truncated,
            form=form,
        )
        # nothing at all is answered by some servers with an error when it is sent back to them
        return conversation.said(completion.text or "(nothing)").asked(text)


def _coder_reply(text: str) -> CoderReply:
    return CoderReply(source=read_code(text, "build_model"), data=json_block(text))


def _unusable(role: Role, error: ReplyError) -> UnusableReply:
    if isinstance(error, SilentReply):
        return UnusableReply(
            f"The model said nothing as the {role}, also when it was asked again: "
            f"{error.problems[0]} Use another --model."
        )
    return UnusableReply(
        f"The {role}'s reply could not be read, nor could its repair: {error.problems[0]}"
    )


@cache
def _shape(model: type[BaseModel]) -> Shape:
    return Shape(name=model.__name__, schema=with_runs(model.model_json_schema()))
