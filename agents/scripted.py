"""A chat model that says what its script says: for tests, demonstrations and offline trials.

A script is a JSON or YAML file (or a mapping): for each role the completions that it gives, in
order. A list in place of a mapping serves every role in the order of the requests.

    formulator:
      - json: {analysis: "…", formulation: {…}}
    coder:
      - error: rate_limit        # rate_limit, server, timeout, connection, bad_request,
      - text: |                  # unauthorized, not_found, context
          ```python
          …
          ```
    critic:
      - file: finding.json       # text of a file beside the script
        delay: 0.5               # seconds before it answers
        truncate: 40             # characters after which it breaks off
        tokens: [1200, 300]      # in and out; null: the server reports none
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from optimoot.errors import InputError

ANY_ROLE = "*"
ErrorName = Literal[
    "rate_limit",
    "server",
    "timeout",
    "connection",
    "bad_request",
    "unauthorized",
    "not_found",
    "context",
]
_STATUS: dict[ErrorName, int] = {
    "rate_limit": 429,
    "server": 500,
    "bad_request": 400,
    "unauthorized": 401,
    "not_found": 404,
}


class ScriptedError(Exception):
    """What a server's error would look like: it carries an HTTP status."""

    def __init__(self, message: str, status_code: int | None = None) -> None:
        super().__init__(message)
        self.status_code = status_code


class Step(BaseModel):
    """One completion of a script.

    Attributes:
        text: The completion; `json_value` (written `json` in a script) and `file` are other ways
            to state it.
        error: Raise this instead.
        delay: Seconds before it answers.
        truncate: Characters after which the completion breaks off, as at a token limit.
        tokens: Tokens in and out; None: none reported. Default: characters / 4.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    text: str = ""
    json_value: Any = Field(default=None, alias="json")
    file: str = ""
    error: ErrorName | None = None
    delay: float = Field(default=0.0, ge=0)
    truncate: int | None = Field(default=None, ge=0)
    tokens: tuple[int, int] | Literal["estimated"] | None = "estimated"


class Prompted(BaseModel):
    """One request that a scripted model received: the role and the messages, oldest first."""

    model_config = ConfigDict(frozen=True)

    role: str
    messages: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All messages in one text."""
        return "\n\n".join(content for _kind, content in self.messages)


class ScriptedChatModel(BaseChatModel):
    """A LangChain chat model whose completions come from a script.

    The role is read from the request's metadata (`{"role": …}`), which OptiMoot's client sets.

    Attributes:
        script: For each role its steps; `"*"` serves roles that have none of their own.
        source: Where the script comes from, for messages.
    """

    script: dict[str, tuple[Step, ...]]
    source: str = "a script"
    _used: dict[str, int] = PrivateAttr(default_factory=dict)
    _prompts: list[Prompted] = PrivateAttr(default_factory=list)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @classmethod
    def of(cls, script: Mapping[str, Sequence[Any]] | Sequence[Any], **options: Any) -> Any:
        """A model from a mapping of roles to steps, or from a list of steps for every role.

        A step is a string (the completion), or a mapping with the fields of `Step`.

        Raises:
            InputError: A step has a field that no step has, or of the wrong type.
        """
        source = options.get("source", "a script")
        by_role = script if isinstance(script, Mapping) else {ANY_ROLE: script}
        return cls(
            script={
                role: tuple(_step(step, f"{role}[{place}]", source) for place, step in _list(steps))
                for role, steps in by_role.items()
            },
            **options,
        )

    @classmethod
    def from_file(cls, path: Path) -> ScriptedChatModel:
        """A model from a JSON or YAML file.

        Raises:
            InputError: The file cannot be read, or holds no script.
        """
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))  # JSON is YAML too
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            reason = error.strerror if isinstance(error, OSError) else " ".join(str(error).split())
            raise InputError(
                f"The script {str(path)!r} cannot be read: {reason}.",
                remedy="Name a JSON or YAML file after scripted:",
            ) from error
        if not isinstance(content, Mapping | list):
            raise InputError(
                f"The script {str(path)!r} holds no mapping of roles and no list of completions.",
                remedy="See docs/language-models.md for the form of a script.",
            )
        model: ScriptedChatModel = cls.of(content, source=str(path))
        return model.model_copy(update={"script": _with_files(model.script, path.parent)})

    @property
    def prompts(self) -> tuple[Prompted, ...]:
        """The requests received so far, oldest first."""
        return tuple(self._prompts)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - LangChain's signature
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ARG002 - LangChain's signature
    ) -> ChatResult:
        step = self._next(messages, _role(run_manager))
        time.sleep(step.delay)
        return _result(step, messages)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - LangChain's signature
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ARG002 - LangChain's signature
    ) -> ChatResult:
        step = self._next(messages, _role(run_manager))
        await asyncio.sleep(step.delay)
        return _result(step, messages)

    def _next(self, messages: list[BaseMessage], role: str) -> Step:
        contents = tuple((message.type, str(message.content)) for message in messages)
        with self._lock:
            self._prompts.append(Prompted(role=role, messages=contents))
            key = role if role in self.script else ANY_ROLE
            place = self._used.get(key, 0)
            self._used[key] = place + 1
        steps = self.script.get(key, ())
        if place >= len(steps):
            raise InputError(
                f"The script {self.source!r} has no completion number {place + 1} "
                f"for the {role or 'request'}.",
                remedy="Add one to the script.",
            )
        return steps[place]


def _list(steps: Any) -> list[tuple[int, Any]]:
    return list(enumerate(steps if isinstance(steps, Sequence) else [steps]))


def _step(step: Any, place: str, source: str) -> Step:
    try:
        return Step(text=step) if isinstance(step, str) else Step.model_validate(step)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"The script {source!r} cannot be used at {place}: {name}: {first['msg']}.",
            remedy="See docs/language-models.md for the form of a script.",
        ) from error


def _with_files(script: dict[str, tuple[Step, ...]], folder: Path) -> dict[str, tuple[Step, ...]]:
    def filled(step: Step) -> Step:
        if not step.file:
            return step
        path = folder / step.file
        try:
            return step.model_copy(update={"text": path.read_text(encoding="utf-8")})
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"The script names the file {str(path)!r}, which cannot be read.",
                remedy="Name a text file beside the script.",
            ) from error

    return {role: tuple(filled(step) for step in steps) for role, steps in script.items()}


def _role(run_manager: CallbackManagerForLLMRun | AsyncCallbackManagerForLLMRun | None) -> str:
    metadata = run_manager.metadata if run_manager is not None else None
    return str((metadata or {}).get("role", ""))


def _result(step: Step, messages: list[BaseMessage]) -> ChatResult:
    if step.error is not None:
        _raise(step.error)
    text = json.dumps(step.json_value) if step.json_value is not None else step.text
    cut = text if step.truncate is None else text[: step.truncate]
    message = AIMessage(
        content=cut,
        usage_metadata=_usage(step, messages, cut),
        response_metadata={"finish_reason": "stop" if cut == text else "length"},
    )
    return ChatResult(generations=[ChatGeneration(message=message)])


def _usage(step: Step, messages: list[BaseMessage], text: str) -> UsageMetadata | None:
    if step.tokens is None:
        return None
    if step.tokens == "estimated":
        sent = sum(len(str(message.content)) for message in messages) // 4
        received = len(text) // 4
    else:
        sent, received = step.tokens
    return UsageMetadata(input_tokens=sent, output_tokens=received, total_tokens=sent + received)


def _raise(name: ErrorName) -> None:
    if name == "timeout":
        raise TimeoutError("scripted time-out")
    if name == "connection":
        raise ConnectionResetError("scripted connection reset")
    if name == "context":
        raise ScriptedError("context_length_exceeded", 400)
    raise ScriptedError(f"scripted {name.replace('_', ' ')}", _STATUS[name])
