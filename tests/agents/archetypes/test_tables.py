"""Tables that come with a problem, and tables in its text."""

import pytest

from optimoot.agents.archetypes.reader import ArchetypeReader
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.binding import bind
from optimoot.intake import make_problem
from optimoot.problem import Table
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions

TOOLS = Table(
    name="tools",
    columns=("tool", "forge time (hours)", "iron (kg)", "revenue"),
    rows=(("Hoe", 2, 1, 30), ("Axe", 4, 5, 80)),
)
COSTS = Table(
    name="costs", columns=("pit", "S1", "S2", "S3"), rows=(("P1", 4, 6, 9), ("P2", 5, 3, 2))
)
PITS = Table(name="pits", columns=("pit", "supply"), rows=(("P1", 50), ("P2", 40)))
SITES = Table(name="sites", columns=("site", "demand"), rows=(("S1", 30), ("S2", 25), ("S3", 20)))
WEEKS = Table(
    name="weeks",
    columns=("week", "demand", "production cost", "holding cost"),
    rows=((1, 20, 5, 1), (2, 30, 6, 1), (3, 45, 7, 1)),
)
MIX = (
    "A smith makes tools and wants to maximize the revenue. He has 40 hours of forge time "
    "available and 30 kilograms of iron. The table gives what one piece needs."
)
SAND = (
    "Sand goes from pits to sites. Minimize the total transport cost. The tables give the cost per "
    "ton, the supply of each pit and the demand of each site."
)
FLOUR = (
    "A mill plans for some weeks. The table tells the demand, the production cost and the holding "
    "cost of each week. At most 40 tons can be made in a week. Nothing is in stock at the "
    "beginning. Minimize the total cost of production and storage."
)
IN_TEXT = """
A mill makes flour for 3 weeks. At most 40 tons can be made in a week. Minimize the total cost of
production and storage.

| Week | Demand | Production cost | Holding cost |
|---|---|---|---|
| 1 | 20 | 5 | 1 |
| 2 | 30 | 6 | 1 |
| 3 | 45 | 7 | 1 |
"""


@pytest.mark.parametrize(
    ("text", "tables", "objective"),
    [
        (MIX, (TOOLS,), 30 * 14 + 80 * 3),
        (SAND, (COSTS, PITS, SITES), 4 * 30 + 6 * 5 + 3 * 20 + 2 * 20),
        (FLOUR, (WEEKS,), 5 * 20 + 6 * 30 + 7 * 40 + 7 * 5),
        (IN_TEXT, (), 5 * 20 + 6 * 30 + 7 * 40 + 7 * 5),
    ],
    ids="mix shipping stock text".split(),
)
def test_fills_roles_from_tables(text, tables, objective):
    problem = make_problem(text, tables)
    reading = ArchetypeReader().read(problem)
    assert isinstance(reading, Reading), reading.reason
    assert not reading.tentative
    formulation = reading.formulation
    program = compile_program(formulation, bind(formulation, problem.tables))
    assert execute(program, SolveOptions()).objective == pytest.approx(objective)


def test_cites_the_columns_of_attached_tables():
    reading = ArchetypeReader().read(make_problem(SAND, (COSTS, PITS, SITES)))
    cited = {p.table.table for p in reading.formulation.parameters if p.table is not None}
    assert cited == {"costs", "pits", "sites"}
    assert all(p.table is not None or p.entries for p in reading.formulation.parameters)


def test_a_table_with_an_empty_cell_is_not_filled_up():
    gap = Table(name="tools", columns=TOOLS.columns, rows=(("Hoe", 2, None, 30), ("Axe", 4, 5, 80)))
    found = ArchetypeReader().read(make_problem(MIX, (gap,)))
    assert not isinstance(found, Reading) or found.tentative


def test_a_goal_told_per_unit_of_a_column_is_no_sum(read):
    text = """\
A bakery bakes rye and corn loaves. It has 600 minutes of oven time. At least 20 rye loaves and at
least 10 corn loaves must be baked. Maximize the profit per minute of oven time.

| Loaf | Profit ($) | Oven time (minutes) |
|---|---|---|
| Rye | 4 | 8 |
| Corn | 5 | 9 |
"""
    found = read(text)
    assert isinstance(found, NotRead)


def test_a_limit_is_converted_to_the_unit_of_its_column(optimum):
    text = """\
A smith forges hooks and hinges. He has 30 hours of forge time and must not use more than 400 kg of
iron. Maximize the profit.

| Piece | Forge time (minutes) | Iron (kg) | Profit ($) |
|---|---|---|---|
| Hook | 10 | 2 | 3 |
| Hinge | 20 | 5 | 7 |
"""
    family, objective = optimum(text)
    assert family == "mix of things"
    best = max(
        3 * hooks + 7 * hinges
        for hooks in range(181)
        for hinges in range(91)
        if 10 * hooks + 20 * hinges <= 1800 and 2 * hooks + 5 * hinges <= 400
    )
    assert objective == pytest.approx(best)
