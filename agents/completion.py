"""What a model said: read from the message of a chat model, or from the error it came in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimoot.agents.ledger import Tokens

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

_CUTS = frozenset({"length", "max_tokens"})
_FILTER = "a content filter stopped it"
_REFUSALS = {
    "refusal": "it gives no reason",
    "content_filter": _FILTER,
    "safety": _FILTER,
    "prohibited_content": _FILTER,
    "blocklist": _FILTER,
}
"""Why a completion ended: by the limit of tokens, or by the model's or a filter's refusal."""


@dataclass(frozen=True)
class Completion:
    """What a model said.

    Attributes:
        truncated: It broke off at a token limit.
        refusal: The words in which the model declined to answer, or what stopped it instead;
            empty: it did not.
    """

    text: str
    truncated: bool = False
    refusal: str = ""


def read_completion(reply: AIMessage) -> tuple[Completion, Tokens | None]:
    """What a chat model's message says, and the tokens that its server reported, if it did."""
    text = str(reply.text)
    if not text.strip() and reply.tool_calls:
        text = json.dumps(reply.tool_calls[0]["args"])
    reason = reply.response_metadata.get("finish_reason") or reply.response_metadata.get(
        "stop_reason"
    )
    usage = reply.usage_metadata
    tokens = _reported(usage["input_tokens"], usage["output_tokens"]) if usage else None
    ended = str(reason).lower()
    refusal = _refusal(reply) or ("" if text.strip() else _REFUSALS.get(ended, ""))
    return Completion(text=text, truncated=ended in _CUTS, refusal=refusal), tokens


def _reported(sent: int, received: int) -> Tokens | None:
    """What a server says that it used; None for what cannot be, as fewer than no tokens."""
    return Tokens(sent, received) if sent >= 0 and received >= 0 else None


def _refusal(reply: AIMessage) -> str:
    """The words of a refusal that its server marks as one, wherever it puts them."""
    blocks = reply.content if isinstance(reply.content, list) else []
    marked = (block.get("refusal") for block in blocks if isinstance(block, dict))
    said = next((words for words in marked if words), reply.additional_kwargs.get("refusal"))
    return " ".join(str(said).split()) if said else ""


def broken_completion(error: Exception) -> tuple[Completion, Tokens | None] | None:
    """The completion inside the error that OpenAI's client raises at a token limit or a filter.

    Its `LengthFinishReasonError` and `ContentFilterFinishReasonError` carry the
    whole completion; the types are not imported.
    """
    whole = getattr(error, "completion", None)
    choices = getattr(whole, "choices", None)
    if not choices:
        return None
    text = getattr(choices[0].message, "content", None) or ""
    refusal = _REFUSALS.get(str(getattr(choices[0], "finish_reason", "")), "")
    usage = getattr(whole, "usage", None)
    tokens = _reported(usage.prompt_tokens, usage.completion_tokens) if usage is not None else None
    return Completion(text=text, truncated=not refusal, refusal=refusal), tokens
