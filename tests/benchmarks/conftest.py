"""A right answer to distort, from a real run."""

import asyncio

import pytest

from optimoot.agents.api import asolve
from optimoot.agents.builtin.team import builtin_teams
from optimoot.intake import make_problem
from optimoot.settings import Settings

CANDLES = (
    "A studio pours tall candles and wide candles. A tall candle takes 4 ounces of wax and a wide "
    "candle takes 6 ounces of wax. There are 120 ounces of wax. At most 15 tall candles can be "
    "sold. The profit per tall candle is $5 and the profit per wide candle is $7. How many of each "
    "should be poured to maximize profit?"
)


@pytest.fixture(scope="session")
def candles(tmp_path_factory):
    settings = Settings(data_folder=tmp_path_factory.mktemp("runs"))
    return asyncio.run(asolve(make_problem(CANDLES), teams=builtin_teams(), settings=settings))
