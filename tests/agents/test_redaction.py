"""No key of the environment, and nothing that looks like one, is kept or shown."""

import pytest

from optimoot.agents.failures import translate
from optimoot.agents.redaction import redact


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "plain-value-4711")
    monkeypatch.setenv("SOME_TOKEN", "abc")


@pytest.mark.parametrize(
    "text",
    [
        "bad key plain-value-4711",
        "Incorrect API key provided: sk-abcdef123456789.",
        "header 'Authorization: Bearer xyz.abc-123'",
        "POST http://user:hunter22@127.0.0.1:8000/v1 failed",
    ],
)
def test_keys_vanish(text):
    shown = redact(text)
    assert shown != text
    for secret in ("4711", "abcdef123456789", "xyz.abc-123", "hunter22"):
        assert secret not in shown


def test_ordinary_words_stay():
    text = "The server at http://127.0.0.1:8000/v1 says abc: no task-list for bearers."
    assert redact(text) == text


def test_what_a_server_says_is_told_without_the_key():
    error = RuntimeError(f"{'x' * 150} bad key plain-value-4711 and plain-value-4711")
    told = translate(error, model="m", base_url="http://me:hunter22@127.0.0.1/v1", timeout=5.0)
    assert "plain-value" not in str(told)
    assert "hunter22" not in str(told)
