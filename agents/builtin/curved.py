"""Wordings of problems whose figures make no linear program, however linear the sentences look."""

from __future__ import annotations

import re
from typing import Final

_HOLDING: Final = r"(?:hold|stor|keep|carry|inventory|warehous)\w*"
_ORDERING: Final = r"(?:order|deliver|set-?up|replenish)\w*"
_CURVED: Final = (
    re.compile(
        rf"\b{_ORDERING}(?: costs?)? and (?:of )?(?:the )?{_HOLDING}\b"
        rf"|\b{_HOLDING}(?: costs?)? and (?:of )?(?:the )?{_ORDERING}\b"
        r"|\b(?:economic|optimal|best|right|cheapest) (?:order|lot|batch) (?:quantity|size)\b"
        r"|\bwhat order (?:quantity|size)\b|\baverage (?:stock|inventory)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:variances?|covariances?|standard deviations?|correlations?)\b", re.IGNORECASE
    ),
)
"""Costs of orders of one size, which fall with the size; and what varies together."""


def curved(text: str) -> str:
    """The words that tell of a program that is not linear; empty where there are none."""
    found = next((match for pattern in _CURVED if (match := pattern.search(text))), None)
    return found.group() if found is not None else ""
