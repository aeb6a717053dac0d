"""Files of items: what is read, and how a broken one is told."""

import gzip
import json

import pytest

from optimoot.benchmarks.commands.run import contradictions
from optimoot.benchmarks.sets.files import load_items, set_name
from optimoot.benchmarks.sets.formats.records import doubled_texts
from optimoot.errors import InputError

ONE = {"id": "a", "description": "x", "answer": 1}


def written(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_numbers_are_read_as_numbers_and_words_as_words(tmp_path):
    answers = ["12.5", 7, "1,200", "Infeasible", "$30"]
    lines = [
        json.dumps({"id": number, "description": "text", "answer": answer})
        for number, answer in enumerate(answers)
    ]
    items = load_items(written(tmp_path / "mine.jsonl", *lines, ""))
    assert [item.answer for item in items] == [12.5, 7.0, 1200.0, "infeasible", 30.0]
    assert [item.id for item in items] == ["0", "1", "2", "3", "4"]
    assert {item.set for item in items} == {"mine"}


def test_other_names_for_the_same_are_known(tmp_path):
    lines = [
        json.dumps(
            {"question": "Make chairs.", "en_answer": "4", "problem_class": "mix", "level": 2}
        )
    ]
    (item,) = load_items(written(tmp_path / "m.jsonl", *lines))
    assert (item.id, item.description, item.answer) == ("0001", "Make chairs.", 4.0)
    assert item.family == "mix"
    assert item.tags["level"] == "2"


def test_values_of_variables_are_kept_and_the_last_is_the_objective(tmp_path):
    record = {
        "question": "Price it.",
        "index": 7,
        "type": "nonlinear-notable",
        "results": {"The price": "1.25", "The profit": "3,625.0"},
    }
    path = tmp_path / "o.json"
    path.write_text(json.dumps([record]))
    (item,) = load_items(path)
    assert item.id == "7"
    assert item.answer == 3625.0
    assert item.results == {"The price": 1.25, "The profit": 3625.0}
    assert item.family == "nonlinear-notable"


def test_delimited_text_is_read_with_its_quotes_and_tables_come_with_json(tmp_path):
    text = 'id;question;label\n1;"Make chairs; and\ntables";"1,200"\n2;Ship;infeasible\n'
    path = tmp_path / "c.csv"
    path.write_text("\ufeff" + text.replace("\n", "\r\n"), encoding="utf-8")
    items = load_items(path)
    assert [item.answer for item in items] == [1200.0, "infeasible"]
    assert items[0].description.startswith("Make chairs; and")
    table = {"name": "costs", "columns": ["a", "b"], "rows": [["x", 1.0]]}
    (item,) = load_items(written(tmp_path / "t.jsonl", json.dumps(ONE | {"tables": [table]})))
    assert item.tables[0].name == "costs"


def test_gzipped_files_are_read(tmp_path):
    path = tmp_path / "g.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(ONE).encode()))
    assert load_items(path)[0].set == "g"
    path.write_bytes(gzip.compress(json.dumps(ONE).encode())[:-6])
    with pytest.raises(InputError, match="cannot be unpacked"):
        load_items(path)
    path.write_bytes(b"no archive")
    with pytest.raises(InputError, match="cannot be unpacked"):
        load_items(path)


def test_every_part_of_a_gzipped_file_is_read(tmp_path):
    parts = [gzip.compress(json.dumps(ONE | {"id": one}).encode() + b"\n") for one in "abc"]
    path = tmp_path / "parts.jsonl.gz"
    path.write_bytes(b"".join(parts) + b"\0\0\0")  # zeros fill up what came from a tape
    assert [item.id for item in load_items(path)] == ["a", "b", "c"]
    for rest in (b"garbage", parts[0][:-6]):
        path.write_bytes(parts[0] + rest)
        with pytest.raises(InputError, match="cannot be unpacked"):
            load_items(path)


def test_only_line_ends_end_a_line(tmp_path):
    text = "Make chairs\u2028and\x85tables\x0b."
    line = json.dumps(ONE | {"description": text.replace("\x0b", "")}, ensure_ascii=False)
    (item,) = load_items(written(tmp_path / "lines.jsonl", line))
    assert item.description == "Make chairs\u2028and\x85tables."
    path = tmp_path / "returns.jsonl"
    path.write_bytes(b"\r\n".join(json.dumps(ONE | {"id": one}).encode() for one in "ab"))
    assert [item.id for item in load_items(path)] == ["a", "b"]


def test_an_empty_answer_gives_way_to_one_under_another_name(tmp_path):
    line = json.dumps(ONE | {"answer": "", "en_answer": "7"})
    assert load_items(written(tmp_path / "m.jsonl", line))[0].answer == 7.0
    same = json.dumps(ONE | {"answer": "7.0", "label": 7})
    assert load_items(written(tmp_path / "s.jsonl", same))[0].answer == 7.0


def test_headers_are_known_in_capitals_and_doubled_ones_are_refused(tmp_path):
    (item,) = load_items(written(tmp_path / "c.csv", "ID,Question,Answer", "7,Ship,5"))
    assert (item.id, item.description, item.answer) == ("7", "Ship", 5.0)
    for header in ("id,question,answer,answer", "id,question,Answer,answer"):
        with pytest.raises(InputError, match=r"column .* twice"):
            load_items(written(tmp_path / "d.csv", header, "1,Ship,5,6"))


def test_a_header_without_rows_and_json_under_csv_are_told(tmp_path):
    with pytest.raises(InputError, match="JSON") as told:
        load_items(written(tmp_path / "j.csv", json.dumps(ONE)))
    assert ".jsonl" in told.value.remedy


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([json.dumps(ONE), "{half"], "Line 2"),
        ([json.dumps(ONE), '{"id": "b", "description": "x"}'], "In line 2 of .* is missing"),
        ([json.dumps({"id": "a", "answer": 1})], "Line 1 of .* no text"),
        ([json.dumps(ONE | {"description": "  "})], "no text"),
        ([json.dumps(ONE | {"answer": "3 or 4"})], "line 1 of .* holds several figures"),
        ([json.dumps(ONE | {"results": [1]})], "no object"),
        ([json.dumps(ONE | {"results": {"x": "about"}})], "result 'x'"),
        ([json.dumps(ONE | {"tables": [{"name": 1}]})], "tables that are none"),
        ([json.dumps(ONE | {"id": [1]})], "Line 1 of .* id that is neither"),
        ([json.dumps(ONE | {"id": "a\n\x1b[31m"})], "Line 1 of .* id with control"),
        (['{"id": "a", "description": "x\\ud800", "answer": 1}'], "Line 1 of .* half a character"),
        (['{"id": "a", "description": "x", "answer": 1, "answer": 2}'], "Line 1 .* 'answer' twice"),
        (['[{"id": "a", "description": "x", "answer": 1, "id": "b"}]'], "'id' twice"),
        ([json.dumps(ONE | {"label": 2})], "Line 1 of .* two answers"),
        (['{"id": "a", "description": "x", "answer": 1' + "0" * 400 + "}"], "no finite figure"),
        (["[" * 100_000], "too deep"),
        (['{"id": ' + "[" * 100_000], "Line 1 .* too deep"),
        (['"text"'], "no JSON object"),
        (["[1, 2]"], "Element 1"),
        (["[{"], "begins like a list"),
        (["[]"], "no items"),
        ([""], "no items"),
        ([json.dumps(ONE)] * 2, "'a' comes twice in .* line 2"),
    ],
)
def test_a_broken_file_is_told_by_its_place(tmp_path, lines, told):
    with pytest.raises(InputError, match=told):
        load_items(written(tmp_path / "items.jsonl", *lines))


def test_a_missing_file_a_binary_one_and_an_odd_ending_are_told(tmp_path):
    with pytest.raises(InputError, match=r"nothing\.jsonl"):
        load_items(tmp_path / "nothing.jsonl")
    path = tmp_path / "binary.jsonl"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InputError, match="UTF-8"):
        load_items(path)
    with pytest.raises(InputError, match="ending"):
        load_items(written(tmp_path / "items.yaml", json.dumps(ONE)))


def test_the_name_of_a_set_is_the_files_without_its_endings(tmp_path):
    assert set_name(tmp_path / "a.b.jsonl.gz") == "a.b"
    assert set_name(tmp_path / "plain") == "plain"


def test_one_text_with_two_labels_is_found(tmp_path):
    lines = [
        json.dumps(ONE),
        json.dumps(ONE | {"id": "b", "answer": 2}),
        json.dumps(ONE | {"id": "c"}),
    ]
    items = load_items(written(tmp_path / "d.jsonl", *lines))
    assert list(doubled_texts(items)) == [("a", "b")]
    (told,) = contradictions({"d": items, "clean": items[:1]})
    assert "'d', 1 items" in told
    assert "'a' and 'b'" in told
