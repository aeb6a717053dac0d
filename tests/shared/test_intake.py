"""Intake: text, file or standard input becomes a Problem, or an error with a remedy."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimoot import intake
from optimoot.errors import InputError
from optimoot.intake import make_problem, read_text
from optimoot.problem import Table

STORY = "A baker sells rolls for 2 dollars and cakes for 9. She has 10 hours. What should she bake?"


def refusal(source, stdin=None):
    with pytest.raises(InputError) as caught:
        read_text(source, stdin=stdin)
    assert caught.value.remedy
    return str(caught.value)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_problem_keeps_its_text_and_finds_its_numbers():
    problem = make_problem("\n " + STORY)
    assert problem.text == "\n " + STORY
    assert [number.value for number in problem.numbers] == [2, 9, 10]
    assert all(problem.text[n.start : n.end] == n.text for n in problem.numbers)
    assert problem.title == "A baker sells rolls for 2 dollars and cakes for 9."


def test_a_long_first_sentence_gives_a_short_title():
    title = make_problem("word " * 50).title
    assert title.endswith(" …")
    assert len(title) <= 75


def test_a_problem_takes_tables_with_names_of_their_own():
    table = Table(name="costs", columns=("a",), rows=((1,),), source="x.csv")
    assert make_problem(STORY, [table]).tables == (table,)
    with pytest.raises(InputError, match="Two tables are called 'costs'"):
        make_problem(STORY, [table, table])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "is empty"),
        (" \n\t ", "is empty"),
        ("x" * 1_000_001, "100,000 characters"),
        ("a problem\0with zero", "offset 9"),
        ("a \udce4 problem", "offset 2"),
    ],
)
def test_unusable_text_is_refused(text, named):
    with pytest.raises(InputError, match=named) as caught:
        make_problem(text)
    assert caught.value.remedy
    assert named in refusal(text)


def test_text_is_taken_as_it_is():
    assert read_text(STORY) == STORY
    assert read_text("Минимизировать затраты") == "Минимизировать затраты"
    assert read_text("最小化总成本") == "最小化总成本"
    assert read_text("Which mix of A/B is best?") == "Which mix of A/B is best?"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_file_is_read_in_its_encoding(folder, encoding):
    text = "Ein Bäcker backt Brötchen.\r\nWie viele?"
    (folder / "bäcker text").write_bytes(text.encode(encoding))
    assert read_text("bäcker text") == text
    assert read_text(str(folder / "bäcker text")) == text


def test_a_dash_is_standard_input():
    assert read_text("-", stdin=io.BytesIO(STORY.encode())) == STORY
    assert "Standard input is empty" in refusal("-", io.BytesIO(b" \n"))
    assert "not text" in refusal("-", io.BytesIO(b"\x00\x01\x02\x03\x05"))
    assert "100,000" in refusal("-", io.BytesIO(b"many words " * 100_000))


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("bakry.txt", "'bakery.txt'"),
        ("bakery", "'bakery.txt'"),
        ("bakery.md", "'bakery.txt'"),
        ("no/such/file.txt", "folder does not exist"),
        ("my own problem.txt", "Check the path"),
        ("./bakery", "no file"),
        ("solve", "neither a file nor a problem"),
        ("prices.csv", "--data prices.csv"),
        (".", "is a folder"),
    ],
)
def test_a_name_that_is_no_problem_says_what_to_do(folder, source, named):
    (folder / "bakery.txt").write_text(STORY)
    (folder / "prices.csv").write_text("a,b\n1,2\n")
    assert named in refusal(source)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"PK\x03\x04....", "office document"),
        (bytes(range(256)), "not text"),
        (b"\x81\x8d\x8f\x90", "UTF-8"),
        ("тест".encode("koi8-r") * 9, "UTF-8"),
        (b"words " * 100_000, "larger than 400 kB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_name(folder, content, named):
    (folder / "story.txt").write_bytes(content)
    message = refusal("story.txt")
    assert named in message
    assert "'story.txt'" in message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(source=st.text(max_size=60) | st.from_regex(r"~\w{0,3}|[a-z.]{1,9}", fullmatch=True))
def test_any_argument_is_text_or_an_input_error(folder, source):
    if source == "-":
        return
    try:
        assert read_text(source) == source
    except InputError as error:
        if not error.remedy:
            pytest.fail(f"no remedy: {error}")


@given(text=st.text(max_size=200) | st.text("0123456789 .,%$-/½¼²٣\u202e\x1b", max_size=60))
def test_any_text_is_a_problem_or_an_input_error(text):
    try:
        problem = make_problem(text)
    except InputError as error:
        if not error.remedy:
            pytest.fail(f"no remedy: {error}")
    else:
        assert problem.text == text
        assert intake.make_problem(text) == problem
        assert problem.model_dump_json()
