"""One way to ask a chat model: bounded, timed, retried, metered, recorded."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from optimoot.agents.completion import Completion, broken_completion, read_completion
from optimoot.agents.failures import (
    COSTLESS,
    ModelRefusal,
    ModelRequestError,
    RequestFailure,
    translate,
)
from optimoot.agents.ledger import Charge, Tokens, estimated_tokens
from optimoot.agents.models import (
    ModelName,
    check_requests_allowed,
    make_chat_model,
    name_of_model,
    parse_model_name,
)
from optimoot.agents.output_modes import (
    MODES,
    STEP_DOWN,
    OutputMode,
    Shape,
    known_modes,
    mode_options,
)
from optimoot.agents.prices import Price, price_of
from optimoot.agents.recorded import RecordedModel
from optimoot.agents.retrying import with_retries
from optimoot.agents.team import TeamContext
from optimoot.errors import OptimootError
from optimoot.events import Warned
from optimoot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage


@dataclass(frozen=True)
class Message:
    """One message of a conversation."""

    author: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True)
class Seat:
    """Who asks: a role of a team in a run."""

    team: str
    role: str
    context: TeamContext


@dataclass(frozen=True)
class ChatClient:
    """A chat model with the limits of the settings around it.

    Attributes:
        name: For messages and the ledger.
        replayable: Whether recorded completions may stand for requests when a run is resumed;
            not so for a script, which starts anew.
    """

    model: BaseChatModel
    name: ModelName
    base_url: str = ""
    timeout: float = 120.0
    attempts: int = 4
    price: Price | None = None
    replayable: bool = field(default=True)

    @classmethod
    def from_settings(cls, settings: Settings, *, recorded: bool = False) -> ChatClient:
        """The client of the model that the settings name.

        Args:
            settings: Which model, and the limits around it.
            recorded: Whether its completions are recorded ones: no model is set up then.

        Raises:
            InputError: See `optimoot.agents.models.make_chat_model`.
        """
        name = parse_model_name(settings.model)
        return cls(
            model=RecordedModel() if recorded else make_chat_model(settings),
            name=name,
            base_url=settings.base_url,
            timeout=settings.request_timeout,
            attempts=settings.request_attempts,
            price=price_of(name.provider, name.name, own_server=bool(settings.base_url)),
            replayable=recorded or name.provider != "scripted",
        )

    @classmethod
    def for_model(cls, model: BaseChatModel, settings: Settings) -> ChatClient:
        """The client of a chat model that somebody made, with the limits of the settings.

        The model keeps its own address, key and retries, which come before ours.
        """
        name = name_of_model(model)
        address = getattr(model, "openai_api_base", None) or getattr(model, "base_url", None)
        url = address if isinstance(address, str) else ""
        return cls(
            model=model,
            name=name,
            base_url=url,
            timeout=settings.request_timeout,
            attempts=settings.request_attempts,
            price=price_of(name.provider, name.name, own_server=bool(url)),
            replayable=name.provider != "scripted",
        )

    async def complete(
        self, messages: Sequence[Message], seat: Seat, shape: Shape | None = None
    ) -> Completion:
        """Ask for one completion.

        Args:
            messages: The conversation, oldest first.
            seat: Who asks.
            shape: The JSON wanted, if JSON is wanted. The text still has to be validated: a
                server may take the request and ignore it.

        Raises:
            ModelRequestError: No completion could be had.
            BudgetSpent: The run's budget is spent.
        """
        key = self._key(messages, seat)
        if self.replayable and (known := seat.context.completions.recall(key)) is not None:
            return Completion(text=str(known["text"]), truncated=bool(known["truncated"]))
        completion, charge = await self._ask_in_modes(messages, seat, shape)
        seat.context.completions.keep(key, _record(messages, completion, charge))
        return completion

    def _key(self, messages: Sequence[Message], seat: Seat) -> str:
        """What a request is known by: a digest of who asks whom, and what."""
        asked = [[message.author, message.text] for message in messages]
        text = json.dumps([str(self.name), self.base_url, seat.team, seat.role, asked])
        return hashlib.sha256(text.encode()).hexdigest()

    async def _ask_in_modes(
        self, messages: Sequence[Message], seat: Seat, shape: Shape | None
    ) -> tuple[Completion, Charge]:
        """Try the strongest mode that the server may take, and step down where it does not."""
        place = (str(self.name), self.base_url)
        modes = MODES.get(self.name.provider, ()) if shape is not None else ()
        for mode in modes:
            if mode is OutputMode.TEXT or mode < known_modes.get(place, OutputMode.SCHEMA):
                continue
            proven = known_modes.get(place) is mode
            try:
                completion, charge = await self._with_retries(
                    messages, seat, mode, shape, probing=not proven
                )
            except ModelRequestError as error:
                if error.kind not in STEP_DOWN:
                    raise
                if error.kind is not RequestFailure.SERVER:  # that may have been an accident
                    known_modes[place] = OutputMode(mode + 1)
                if error.kind is not RequestFailure.REJECTED:  # refusing a form is no failure
                    told = Warned(message=f"{error.summary} Asking more plainly.", team=seat.team)
                    seat.context.emit(told)
                continue
            if completion.text.strip():
                known_modes[place] = mode
                return completion, charge
            silent = _record(messages, completion, charge, failed="silent")
            seat.context.completions.keep(self._key(messages, seat), silent)
            known_modes[place] = OutputMode(mode + 1)
        return await self._with_retries(messages, seat, OutputMode.TEXT, shape, probing=False)

    async def _with_retries(
        self,
        messages: Sequence[Message],
        seat: Seat,
        mode: OutputMode,
        shape: Shape | None,
        *,
        probing: bool,
    ) -> tuple[Completion, Charge]:
        return await with_retries(
            partial(self._once, messages, seat, mode, shape),
            attempts=self.attempts,
            final=STEP_DOWN if probing else frozenset(),
            ledger=seat.context.ledger,
            tell=lambda told: seat.context.emit(Warned(message=told, team=seat.team)),
        )

    async def _once(
        self, messages: Sequence[Message], seat: Seat, mode: OutputMode, shape: Shape | None
    ) -> tuple[Completion, Charge]:
        ledger = seat.context.ledger
        if self.name.provider != "scripted":
            check_requests_allowed(str(self.name))
        async with seat.context.slots:
            ledger.check()
            left = ledger.seconds_left
            began = time.monotonic()
            try:
                async with asyncio.timeout(min(self.timeout, left or self.timeout)):
                    reply = await self._invoke(messages, seat, mode, shape)
            except OptimootError:
                raise  # a script at its end: nothing was asked
            except asyncio.CancelledError:
                self._charge_failure("cancelled", messages, seat, time.monotonic() - began)
                raise
            except Exception as error:
                broken_off = broken_completion(error)
                if broken_off is None:
                    failure = self._translated(error)
                    self._charge_failure(failure.kind, messages, seat, time.monotonic() - began)
                    if isinstance(error, TimeoutError):
                        ledger.check()
                    raise failure from error
                completion, tokens = broken_off
            else:
                completion, tokens = read_completion(reply)
            seconds = time.monotonic() - began
        charge = self._charge(messages, seat, completion, tokens, seconds)
        charge = replace(charge, failed=bool(completion.refusal))
        ledger.record(charge)
        if completion.refusal:
            record = _record(messages, completion, charge, failed=RequestFailure.REFUSED)
            seat.context.completions.keep(self._key(messages, seat), record)
            raise self._translated(ModelRefusal(completion.refusal))
        return completion, charge

    def _translated(self, error: Exception) -> ModelRequestError:
        return translate(error, model=str(self.name), base_url=self.base_url, timeout=self.timeout)

    def _charge_failure(
        self, why: str, messages: Sequence[Message], seat: Seat, seconds: float
    ) -> None:
        """Put a request that brought no completion on the ledger and on record."""
        nothing = Completion("")
        tokens = Tokens(0, 0) if why in COSTLESS else None
        charge = replace(self._charge(messages, seat, nothing, tokens, seconds), failed=True)
        seat.context.ledger.record(charge)
        record = _record(messages, nothing, charge, failed=why)
        seat.context.completions.keep(self._key(messages, seat), record)

    async def _invoke(
        self, messages: Sequence[Message], seat: Seat, mode: OutputMode, shape: Shape | None
    ) -> AIMessage:
        options = mode_options(self.name.provider, mode, shape)
        return await self.model.ainvoke(
            [_langchain_message(message) for message in messages],
            config={
                "run_name": f"{seat.team}/{seat.role}",
                "metadata": {"team": seat.team, "role": seat.role},
            },
            **options,
        )

    def _charge(
        self,
        messages: Sequence[Message],
        seat: Seat,
        completion: Completion,
        tokens: Tokens | None,
        seconds: float,
    ) -> Charge:
        characters = sum(len(message.text) for message in messages)
        money, estimate = None, 0.0
        if tokens == Tokens(0, 0):
            money = 0.0
        elif self.price is not None and tokens is not None:
            money = self.price.of(tokens.input, tokens.output)
        elif self.price is not None:
            sent, received = estimated_tokens(characters), estimated_tokens(len(completion.text))
            estimate = self.price.of(sent, received)
            money = 0.0 if self.price == Price(0.0, 0.0) else None
        return Charge(
            team=seat.team,
            role=seat.role,
            model=str(self.name),
            tokens=tokens,
            characters=characters + len(completion.text),
            money=money,
            seconds=seconds,
            estimate=estimate,
        )


def _langchain_message(message: Message) -> BaseMessage:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds: dict[str, type[BaseMessage]] = {
        "system": SystemMessage,
        "user": HumanMessage,
        "assistant": AIMessage,
    }
    return kinds[message.author](content=message.text)


def _record(
    messages: Sequence[Message], completion: Completion, charge: Charge, failed: str = ""
) -> dict[str, Any]:
    tokens = charge.tokens
    return {
        "team": charge.team,
        "role": charge.role,
        "model": charge.model,
        "messages": [[message.author, message.text] for message in messages],
        "text": completion.text,
        "truncated": completion.truncated,
        "tokens": [tokens.input, tokens.output] if tokens is not None else None,
        "characters": charge.characters,
        "money": charge.money,
        "seconds": round(charge.seconds, 3),
        "estimate": charge.estimate,
        "failed": failed,
    }
