"""How the simulated backbone debates: it is shown the results, and errs at set rates."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from optimoot.benchmarks.simulation.cases import Case, Reading
from optimoot.benchmarks.simulation.rates import Rates
from optimoot.benchmarks.simulation.writing import debater_json
from optimoot.outcome import Outcome

_RIVAL = re.compile(r'Team "([^"\n]{1,80})" differs\. Its result:\s*<result \w+>\n([^\n]{0,200})')
_OBJECTIVE = re.compile(r"objective (\S{1,40})")


def debater_reply(
    case: Case, own: Reading, messages: Sequence[str], rates: Rates, chance: random.Random
) -> tuple[str, Reading]:
    """What it says, and the reading that it holds afterwards.

    A debater with a wrong model sees it with the rate `sees` where another has the right one, and
    finds the right one with the rate `finds` where nobody has. One with a right model gives it up
    for another's with the rate `swayed`.
    """
    rivals = _RIVAL.findall(messages[1])
    right = [name for name, result in rivals if _is_right(case.right.outcome, result)]
    wrong = [name for name, result in rivals if name not in right]
    if not own.error:
        if wrong and chance.random() < rates.swayed:
            return debater_json("concede", to=chance.choice(wrong)), own
        return debater_json("defend"), own
    if right and chance.random() < rates.sees:
        if chance.random() < 0.5:
            return debater_json("concede", to=right[0]), case.right
        return _revised(case, right[0]), case.right
    if not right and chance.random() < rates.finds:
        return _revised(case, ""), case.right
    if wrong and chance.random() < rates.swayed:
        return debater_json("concede", to=chance.choice(wrong)), own
    return debater_json("defend"), own


def _revised(case: Case, to: str) -> str:
    told = case.right.formulation.model_dump(mode="json", exclude_defaults=True)
    return debater_json("revise", to=to, formulation=told)


def _is_right(right: Outcome, told: str) -> bool:
    """Whether a result, as the prompt tells it, is that of the right model."""
    found = _OBJECTIVE.search(told)
    if found is None or right.objective is None:
        return str(right.termination).replace("_", " ") == told.strip()
    return abs(float(found.group(1)) - right.objective) <= 1e-6 * max(1.0, abs(right.objective))
