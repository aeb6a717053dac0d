"""The chat model of a replay: it is never asked, as every completion is on record."""

from __future__ import annotations

from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatResult

from optimoot.errors import InputError


class RecordedModel(BaseChatModel):
    """Stands where a model would, and refuses to answer."""

    @property
    def _llm_type(self) -> str:
        return "recorded"

    def _generate(
        self,
        messages: list[BaseMessage],  # noqa: ARG002 - LangChain's signature
        stop: list[str] | None = None,  # noqa: ARG002 - LangChain's signature
        run_manager: Any = None,  # noqa: ARG002 - LangChain's signature
        **kwargs: Any,  # noqa: ARG002 - LangChain's signature
    ) -> ChatResult:
        raise InputError(
            "A replay asked for a completion that is not on record.",
            remedy="Record the run anew.",
        )
