"""The rules by name. To add one, write its file and name it here; nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from optimoot.benchmarks.scoring.rules.agora_opt import AGORA_OPT
from optimoot.benchmarks.scoring.rules.objective import LOOSE, TIGHT, USUAL
from optimoot.benchmarks.scoring.rules.optibench import OPTIBENCH
from optimoot.benchmarks.scoring.rules.optibench_checked import OPTIBENCH_CHECKED
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.rules.sirl import SIRL
from optimoot.errors import InputError

RULES: Final[Mapping[str, Rule]] = {
    rule.name: rule for rule in (TIGHT, USUAL, LOOSE, SIRL, AGORA_OPT, OPTIBENCH, OPTIBENCH_CHECKED)
}
USUAL_RULE: Final = USUAL
"""The rule where none is named."""


def rule_named(name: str) -> Rule:
    """The rule of this name.

    Raises:
        InputError: There is none.
    """
    found = RULES.get(name)
    if found is None:
        raise InputError(f"There is no rule {name!r}.", remedy=f"Known are: {', '.join(RULES)}.")
    return found
