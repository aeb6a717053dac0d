"""Which way a question asks to go, where no word of optimizing says so."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.formulation import Sense

_LEAST: Final = re.compile(
    r"\bhow (?:cheaply|little|cheap|small|low)\b|"
    r"\b(?:costs?|pay|spend|price|spent|paid)\b[^?]{0,80}\bat (?:the )?least\b|"
    r"\b(?:costs?|spend|pay)[^?]{0,40} (?:the )?least\b|\bleast (?:that )?[^?]{0,60}\bcosts?\b|"
    r"\b(?:cheapest|lowest|smallest)\b"
)
_MOST: Final = re.compile(
    r"\b(?:earn|gain|make|profit|revenue|take)\b[^?]{0,80}\bat (?:the )?most\b|"
    r"\bhow (?:large|great|high|big|much)[^?]{0,30} (?:profit|revenue|gain|income|surplus)s?\b|"
    r"\b(?:largest|greatest|highest|biggest)\b"
)


def asked_sense(case: Case) -> Sense | None:
    """The sense of the goal, else of the last sentence; None where neither tells one."""
    if case.goal is not None:
        return case.goal.sense
    text = case.lines[-1].lower if case.lines else ""
    least, most = _LEAST.search(text), _MOST.search(text)
    if bool(least) == bool(most):
        return None
    return Sense.MINIMIZE if least else Sense.MAXIMIZE
