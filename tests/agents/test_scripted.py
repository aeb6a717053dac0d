from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, HumanMessage

from optimoot.agents.scripted import ScriptedChatModel, ScriptedError
from optimoot.errors import InputError


def ask(model: ScriptedChatModel, role: str, text: str = "go") -> AIMessage:
    return model.invoke([HumanMessage(text)], config={"metadata": {"role": role}})


def test_each_role_has_its_own_order() -> None:
    model = ScriptedChatModel.of({"critic": ["a", "b"], "coder": ["c"]})
    said = [ask(model, "critic").text, ask(model, "coder").text, ask(model, "critic").text]
    assert said == ["a", "c", "b"]
    assert [prompt.role for prompt in model.prompts] == ["critic", "coder", "critic"]
    assert model.prompts[0].text == "go"


def test_a_list_serves_every_role_in_order() -> None:
    model = ScriptedChatModel.of(["a", "b"])
    assert [ask(model, "critic").text, ask(model, "coder").text] == ["a", "b"]


def test_steps_can_fail_be_late_break_off_and_report_tokens() -> None:
    model = ScriptedChatModel.of(
        [
            {"error": "rate_limit"},
            {"text": "abcdef", "truncate": 3},
            {"json": {"a": 1}, "tokens": [7, 2]},
            {"text": "x", "tokens": None, "delay": 0.01},
            {"error": "connection"},
        ]
    )
    with pytest.raises(ScriptedError) as caught:
        ask(model, "")
    assert caught.value.status_code == 429
    cut = ask(model, "")
    assert (cut.text, cut.response_metadata["finish_reason"]) == ("abc", "length")
    shaped = ask(model, "")
    assert shaped.text == '{"a": 1}'
    assert shaped.usage_metadata is not None
    assert shaped.usage_metadata["total_tokens"] == 9
    late = asyncio.run(model.ainvoke("hello"))
    assert late.usage_metadata is None
    with pytest.raises(ConnectionResetError):
        ask(model, "")


def test_an_exhausted_script_says_which_completion_is_missing() -> None:
    model = ScriptedChatModel.of({"critic": ["a"]})
    ask(model, "critic")
    with pytest.raises(InputError, match="number 2 for the critic"):
        ask(model, "critic")
    with pytest.raises(InputError, match="number 1 for the coder"):
        ask(model, "coder")


def test_scripts_are_read_from_yaml_and_json_with_files_beside(tmp_path: Path) -> None:
    (tmp_path / "program.md").write_text("```python\nx = 1\n```")
    (tmp_path / "a.yaml").write_text("coder:\n  - file: program.md\n  - |\n    two\n    lines\n")
    model = ScriptedChatModel.from_file(tmp_path / "a.yaml")
    assert ask(model, "coder").text == "```python\nx = 1\n```"
    assert ask(model, "coder").text == "two\nlines\n"
    (tmp_path / "b.json").write_text('["one", {"json": [1]}]')
    other = ScriptedChatModel.from_file(tmp_path / "b.json")
    assert [ask(other, "").text, ask(other, "").text] == ["one", "[1]"]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("coder: [{txt: a}]", "coder[0]"),
        ("coder: [{error: nonsense}]", "error"),
        ("just words", "no mapping"),
        ("a: [unclosed", "cannot be read"),
        ("coder: [{file: gone.md}]", "gone.md"),
    ],
)
def test_a_script_that_cannot_be_used_says_where(tmp_path: Path, content: str, part: str) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        ScriptedChatModel.from_file(path)
    assert part in str(caught.value)
