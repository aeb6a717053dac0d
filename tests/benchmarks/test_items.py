"""Benchmark files: what is read, and how a broken one is told."""

import json

import pytest

from optimoot.benchmarks.items import load_items
from optimoot.errors import InputError


def written(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_numbers_are_read_as_numbers_and_words_as_words(tmp_path):
    answers = ["12.5", 7, "1,200", "Infeasible", "$30"]
    lines = [
        json.dumps({"id": number, "description": "text", "answer": answer})
        for number, answer in enumerate(answers)
    ]
    items = load_items(written(tmp_path / "items.jsonl", *lines, ""))
    assert [item.answer for item in items] == [12.5, 7.0, 1200.0, "infeasible", 30.0]
    assert [item.id for item in items] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (['{"id": "a", "description": "x", "answer": 1}', "{half"], "Line 2"),
        (['{"id": "a", "description": "x"}'], "lacks answer"),
        (["[1, 2]"], "lacks id, description, answer"),
        ([""], "no items"),
        (['{"id": "a", "description": "x", "answer": 1}'] * 2, "'a' comes twice"),
    ],
)
def test_a_broken_file_is_told_by_line(tmp_path, lines, told):
    with pytest.raises(InputError, match=told):
        load_items(written(tmp_path / "items.jsonl", *lines))


def test_a_missing_file_and_a_binary_one_are_told(tmp_path):
    with pytest.raises(InputError, match="Cannot read"):
        load_items(tmp_path / "nothing.jsonl")
    path = tmp_path / "binary.jsonl"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InputError, match="UTF-8"):
        load_items(path)
