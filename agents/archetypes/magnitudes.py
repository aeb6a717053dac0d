"""The unit that a question wants its answer in: "in thousand euros", "how many million"."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case

_ASKED: Final = re.compile(
    r"\bin (?:units of )?(?:a )?(thousand|million|billion)s?\b|"
    r"\bhow (?:many|much) (thousand|million|billion)s?\b|"
    r"\b(?:what|which) (?:\w+ ){0,6}(?:of|in) (?:how many )?(thousand|million|billion)s\b"
)
_SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def asked_magnitude(case: Case) -> float:
    """What one unit of the answer stands for: 1e6 where the question asks for millions, else 1."""
    asks = [line for line in case.lines if line.quote.rstrip().endswith("?")]
    asks += [line for line in case.lines if case.goal is not None and line.index in case.goal.lines]
    found = {
        _SCALES[next(group for group in match.groups() if group)]
        for line in asks
        for match in _ASKED.finditer(line.lower)
    }
    return found.pop() if len(found) == 1 else 1.0
