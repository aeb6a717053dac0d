"""Whether a model can be reached, for the doctor: asked in the cheapest way that tells."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from enum import StrEnum

from optimoot.agents.models import (
    PROVIDERS,
    ModelName,
    check_requests_allowed,
    make_chat_model,
    parse_model_name,
)
from optimoot.errors import InputError, OptimootError
from optimoot.settings import Settings

_MAX_BYTES = 2_000_000


class ReachStatus(StrEnum):
    """What is known of a model."""

    ANSWERS = "answers"
    """The model gave a completion."""
    LISTED = "listed"
    """The server is there and lists the model."""
    UNLISTED = "unlisted"
    """The server is there but does not list the model."""
    CONFIGURED = "configured"
    """Everything needed is here; the provider was not asked."""
    UNREACHABLE = "unreachable"
    UNUSABLE = "unusable"
    """Name, key, package or script are missing or wrong."""


@dataclass(frozen=True)
class Reach:
    """What is known of a model, and in one sentence why."""

    model: str
    status: ReachStatus
    detail: str

    @property
    def usable(self) -> bool:
        """Whether nothing speaks against using it."""
        return self.status in (
            ReachStatus.ANSWERS,
            ReachStatus.LISTED,
            ReachStatus.CONFIGURED,
        )


def reach(settings: Settings, *, ask: bool = False, timeout: float = 5.0) -> Reach:
    """Look whether the model of the settings can be reached.

    A server with an address (OpenAI-compatible, Ollama) is asked for its list of models, which
    costs nothing. Others are looked at here only, unless `ask` allows one short completion.

    Args:
        settings: Names the model and the address.
        ask: Ask for a completion (costs a few tokens).
        timeout: Seconds to wait for the list.
    """
    try:
        name = parse_model_name(settings.model)
        make_chat_model(settings)
        if ask:
            return _asked(settings, name)
        url = _list_url(settings, name)
        if not url:
            return Reach(str(name), ReachStatus.CONFIGURED, "Set up here; the provider not asked.")
        check_requests_allowed(str(name))
        return _listed(name, url, timeout)
    except InputError as error:
        return Reach(settings.model, ReachStatus.UNUSABLE, str(error))


def _asked(settings: Settings, name: ModelName) -> Reach:
    import asyncio

    from optimoot.agents.client import ChatClient, Message, Seat
    from optimoot.agents.team import TeamContext

    seat = Seat("doctor", "doctor", TeamContext(run_id="doctor", settings=settings))
    client = ChatClient.from_settings(settings.model_copy(update={"request_attempts": 1}))
    try:
        completion = asyncio.run(client.complete([Message("user", "Reply with: OK")], seat))
    except OptimootError as error:
        return Reach(str(name), ReachStatus.UNREACHABLE, str(error))
    return Reach(str(name), ReachStatus.ANSWERS, f"It said {completion.text.strip()[:40]!r}.")


def _list_url(settings: Settings, name: ModelName) -> str:
    provider = PROVIDERS.get(name.provider)
    base = settings.base_url or (provider.default_url if provider is not None else "")
    if name.provider == "ollama":
        return f"{base.rstrip('/')}/api/tags"
    return f"{base.rstrip('/')}/models" if name.provider == "openai" else ""


def _listed(name: ModelName, url: str, timeout: float) -> Reach:
    request = urllib.request.Request(url, headers=_headers(name))  # noqa: S310 - http(s), checked
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            names = _names(json.loads(response.read(_MAX_BYTES)))
    except urllib.error.HTTPError as error:
        detail = f"{url} answered {error.code} ({error.reason})."
        refused = error.code in (401, 403)
        status = ReachStatus.UNUSABLE if refused else ReachStatus.UNREACHABLE
        return Reach(str(name), status, detail + (" Check the key." if refused else ""))
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return Reach(str(name), ReachStatus.UNREACHABLE, f"{url}: {reason}.")
    if any(known in (name.name, f"{name.name}:latest") for known in names):
        return Reach(str(name), ReachStatus.LISTED, f"{url} lists it.")
    some = ", ".join(names[:8]) or "none"
    return Reach(str(name), ReachStatus.UNLISTED, f"{url} does not list it; it lists: {some}.")


def _names(payload: object) -> list[str]:
    """The models' names in OpenAI's or Ollama's list; empty where it is neither."""
    if not isinstance(payload, dict):
        return []
    entries = payload.get("data") or payload.get("models") or []
    keys = ("id", "name")
    return [
        str(entry[key])
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
        for key in keys
        if key in entry
    ]


def _headers(name: ModelName) -> dict[str, str]:
    provider = PROVIDERS.get(name.provider)
    variables = provider.key_variables if provider is not None else ()
    key = next((os.environ[v] for v in variables if os.environ.get(v)), "")
    return {"Accept": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
