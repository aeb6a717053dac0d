"""Reports of scripted evaluations in all forms, and texts that try to be markup."""

import asyncio
import io
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from rich.console import Console
from typer.testing import CliRunner

from optimoot.agents.answer import Answer, Verdict
from optimoot.benchmarks.cli import app
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.report.gathering import gather
from optimoot.benchmarks.report.markdown import to_markdown
from optimoot.benchmarks.report.page import write_page
from optimoot.benchmarks.report.plots import all_plots
from optimoot.benchmarks.report.stories import LONGEST, anchor, stories
from optimoot.benchmarks.report.tables import all_tables
from optimoot.benchmarks.report.terminal import show
from optimoot.benchmarks.running.folder import ANSWERS, EvaluationFolder
from optimoot.benchmarks.running.preset import Preset
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.running.scripted import scripted_items, scripted_preset
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE
from optimoot.errors import InputError
from optimoot.problem import Problem, Table
from optimoot.settings import Settings

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>](javascript:alert(3)) `|** \x1b[31m"


def run(path, items, presets, **options):
    settings = Settings(memory="off", data_folder=path)
    asyncio.run(run_evaluation(Evaluation({"mine": items}, presets, settings, **options), path))
    return EvaluationFolder.open(path)


@pytest.fixture
def two(tmp_path):
    presets = [scripted_preset(name="first"), scripted_preset(name="second")]
    return run(tmp_path / "two", scripted_items(12), presets, repeats=2)


def report_of(*folders):
    return gather([(folder.path.name, folder, "") for folder in folders], USUAL_RULE)


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its texts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.open = [], "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if "script" not in self.open and "style" not in self.open:
            self.text += data


def test_the_summary_has_the_figures_of_each_way_of_working(two):
    tables = {table.title: table for table in all_tables(report_of(two))}
    summary = tables["Results"]
    assert [row[0] for row in summary.rows] == ["first", "second"]
    assert summary.rows[0][1:3] == ("12", "24")
    right, wrong, abstained = (float(cell.split()[0]) for cell in summary.rows[0][3:6])
    assert right + wrong + abstained == pytest.approx(100.0, abs=0.2)
    assert tables["Against first"].rows[0][1] == "12"
    assert {row[0] for row in tables["By family"].rows} == {f"family {n}" for n in range(7)}
    for table in tables.values():
        assert {len(row) for row in table.rows} == {len(table.head)}


async def _broken(item, _teams, _settings, run_id):
    raise ZeroDivisionError(f"{item.id} in {run_id}")


def test_what_failed_is_told_by_name(tmp_path):
    odd = Preset(name="odd", meaning="Breaks.", teams=lambda _: (), attempt=_broken)
    folder = run(tmp_path / "odd", scripted_items(2), [odd])
    report = report_of(folder)
    table = next(one for one in all_tables(report) if one.title == "Failed and timed out")
    assert [row[2] for row in table.rows] == ["scripted-00000", "scripted-00001"]
    assert "ZeroDivisionError" in table.rows[0][5]
    assert "scripted\\-00001" in to_markdown(report)


def test_two_runs_of_one_preset_are_told_apart(tmp_path):
    folders = [run(tmp_path / name, scripted_items(3), [scripted_preset()]) for name in "ab"]
    report = report_of(*folders)
    assert [column.name for column in report.columns] == ["a@scripted", "b@scripted"]
    assert report.columns[1].against_first.items == 3


def test_the_page_needs_nothing_else_and_says_who_may_run_in_it(two):
    page = write_page(report_of(two), two.path).read_text(encoding="utf-8")
    parsed = Tags(page)
    for tag, attributes in parsed.tags:
        for name in ("src", "href", "xlink:href", "srcset", "action"):
            value = attributes.get(name) or "#"
            assert value.startswith("#"), (tag, attributes)
        assert tag not in {"link", "iframe", "object", "embed", "img", "base"}
        assert not any(name.startswith("on") for name in attributes)
    policy = next(a["content"] for t, a in parsed.tags if t == "meta" and "content" in a
                  and a.get("http-equiv") == "Content-Security-Policy")  # fmt: skip
    assert policy.startswith("default-src 'none'")
    assert re.search(r"script-src 'sha256-[\w+/=]+';", policy)
    assert page.count("<script>") == 1
    items = [a for t, a in parsed.tags if t == "details" and a.get("class") == "item"]
    assert len(items) == 12
    ids = [a["id"] for _, a in parsed.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert "Make up to 3 crates" in parsed.text


def test_links_to_items_lead_somewhere(tmp_path):
    odd = Preset(name="odd", meaning="Says nothing.", teams=lambda _: (), attempt=_silent)
    folder = run(tmp_path / "flip", scripted_items(9), [scripted_preset(), odd])
    parsed = Tags(write_page(report_of(folder), folder.path).read_text(encoding="utf-8"))
    links = {a["href"][1:] for t, a in parsed.tags if t == "a" and a["href"].startswith("#item")}
    ids = {a["id"] for _, a in parsed.tags if "id" in a}
    assert links
    assert links <= ids


async def _silent(item, _teams, _settings, run_id):
    return Answer(run_id=run_id, problem=Problem(text=item.description), verdict=Verdict.UNSOLVED)


async def _evil(item, _teams, _settings, run_id):
    from optimoot.agents.team import Abstention

    problem = Problem(text=item.description)
    abstention = Abstention(team=EVIL, reason=EVIL)
    return Answer(
        run_id=run_id, problem=problem, verdict=Verdict.UNSOLVED, explanation=EVIL,
        abstentions=(abstention,),
    )  # fmt: skip


def test_texts_that_try_to_be_markup_are_shown_as_texts(tmp_path):
    table = Table(name=EVIL, columns=(EVIL, "b"), rows=((EVIL, 1.0),))
    item = Item(id=EVIL, description=EVIL, answer=EVIL, family=EVIL, tables=(table,))
    preset = Preset(name=EVIL, meaning=EVIL, teams=lambda _: (), attempt=_evil)
    folder = run(tmp_path / "evil", [item], [preset, scripted_preset()])
    report = report_of(folder)
    page = write_page(report, folder.path).read_text(encoding="utf-8")
    parsed = Tags(page)
    assert page.count("<script>") == 1
    assert not any(tag == "img" or "onerror" in attributes for tag, attributes in parsed.tags)
    assert "<script>alert(1)</script>" in parsed.text
    markdown = to_markdown(report)
    assert "<script>" not in markdown
    assert "](javascript" not in markdown
    shown = CliRunner().invoke(app, ["report", str(folder.path), "--format", "terminal"])
    assert shown.exit_code == 0, shown.output
    assert "\x1b[31m" not in shown.output
    for plot in all_plots(report):
        assert "<script" not in plot.svg


def test_what_is_too_long_is_cut_and_says_so(tmp_path):
    item = Item(id="long", description="word " * 5_000, answer=1.0)
    rows = tuple((f"r{n}", float(n)) for n in range(40))
    item = item.model_copy(update={"tables": (Table(name="t", columns=("a", "b"), rows=rows),)})
    folder = run(tmp_path / "long", [item], [scripted_preset()])
    (story,) = stories(report_of(folder))
    assert len(story.text) < LONGEST + 60
    assert "characters more" in story.text
    assert story.tables[0].left_out == 28


def test_an_answer_that_is_gone_leaves_the_rest_of_the_page(two):
    next((two.path / ANSWERS).iterdir()).unlink()
    page = write_page(report_of(two), two.path).read_text(encoding="utf-8")
    assert page.count("cannot be read") == 1


def test_an_items_anchor_is_the_same_in_every_report():
    assert anchor("a", "b") == anchor("a", "b") != anchor("a", "c")


def test_every_plot_is_told_in_words_and_takes_the_pages_color(two):
    plots = list(all_plots(report_of(two)))
    assert {plot.title for plot in plots} >= {"Accuracy", "Risk and coverage", "Failures by class"}
    for plot in plots:
        assert "first" in plot.told
        assert plot.svg.startswith("<svg")
        assert plot.svg.endswith("</svg>\n")
        assert "currentColor" in plot.svg
        assert "metadata" not in plot.svg


def test_the_same_report_is_the_same_page(two, tmp_path):
    one = write_page(report_of(two), tmp_path / "x").read_bytes()
    assert write_page(report_of(two), tmp_path / "y").read_bytes() == one


def test_the_command_writes_all_forms_or_those_that_are_asked_for(two, tmp_path):
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["report", str(two.path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "Results" in done.output
    assert (out / "report.html").is_file()
    assert (out / "report.md").read_text().startswith("# Evaluation")
    only = CliRunner().invoke(
        app, ["report", f"{two.path}@first", "--out", str(tmp_path / "m"), "--format", "markdown"]
    )
    assert only.exit_code == 0
    assert [path.name for path in (tmp_path / "m").iterdir()] == ["report.md"]
    assert "| second |" not in (tmp_path / "m" / "report.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "pdf"], "no format 'pdf'"),
        (["--rule", "guess"], "guess"),
        (["--out", "/proc/nothing/here"], "Cannot write into"),
    ],
)
def test_what_makes_no_sense_is_refused(two, arguments, said):
    done = CliRunner().invoke(app, ["report", str(two.path), *arguments])
    assert isinstance(done.exception, InputError)
    assert said in str(done.exception)


def test_a_run_without_records_is_told(tmp_path, two):
    empty = tmp_path / "empty"
    EvaluationFolder(empty).begin(two.header())
    done = CliRunner().invoke(app, ["report", str(empty)])
    assert "no records yet" in str(done.exception)


def test_without_the_extra_the_page_says_how_to_get_it(two):
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from optimoot.benchmarks.cli import app\n"
        "from optimoot.errors import MissingExtraError\n"
        "try:\n"
        f"    app(['report', {str(two.path)!r}, '--format', 'html'], standalone_mode=False)\n"
        "except MissingExtraError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "optimoot[report]" in done.stdout


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_word_is_broken_however_narrow_the_terminal_is(two, width):
    console = Console(width=width, file=io.StringIO())
    show(report_of(two), console)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    told = " ".join(" ".join(lines).split())
    for word in ("attempts", "abstained %", "selective accuracy %", "median", "first", "second"):
        assert word in told


def test_a_way_of_working_without_families_has_no_place_in_their_plot(tmp_path):
    bare = [item.model_copy(update={"family": ""}) for item in scripted_items(6)]
    with_families = run(tmp_path / "a", scripted_items(6), [scripted_preset(name="told")])
    without = run(tmp_path / "b", bare, [scripted_preset(name="silent")])
    plots = {plot.title: plot for plot in all_plots(report_of(with_families, without))}
    assert "silent" not in plots["By family"].svg
    assert "told" in plots["By family"].svg
    assert "silent" in plots["Seconds"].svg


@pytest.mark.parametrize("slowest", [0.0, 0.002, 0.05, 3_000.0])
def test_axes_are_marked_in_plain_figures(two, slowest):
    report = report_of(two)
    for place, one in enumerate(report.columns[0].records):
        seconds = slowest * (place + 1) / len(report.columns[0].records)
        vars(one)["record"] = one.record.model_copy(update={"seconds": seconds})
    for plot in all_plots(report):
        texts = re.findall(r"<text[^>]*>([^<]*)</text>", plot.svg)
        assert texts
        assert not any("$" in text or "mathdefault" in text for text in texts)


def test_items_can_be_filtered_by_family(two):
    parsed = Tags(write_page(report_of(two), two.path).read_text(encoding="utf-8"))
    assert any(tag == "select" and a.get("id") == "family" for tag, a in parsed.tags)
    families = {a.get("data-family") for _, a in parsed.tags if a.get("class") == "item"}
    assert families == {f"family {n}" for n in range(7)}
