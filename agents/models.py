"""Chat models by name: `PROVIDER:NAME` becomes a LangChain chat model, or an error with a remedy.

Nothing here talks to a server: that is `optimoot.agents.client`, and `optimoot.agents.reach`
for the doctor. Provider packages are imported only when a model of theirs is made.
"""

from __future__ import annotations

import importlib.util
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimoot.errors import InputError, MissingExtraError
from optimoot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ALLOW_MODEL_REQUESTS = True
"""Whether a request may leave this process; the tests switch it off. Scripted models always may."""

OLLAMA_WINDOW = 16_384
"""Tokens of context asked of Ollama: prompts take about 4,000, replies of large models as many."""

NO_KEY = "no-key"
"""Sent to servers of the user's own, which want a key in the header but seldom look at it."""


@contextmanager
def model_requests(allowed: bool) -> Iterator[None]:
    """Allow or forbid requests to models inside the block."""
    global ALLOW_MODEL_REQUESTS
    before = ALLOW_MODEL_REQUESTS
    ALLOW_MODEL_REQUESTS = allowed
    try:
        yield
    finally:
        ALLOW_MODEL_REQUESTS = before


def check_requests_allowed(model: str) -> None:
    """Refuse a request where requests are switched off.

    Raises:
        InputError: Requests are switched off.
    """
    if not ALLOW_MODEL_REQUESTS:
        raise InputError(
            f"Requests to models are switched off in this process (asked for {model!r}).",
            remedy="Allow them with optimoot.agents.models.model_requests(True), "
            "or use a scripted model.",
        )


@dataclass(frozen=True)
class ModelName:
    """`PROVIDER:NAME`, for example `openai:gpt-4o` or `ollama:qwen3:8b`."""

    provider: str
    name: str

    def __str__(self) -> str:
        return f"{self.provider}:{self.name}"


@dataclass(frozen=True)
class Provider:
    """What has to be known of a provider.

    Attributes:
        langchain: LangChain's own name for it.
        package: The module that must be importable.
        extra: OptiMoot's extra that brings the package; empty: a normal dependency.
        key_variables: Environment variables that may hold the key; empty: no key is needed.
        default_url: Where it listens if no address is given; empty: known to the package.
        limits: Constructor arguments for a time-out in seconds and for no retries of its own.
    """

    langchain: str
    package: str
    extra: str = ""
    key_variables: tuple[str, ...] = ()
    default_url: str = ""
    limits: Callable[[float], dict[str, Any]] = field(
        default=lambda timeout: {"timeout": timeout, "max_retries": 0}
    )


PROVIDERS = {
    "openai": Provider(
        "openai",
        "langchain_openai",
        key_variables=("OPENAI_API_KEY",),
        default_url="https://api.openai.com/v1",
        limits=lambda timeout: {
            "timeout": timeout,
            "max_retries": 0,
            # a kept connection fails the first request of the next event loop
            "default_headers": {"Connection": "close"},
        },
    ),
    "anthropic": Provider(
        "anthropic", "langchain_anthropic", "anthropic", key_variables=("ANTHROPIC_API_KEY",)
    ),
    "google": Provider(
        "google_genai",
        "langchain_google_genai",
        "google",
        key_variables=("GOOGLE_API_KEY", "GEMINI_API_KEY"),
        # 1, for its count of attempts includes the first
        limits=lambda timeout: {"timeout": timeout, "max_retries": 1},
    ),
    "ollama": Provider(
        "ollama",
        "langchain_ollama",
        "ollama",
        default_url="http://127.0.0.1:11434",
        # its server cuts prompts to a short window unless told otherwise, and does not say so
        limits=lambda timeout: {"client_kwargs": {"timeout": timeout}, "num_ctx": OLLAMA_WINDOW},
    ),
}
_ALIASES = {"google_genai": "google", "gemini": "google", "claude": "anthropic"}


def parse_model_name(text: str) -> ModelName:
    """Read `PROVIDER:NAME`.

    Raises:
        InputError: There is no colon, or one side is empty.
    """
    provider, colon, name = text.strip().partition(":")
    if not colon or not provider.strip() or not name.strip():
        raise InputError(
            f"{text!r} is not the name of a model.",
            remedy="Write PROVIDER:NAME, for example openai:gpt-4o, ollama:qwen3, "
            f"or scripted:FILE. Known providers: {', '.join(known_providers())}.",
        )
    cleaned = provider.strip().lower().replace("-", "_")
    return ModelName(_ALIASES.get(cleaned, cleaned), name.strip())


def known_providers() -> tuple[str, ...]:
    """Names of the providers that need no package beyond OptiMoot's extras."""
    return (*sorted(PROVIDERS), "scripted")


def name_of_model(model: BaseChatModel) -> ModelName:
    """What a chat model that somebody made is called here: its provider, and its own name.

    The provider decides how it is asked for JSON; a model of a provider that is not known is
    asked in words.
    """
    packages = [kind.__module__.partition(".")[0] for kind in type(model).__mro__]
    known = {provider.package: name for name, provider in PROVIDERS.items()}
    provider = next((known[package] for package in packages if package in known), "")
    if not provider:
        provider = "scripted" if model._llm_type == "scripted" else "langchain"
    own = (getattr(model, attribute, None) for attribute in ("model_name", "model"))
    named = next((name for name in own if isinstance(name, str) and name), type(model).__name__)
    return ModelName(provider, named)


def with_absolute_paths(settings: Mapping[str, Any], base: Path) -> dict[str, Any]:
    """Settings that mean the same from every folder: the script's and the prompts' paths absolute.

    Args:
        settings: Some settings by name.
        base: The folder that their relative paths start from.
    """
    kept = dict(settings)
    provider, colon, path = str(kept.get("model") or "").strip().partition(":")
    if colon and provider.strip().lower() == "scripted":
        kept["model"] = f"scripted:{base / Path(path.strip()).expanduser()}"
    if kept.get("prompts"):
        kept["prompts"] = str(base / kept["prompts"])
    return kept


def refuse_lone_address(given: Mapping[str, Any], settings: Settings) -> None:
    """Refuse a server's address that was given where no model is chosen.

    Raises:
        InputError: Naming both.
    """
    if given.get("base_url") and not settings.model:
        raise InputError(
            f"--base-url {given['base_url']!r} is the server of a language model, and none is "
            "chosen.",
            remedy="Name it with --model, for example --model openai:NAME, or leave the address "
            "out.",
        )


def make_chat_model(settings: Settings) -> BaseChatModel:
    """The chat model that `settings.model` names.

    Any other provider of LangChain's `init_chat_model` works too where its package is installed.

    Raises:
        InputError: The name cannot be read, the provider is unknown, a key or a script is missing.
        MissingExtraError: The provider's package is not installed.
    """
    name = parse_model_name(settings.model)
    _check_url(settings.base_url)
    if name.provider == "scripted":
        from optimoot.agents.scripted import ScriptedChatModel

        return ScriptedChatModel.from_file(Path(name.name).expanduser())
    provider = PROVIDERS.get(name.provider)
    if provider is None:
        return _other_provider(name, settings)
    if importlib.util.find_spec(provider.package) is None:
        raise MissingExtraError(f"The model {str(name)!r}", provider.extra)
    options = provider.limits(settings.request_timeout)
    if settings.base_url:
        options["base_url"] = settings.base_url
    options |= _key(name, provider, settings)
    return _init(provider.langchain, name, options)


def _key(name: ModelName, provider: Provider, settings: Settings) -> dict[str, str]:
    if not provider.key_variables:
        return {}
    for variable in provider.key_variables:
        if value := os.environ.get(variable, "").strip():
            return {"api_key": value}
    if settings.base_url:
        return {"api_key": NO_KEY}
    raise InputError(
        f"The model {str(name)!r} needs a key.",
        remedy=f"Set the environment variable {' or '.join(provider.key_variables)}, "
        "or give --base-url for a server of your own.",
    )


def _init(langchain_name: str, name: ModelName, options: dict[str, Any]) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    # said by langchain_openai when a server refuses a JSON schema, which we handle ourselves
    warnings.filterwarnings("ignore", "This model does not support OpenAI's structured output")
    warnings.filterwarnings("ignore", "Invalid schema for OpenAI's structured output feature")
    try:
        model: BaseChatModel = init_chat_model(name.name, model_provider=langchain_name, **options)
    except (ValueError, TypeError) as error:
        raise InputError(
            f"The model {str(name)!r} cannot be set up: {_first_line(error)}.",
            remedy="Check the model's name, its key and --base-url.",
        ) from error
    return model


def check_provider(name: ModelName) -> None:
    """Refuse a provider that nobody knows; whether its model can be used is seen when it is made.

    Raises:
        InputError: LangChain has no such provider.
    """
    from langchain.chat_models import init_chat_model

    if name.provider in (*PROVIDERS, "scripted"):
        return
    try:
        init_chat_model(name.name, model_provider=name.provider)
    except Exception as error:
        if _is_unknown(error):
            raise _unknown_provider(name) from error


def _is_unknown(error: Exception) -> bool:
    return "Unsupported provider" in str(error)


def _unknown_provider(name: ModelName) -> InputError:
    return InputError(
        f"The provider {name.provider!r} is not known.",
        remedy=f"Known: {', '.join(known_providers())}. For an OpenAI-compatible server use "
        "openai:NAME with --base-url.",
    )


def _other_provider(name: ModelName, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"base_url": settings.base_url} if settings.base_url else {}
    try:
        model: BaseChatModel = init_chat_model(name.name, model_provider=name.provider, **options)
    except ImportError as error:
        raise InputError(
            f"The model {str(name)!r} needs a package that is not installed: {_first_line(error)}",
        ) from error
    except Exception as error:  # the constructors of foreign packages raise what they like
        if _is_unknown(error):
            raise _unknown_provider(name) from error
        raise InputError(
            f"The model {str(name)!r} cannot be set up: {_first_line(error)}.",
            remedy="Check the model's name and the key variable of its provider.",
        ) from error
    return model


def _check_url(url: str) -> None:
    from urllib.parse import urlsplit

    if not url:
        return
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InputError(
            f"{url!r} is not the address of a server.",
            remedy="Give --base-url like http://127.0.0.1:8000/v1.",
        )


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:300].rstrip(".")
