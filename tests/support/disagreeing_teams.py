"""Two language teams on a chat server: the second misreads the sales, and revises in the debate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from chat_servers import Exchange
from made_problems import critic_reply, press_formulation, press_reply

from optimoot.settings import Settings

CHECKER = """```python
def check(values, tables):
    posters, flyers = values["posters"], values["flyers"]
    broken = ["time"] * (4 * posters + 2 * flyers > 100.001) + ["sales"] * (posters > 20.001)
    return {"objective": 5 * posters + 3 * flyers, "violations": broken + ["sign"] * (flyers < 0)}
```"""


def says(exchange: Exchange) -> str:
    """What a model in its right mind replies; it depends on nothing but the request."""
    system = exchange.body["messages"][0]["content"]
    turned = press_formulation()["constraints"]
    turned[1] = turned[1] | {"expression": "posters >= poster_sales"}
    if "You check plans" in system:
        return CHECKER
    if "You review optimization models" in system:
        return critic_reply("accept")
    if "one of several teams" in system:
        return json.dumps({"stance": "revise", "formulation": press_formulation()})
    if exchange.body["model"] == "second":
        return press_reply(constraints=turned)
    return press_reply()


def settings_for(url: str, folder: Path, **more: Any) -> Settings:
    """Settings with the two teams `first` and `second`, each on a model of its name."""
    address = {"base_url": url}
    teams = {
        "first": {"model": "openai:first"} | address,
        "second": {"model": "openai:second"} | address,
    }
    return Settings(data_folder=folder, teams=teams, request_attempts=2, **more)
