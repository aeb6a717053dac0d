"""Reading a text with the sheet reader, and solving what was read."""

import pytest

from optimoot.agents.builtin.reading import Reading
from optimoot.agents.sheets.reader import SheetReader
from optimoot.binding import bind
from optimoot.intake import make_problem
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions


@pytest.fixture
def read():
    """Reads a text; gives a Reading or a NotRead."""
    return lambda text: SheetReader().read(make_problem(text))


@pytest.fixture
def optimum(read):
    """Reads and solves a text; gives the objective."""

    def solved(text):
        reading = read(text)
        assert isinstance(reading, Reading), reading.reason
        formulation = reading.formulation
        outcome = execute(compile_program(formulation, bind(formulation)), SolveOptions())
        assert outcome.is_conclusive, outcome.messages
        return outcome.objective

    return solved
