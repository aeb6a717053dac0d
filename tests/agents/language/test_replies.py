from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from optimoot.agents.language.replies import (
    ReplyError,
    json_block,
    read_code,
    read_json,
    without_thoughts,
)


class Reply(BaseModel):
    word: str
    numbers: list[int] = []


PROGRAM = (
    "import pyomo.environ as pyo\n\n\ndef build_model(data):\n    return pyo.ConcreteModel()\n"
)


@pytest.mark.parametrize(
    "text",
    [
        '{"word": "yes", "numbers": [1, 2]}',
        '```json\n{"word": "yes", "numbers": [1, 2]}\n```',
        'Here it is:\n\n```\n{"word": "yes", "numbers": [1, 2]}\n```\nI hope it helps {really}.',
        '<think>{"word": "no"} perhaps</think>{"word": "yes", "numbers": [1, 2]}',
        'first {"word": "no"}, hm</think>\n{"word": "yes", "numbers": [1, 2]}',
        'The set {a, b} and {"other": 1} and then {"word": "yes", "numbers": [1, 2]}',
        '{"word": "yes", "numbers": [1, 2,],}',
        "{'word': 'yes', 'numbers': [1, 2]}",
        'So {I think {"word": "yes", "numbers": [1, 2]}} is it',
        '~~~json\n{"word": "yes", "numbers": [1, 2]}\n~~~',
    ],
)
def test_json_is_found_however_it_is_wrapped(text: str) -> None:
    assert read_json(text, Reply) == Reply(word="yes", numbers=[1, 2])


def test_braces_and_quotes_inside_strings_do_not_end_the_object() -> None:
    word = 'a } brace, a { brace, a " quote and a \\ backslash\nand a line'
    assert read_json(f"well: {json.dumps({'word': word})} ok", Reply).word == word


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "The reply is empty."),
        (" \n", "The reply is empty."),
        ("no, I can't", 'which says: "no, I can\'t".'),
        ("no " * 300, "which says: 'no no"),
        ('{"word": "yes", "numb', "no complete JSON object"),
        ('{"numbers": [1]}', "word: Field required"),
        ('{"word": "yes", "numbers": ["x"]}', "numbers.0"),
        ("<think>so it goes on and on", "thoughts and no answer"),
    ],
)
def test_what_is_wrong_is_said(text: str, problem: str) -> None:
    with pytest.raises(ReplyError) as caught:
        read_json(text, Reply)
    assert any(problem in line for line in caught.value.problems)


def test_many_errors_are_cut_short() -> None:
    with pytest.raises(ReplyError) as caught:
        read_json(json.dumps({"word": "x", "numbers": ["a"] * 50}), Reply)
    assert len(caught.value.problems) == 13
    assert "38 more" in caught.value.problems[-1]


def test_the_object_that_fits_wins_over_the_first() -> None:
    text = 'For example {"word": 1}. My reply: {"word": "two"}'
    assert read_json(text, Reply).word == "two"


@pytest.mark.parametrize(
    "text",
    [
        f"```python\n{PROGRAM}```",
        f"Sure.\n\n```py\n{PROGRAM}```\nDone.",
        f"```\nx = 1\n```\n```python\n{PROGRAM}```",
        f"<think>```python\ndef build_model(data): pass\n```</think>\n```python\n{PROGRAM}```",
        PROGRAM,
    ],
)
def test_the_program_is_found(text: str) -> None:
    assert read_code(text, "build_model") == PROGRAM


def test_the_last_version_counts() -> None:
    draft = "def build_model(data):\n    return 1\n"
    assert read_code(f"```python\n{draft}```\nBetter:\n```python\n{PROGRAM}```", "build_model") == (
        PROGRAM
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("I would rather not.", "no fenced Python block"),
        ("```python\ndef build_model(data:\n    pass\n```", "does not parse at line 1"),
        ("```python\nx = 1\n```", "does not define build_model"),
        ("```python\ndef build_model(data):\n    return", "breaks off"),
    ],
)
def test_a_missing_program_is_explained(text: str, problem: str) -> None:
    with pytest.raises(ReplyError, match=problem):
        read_code(text, "build_model")


def test_the_data_block_is_found_beside_the_program() -> None:
    text = f'```json\n{{"capacity": 5}}\n```\n```python\n{PROGRAM}```'
    assert json_block(text) == {"capacity": 5}
    assert json_block(f"```python\n{PROGRAM}```") is None


@given(st.text())
def test_any_text_gives_a_reply_or_a_reply_error(text: str) -> None:
    with suppress(ReplyError):
        assert read_json(text, Reply).word in text
    with suppress(ReplyError):
        assert "def build_model" in read_code(text, "build_model")


@given(
    st.text(alphabet="{}[]\"'`~\\ \n<>/thinkjsopy:,0", max_size=300),
    st.text(max_size=50),
    st.lists(st.integers(-(10**6), 10**6), max_size=5),
)
def test_a_fenced_object_survives_any_word_before_it_that_opens_no_fence(
    before: str, word: str, numbers: list[int]
) -> None:
    # thoughts and fences before it may rightly swallow the object
    lead = before.replace("`", "").replace("~", "").replace("<", "").replace("{", "")
    reply = Reply(word=word, numbers=numbers)
    text = f"{lead}\n```json\n{reply.model_dump_json()}\n```\n"
    assert read_json(text, Reply) == reply


@pytest.mark.parametrize(
    "text", ["{" * 200_000, '{"' * 100_000, "```x\n" * 50_000, "<think>" * 50_000, "[" * 200_000]
)
def test_hostile_texts_end_soon(text: str) -> None:
    with pytest.raises(ReplyError):
        read_json(text, Reply)


def test_thoughts_are_stripped_from_the_middle_too() -> None:
    assert without_thoughts("a <think>b</think> c <THINK>d</THINK> e") == "a  c  e"
