from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel

from optimoot.agents import models
from optimoot.agents.models import (
    ModelName,
    make_chat_model,
    model_requests,
    name_of_model,
    parse_model_name,
    with_absolute_paths,
)
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.errors import InputError, MissingExtraError
from optimoot.settings import Settings


@pytest.mark.parametrize(
    ("text", "provider", "name"),
    [
        ("openai:gpt-4o", "openai", "gpt-4o"),
        ("ollama:qwen3:8b", "ollama", "qwen3:8b"),
        (" OpenAI : gpt-4o ", "openai", "gpt-4o"),
        ("google-genai:gemini-2.5-flash", "google", "gemini-2.5-flash"),
        ("scripted:/a/b.yaml", "scripted", "/a/b.yaml"),
    ],
)
def test_names_are_read(text: str, provider: str, name: str) -> None:
    read = parse_model_name(text)
    assert (read.provider, read.name) == (provider, name)


@pytest.mark.parametrize("text", ["gpt-4o", "openai:", ":gpt", "", ":"])
def test_a_name_without_both_sides_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="PROVIDER:NAME"):
        parse_model_name(text)


def test_a_key_is_needed_and_named() -> None:
    with pytest.raises(InputError, match="OPENAI_API_KEY"):
        make_chat_model(Settings(model="openai:gpt-4o"))


def test_a_server_of_ones_own_needs_no_key() -> None:
    model = make_chat_model(Settings(model="openai:m", base_url="http://127.0.0.1:9/v1"))
    assert model.max_retries == 0  # type: ignore[attr-defined]
    assert model.openai_api_key.get_secret_value() == models.NO_KEY  # type: ignore[attr-defined]


def test_a_key_in_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "abc")
    model = make_chat_model(Settings(model="openai:m", base_url="http://127.0.0.1:9/v1"))
    assert model.openai_api_key.get_secret_value() == "abc"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("provider", "package"),
    [
        ("anthropic", "langchain_anthropic"),
        ("google", "langchain_google_genai"),
        ("ollama", "langchain_ollama"),
    ],
)
def test_a_missing_package_names_its_extra(
    monkeypatch: pytest.MonkeyPatch, provider: str, package: str
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == package else real(name)
    )
    with pytest.raises(MissingExtraError, match=rf"optimoot\[{provider}\]"):
        make_chat_model(Settings(model=f"{provider}:m"))


def test_an_unknown_provider_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match="anthropic, google, ollama, openai, scripted"):
        make_chat_model(Settings(model="acme:m"))


def test_another_provider_of_langchain_names_its_package() -> None:
    with pytest.raises(InputError, match="langchain-groq"):
        make_chat_model(Settings(model="groq:m"))


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://a/b", "http://", "http://a:x/v1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="--base-url"):
        make_chat_model(Settings(model="openai:m", base_url=url))


def test_requests_are_off_in_tests_and_can_be_switched() -> None:
    with pytest.raises(InputError, match="switched off"):
        models.check_requests_allowed("openai:m")
    with model_requests(True):
        models.check_requests_allowed("openai:m")
    with pytest.raises(InputError, match="switched off"):
        models.check_requests_allowed("openai:m")


def test_a_script_is_a_model(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text("critic: [{text: fine}]\n")
    model = make_chat_model(Settings(model=f"scripted:{path}"))
    assert isinstance(model, ScriptedChatModel)
    with pytest.raises(InputError, match=r"none\.yaml"):
        make_chat_model(Settings(model=f"scripted:{tmp_path / 'none.yaml'}"))


def test_no_provider_package_is_imported_before_a_model_is_made() -> None:
    code = (
        "import sys, optimoot.agents.run, optimoot.agents.models\n"
        "bad = {'openai', 'langchain_openai'} & set(sys.modules)\n"
        "sys.exit(f'imported {bad}' if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_paths_of_a_script_and_of_prompts_are_made_absolute(tmp_path: Path) -> None:
    kept = with_absolute_paths(
        {"model": "Scripted: a.yaml", "prompts": "mine", "repairs": 2}, tmp_path
    )
    assert kept == {
        "model": f"scripted:{tmp_path / 'a.yaml'}",
        "prompts": str(tmp_path / "mine"),
        "repairs": 2,
    }
    assert with_absolute_paths({"model": "openai:m"}, tmp_path) == {"model": "openai:m"}
    absolute = {"model": "scripted:/x/a.yaml", "prompts": "/y"}
    assert with_absolute_paths(absolute, tmp_path) == absolute


def test_a_model_that_somebody_made_has_a_name() -> None:
    hosted = make_chat_model(Settings(model="openai:m", base_url="http://127.0.0.1:9/v1"))
    assert name_of_model(hosted) == ModelName("openai", "m")
    assert name_of_model(ScriptedChatModel.of(["a"])).provider == "scripted"
    assert name_of_model(FakeListChatModel(responses=["a"])) == ModelName(
        "langchain", "FakeListChatModel"
    )
