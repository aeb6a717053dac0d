"""What a command does not need is not imported: `--help` answers at once."""

import subprocess
import sys

import pytest

HEAVY = {"langgraph", "langchain_core", "pyomo", "highspy", "pandas", "numpy", "rich"}
SHOW = """
import sys
sys.argv = ["optimoot", *sys.argv[1:]]
from optimoot.app.cli import main
try:
    main()
except SystemExit:
    pass
print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *arguments], capture_output=True, text=True, check=True
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("loaded:"))
    return set(line.split()[1:])


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["solve", "--help"], ["--version"], ["solve", "--nonsense"], ["sovle"]],
)
def test_help_and_mistakes_import_nothing_heavy(arguments):
    assert loaded(*arguments).isdisjoint(HEAVY)


def test_bad_input_does_not_wait_for_the_graph():
    assert loaded("solve", "no/such/file.txt").isdisjoint({"langgraph", "pyomo", "pandas", "numpy"})


def test_solving_leaves_the_modeling_to_the_sandbox():
    story = "A stall sells tea for $2 and buns for $3. What should it sell to maximize its revenue?"
    assert loaded("solve", story, "--quiet").isdisjoint({"pyomo", "highspy", "pandas", "openpyxl"})
