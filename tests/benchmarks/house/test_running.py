"""House problems through the runner and the command line."""

from typer.testing import CliRunner

from optimoot.agents.team import Abstention
from optimoot.benchmarks.cli import app
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.preset import Preset
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.sets.registry import find_set
from optimoot.settings import Settings


class Listener:
    """A team that keeps the problems that it is given and answers none."""

    name = "listener"

    def __init__(self):
        self.heard = []

    async def attempt(self, problem, context):
        self.heard.append(problem)
        return Abstention(team=self.name, reason="listens only")


async def test_attached_tables_reach_the_teams(tmp_path):
    listener = Listener()
    items = [item for item in find_set("house").items if item.id == "transportation/mangoes"]
    preset = Preset(name="listening", meaning="Listens.", teams=lambda _settings: [listener])
    settings = Settings(data_folder=tmp_path, memory="off")
    await run_evaluation(Evaluation({"house": items}, [preset], settings), tmp_path)
    assert [table.name for table in listener.heard[0].tables] == ["routes", "orchards"]


def test_a_known_set_runs_by_its_name(tmp_path):
    result = CliRunner().invoke(app, ["run", "house", "--limit", "2", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    records = list(EvaluationFolder.open(tmp_path).records())
    assert {record.id for record in records} == {item.id for item in find_set("house").items[:2]}
    assert {record.set for record in records} == {"house"}


def test_another_name_is_a_file(tmp_path):
    result = CliRunner().invoke(app, ["run", str(tmp_path / "mine.jsonl"), "--out", str(tmp_path)])
    assert result.exit_code != 0
    assert "mine.jsonl" in str(result.exception)
