"""Whatever is given wrongly: one paragraph with its remedy, exit code 2, no traceback."""

import openpyxl
import pytest

STORY = (
    "A workshop makes chairs and tables. A chair gives 45 dollars of profit and takes 3 hours, "
    "a table gives 80 dollars and takes 5 hours. There are 40 hours. Maximize the profit."
)
PROGRAM = "def build_model(data):\n    return None\n"


@pytest.fixture(autouse=True)
def files(tmp_path):
    """Files of every bad kind in the working folder."""
    text = {
        "story.txt": STORY,
        "empty.txt": "",
        "blank.txt": " \n\n ",
        "prices.csv": "product,price\nchair,45\ntable,80\n",
        "ragged.csv": "product,price\nchair,45,9\n",
        "words.csv": "product,price\nchair,45\ntable,80\nshelf,cheap\n",
        "doubled.csv": "a,a\n1,2\n",
        "program.py": PROGRAM,
        "blank.py": "\n",
        "broken.json": '{"demand": 5,',
        "list.json": "[1, 2]",
        "deep.json": "[" * 100_000,
    }
    for name, content in text.items():
        (tmp_path / "work" / name).write_text(content)
    raw = {
        "binary.txt": bytes(range(256)),
        "scan.pdf": b"%PDF-1.7 ...",
        "long.txt": b"word " * 250_000,
        "binary.csv": b"\x00\x01\x02\x03",
        "binary.py": b"\x7fELF\x00\x00",
        "fake.xlsx": b"product,price\n",
    }
    for name, content in raw.items():
        (tmp_path / "work" / name).write_bytes(content)
    book = openpyxl.Workbook()
    book.active.append(["product", "price"])
    book.active.append(["chair", "=1+1"])
    book.save(tmp_path / "work" / "formula.xlsx")
    (tmp_path / "work" / "folder").mkdir()
    (tmp_path / "work" / "full").mkdir()
    (tmp_path / "work" / "full" / "thesis.txt").write_text("precious")


def refused(result):
    """What was said, of a command that was refused in one paragraph."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    lines = result.stderr.strip().split("\n")
    assert sum(line.startswith("Error: ") for line in lines) == 1
    return result.stderr


SOLVE = [
    ([""], "is empty"),
    (["   "], "is empty"),
    (["empty.txt"], "'empty.txt' is empty"),
    (["blank.txt"], "'blank.txt' is empty"),
    (["binary.txt"], "not text"),
    (["scan.pdf"], "a PDF document"),
    (["long.txt"], "larger than 400 kB"),
    (["x " * 60_000], "100,000 characters"),
    (["stroy.txt"], "'story.txt'"),
    (["folder"], "is a folder"),
    (["prices.csv"], "--data prices.csv"),
    ([STORY, "--data", "price.csv"], "'prices.csv'"),
    ([STORY, "--data", "folder"], "is a folder"),
    ([STORY, "--data", "ragged.csv"], "row 2 has 3 cells"),
    ([STORY, "--data", "words.csv"], "row 4, column 'price': 'cheap'"),
    ([STORY, "--data", "doubled.csv"], "'a' occurs twice"),
    ([STORY, "--data", "binary.csv"], "not text"),
    ([STORY, "--data", "fake.xlsx"], "not an XLSX"),
    ([STORY, "--data", "formula.xlsx"], "formula"),
    ([STORY, "--data", "broken.json"], "not JSON"),
    ([STORY, "--data", "prices.csv", "--data", "prices.csv"], "Two tables"),
    ([STORY, "--data", "story.txt"], "no rows"),
    ([STORY, "--data", "program.py"], "'.py'"),
    ([STORY, "--time-limit", "0"], "--time-limit"),
    ([STORY, "--time-limit", "-3"], "--time-limit"),
    ([STORY, "--time-limit", "nan"], "--time-limit"),
    ([STORY, "--time-limit", "inf"], "--time-limit"),
    ([STORY, "--solver", "gurobi"], "'gurobi'"),
    ([STORY, "--budget", "a lot"], "'a lot'"),
    ([STORY, "--model", "gpt"], "PROVIDER:NAME"),
    ([STORY, "--model", "openai:gpt-4o"], "OPENAI_API_KEY"),
    ([STORY, "--model", "nosuch:thing"], "nosuch"),
    ([STORY, "--model", "scripted:nothing.json"], "nothing.json"),
    ([STORY, "--model", "openai:m", "--base-url", "ftp://example"], "--base-url"),
    ([STORY, "--model", "scripted:nothing.json", "--base-url", "ftp://x"], "--base-url"),
    ([STORY, "--base-url", "foo"], "--base-url 'foo'"),
    ([STORY, "--resume", "r1"], "--resume"),
    (["--resume", "nosuch"], "There is no run 'nosuch'"),
    (["--resume", "../../etc"], "cannot be the name of a run"),
]


@pytest.mark.parametrize(("arguments", "named"), SOLVE)
def test_solve(optimoot, arguments, named):
    assert named in refused(optimoot("solve", *arguments))


@pytest.mark.parametrize(
    ("stdin", "named"),
    [(b"", "empty"), (b"\x00\x01", "not text"), (b"word " * 250_000, "100,000")],
)
def test_solve_from_standard_input(optimoot, stdin, named):
    assert named in refused(optimoot("solve", "-", stdin=stdin))
    assert named in refused(optimoot("solve", stdin=stdin))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["nothing.py"], "no file 'nothing.py'"),
        (["folder"], "is a folder"),
        (["blank.py"], "is empty"),
        (["binary.py"], "not text"),
        (["program.py", "--data", "broken.json"], "line 1, column 14"),
        (["program.py", "--data", "list.json"], "JSON object"),
        (["program.py", "--data", "deep.json"], "nested"),
        (["program.py", "--data", "nothing.json"], "no file"),
        (["program.py", "--data", "prices.csv"], "not JSON"),
        (["program.py", "--solver", "cplex"], "'cplex'"),
    ],
)
def test_check(optimoot, arguments, named):
    assert named in refused(optimoot("check", *arguments))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(["nothing"], "is not a bundle"), (["folder"], "is not a bundle"), (["story.txt"], "bundle")],
)
def test_resolve(optimoot, arguments, named):
    assert named in refused(optimoot("resolve", *arguments))


@pytest.mark.parametrize(
    "arguments",
    [["sovle", "x"], ["solve", "--nonsense"], ["check"], ["solve", STORY, "--time-limit", "soon"],
     ["solve", "one", "two"]],
)  # fmt: skip
def test_usage(optimoot, arguments):
    said = refused(optimoot(*arguments))
    assert "Usage: optimoot" in said
    assert "--help" in said


def test_settings_are_refused_by_name(optimoot, monkeypatch, home):
    monkeypatch.setenv("OPTIMOOT_TIME_LIMIT", "soon")
    assert "OPTIMOOT_TIME_LIMIT" in refused(optimoot("solve", STORY))
    monkeypatch.delenv("OPTIMOOT_TIME_LIMIT")
    config = home / "config" / "optimoot" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("time_limit = ")
    assert "config.toml" in refused(optimoot("solve", STORY))
    config.write_text("speed = 3")
    assert "'speed'" in refused(optimoot("solve", STORY))


def test_a_data_folder_that_cannot_be_written(optimoot, monkeypatch):
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", "story.txt")
    assert "OPTIMOOT_DATA_FOLDER" in refused(optimoot("solve", STORY))


def test_commands_in_names_are_not_sent_to_the_terminal(optimoot):
    for arguments in (["solve", "\x1b[2J.txt"], ["check", "\x1b[2J.py"], ["\x1b[2J"]):
        assert "\x1b" not in refused(optimoot(*arguments))


def test_an_error_leaves_standard_output_empty_with_json(optimoot):
    assert "not text" in refused(optimoot("solve", "binary.txt", "--json"))


def test_one_error_as_a_program(process):
    done = process("solve", "binary.txt")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"Error: 'binary.txt' is not text")
    assert done.stderr.count(b"\n") == 1
    encoded = process("solve", "größe.txt", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert encoded.returncode == 2
    assert b"gr\\xf6\\xdfe.txt" in encoded.stderr


def test_a_folder_that_cannot_take_the_bundle_is_refused_before_the_run(optimoot, tmp_path):
    result = optimoot("solve", STORY, "--save", "full")
    refused(result)
    assert "not a bundle" in result.stderr
    assert not (tmp_path / "home" / "data" / "runs").exists()
