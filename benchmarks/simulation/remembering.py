"""A backbone that learns from recalled cases, as far as they help and mislead.

What a model makes of an example is an assumption, told in `Learning`; that the example is found,
shown without its figures and read from the prompt is real.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from optimoot.agents.remembering.showing import shown_model, struck
from optimoot.benchmarks.simulation.backbone import Mind, SimulatedModel, drawn
from optimoot.benchmarks.simulation.cases import Case, Reading

_CASE: Final = re.compile(r"^Problem: ", re.M)
_BEGINNING: Final = 1_000
"""Characters by which a shown problem is recognized."""


@dataclass(frozen=True)
class Learning:
    """Shares between 0 and 1.

    Attributes:
        helped: What remains of the errors of reading where a right model of a problem of the same
            kind is seen.
        misled: How often a wrong model of such a problem is followed in its error.
    """

    helped: float = 0.5
    misled: float = 0.5


class RememberingModel(SimulatedModel):
    """The backbone of one team that looks at the cases in its prompt.

    Attributes:
        learning: What it makes of them.
    """

    learning: Any = Learning()

    def reply(self, team: str, role: str, messages: list[str]) -> str:
        """What it says to a role's messages."""
        case = self._case(messages)
        if role == "formulator" and (team, case.problem.text) not in self._minds:
            reading = self._reading_after(case, messages[1])
            self._minds[(team, case.problem.text)] = Mind(reading)
        return super().reply(team, role, messages)

    def _reading_after(self, case: Case, prompt: str) -> Reading:
        """How it reads the problem after the first example that is of the same kind."""
        learning: Learning = self.learning
        for part in _CASE.split(prompt)[1:]:
            fitting = [(start, c) for start, c in self._known if part.startswith(start)]
            longest = max((len(start) for start, _ in fitting), default=0)
            known = [c for start, c in fitting if len(start) == longest]
            if not any(c.family == case.family for c in known):
                continue
            shown = " ".join(part.split())
            if any(shown_words(c.right) in shown for c in known):
                return self.first_reading(case, care=learning.helped)
            errors = {r.error for c in known for r in c.wrong if shown_words(r) in shown}
            alike = [reading for reading in case.wrong if reading.error in errors]
            chance = drawn("misled", str(self.seed), case.problem.text)
            if alike and chance.random() < learning.misled:
                return chance.choice(alike)
            break
        return self.first_reading(case)

    @cached_property
    def _known(self) -> list[tuple[str, Case]]:
        """The cases by the beginning of their text as prompts show it."""
        return [(struck(text)[:_BEGINNING], case) for text, case in self.cases.items()]


def shown_words(reading: Reading) -> str:
    """The model of a reading as prompts show it, in single spaces."""
    return " ".join(shown_model(reading.formulation).split())
