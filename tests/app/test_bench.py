"""`optimoot bench` is the benchmarks' own command line."""

import sys
import types

import pytest
import typer


@pytest.fixture
def mounted(monkeypatch):
    """A stand-in for the benchmarks' command line; gives what it was called with."""
    calls = []
    app = typer.Typer()

    @app.command()
    def run(file: str, teams: str = "builtin", code: int = 0):
        """Run it."""
        calls.append((file, teams))
        raise typer.Exit(code)

    @app.command()
    def other():
        """Something else."""

    module = types.ModuleType("optimoot.benchmarks.cli")
    module.app = app
    monkeypatch.setitem(sys.modules, "optimoot.benchmarks.cli", module)
    return calls


def test_arguments_and_exit_code_go_through(optimoot, mounted):
    result = optimoot("bench", "run", "items.jsonl", "--teams", "all", "--code", "3")
    assert result.exit_code == 3
    assert mounted == [("items.jsonl", "all")]


def test_help_and_mistakes_are_those_of_the_benchmarks(optimoot, mounted):
    result = optimoot("bench", "--help")
    assert result.exit_code == 0
    assert "optimoot bench" in result.stdout
    assert "Run it." in result.stdout
    assert optimoot("bench", "run").exit_code == 2
    assert mounted == []


def test_an_installation_without_benchmarks_says_so(optimoot, monkeypatch):
    monkeypatch.setitem(sys.modules, "optimoot.benchmarks.cli", None)
    result = optimoot("bench", "run")
    assert result.exit_code == 2
    assert "no benchmarks" in result.stderr
