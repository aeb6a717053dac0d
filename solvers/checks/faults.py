"""The Check that follows from a list of faults: what all checks of the reading have in common."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.certificate import Check, CheckStatus

_SHOWN = 3


def check_of(name: str, title: str, faults: Sequence[tuple[str, str]], *, without: str) -> Check:
    """A failed Check that tells the first faults, or one that passed.

    Args:
        name: The check's name.
        title: What it asks.
        faults: The element at fault and the sentence about it, without its full stop.
        without: The evidence where there are none.
    """
    told = "; ".join(text for _, text in faults[:_SHOWN])
    return Check(
        name=name,
        title=title,
        status=CheckStatus.FAILED if faults else CheckStatus.PASSED,
        evidence=f"{told}." if faults else without,
        elements=tuple(dict.fromkeys(element for element, _ in faults)),
    )
