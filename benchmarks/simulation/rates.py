"""How often, and how much alike, the simulated backbone errs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Correlation(StrEnum):
    """How much of the errors is shared between models."""

    NONE = "none"
    MODERATE = "moderate"
    STRONG = "strong"


@dataclass(frozen=True)
class Rates:
    """Shares between 0 and 1.

    Attributes:
        trapped: Problems with a trap: one wrong reading that every model may fall for.
        falls: How often a model falls into a trap that is there.
        misreads: How often it misreads on its own, each time in its own way.
        care: Of these, the part that remains where a checker is written: figures and limits are
            put down one by one, and nothing has to be modeled. An assumption, as all of these.
        malformed: Replies that are no JSON.
        ill_formed: Formulations that name something undefined.
        broken_code: Programs and checkers that do not run.
        sees: How often a critic finds the error of a wrong model; and, a debater who is shown the
            difference, that the words speak for the other side.
        false_alarm: How often a critic finds fault with a right model.
        swayed: How often a debater gives up a right model for a wrong one.
        finds: How often a debater finds the right model that nobody has.
    """

    trapped: float
    falls: float
    misreads: float
    care: float = 0.5
    malformed: float = 0.05
    ill_formed: float = 0.05
    broken_code: float = 0.15
    sees: float = 0.6
    false_alarm: float = 0.05
    swayed: float = 0.15
    finds: float = 0.25


RATES: dict[Correlation, Rates] = {
    Correlation.NONE: Rates(trapped=0.0, falls=0.0, misreads=0.45),
    Correlation.MODERATE: Rates(trapped=0.30, falls=0.5, misreads=0.35),
    Correlation.STRONG: Rates(trapped=0.60, falls=0.6, misreads=0.14),
}
"""Each has about 55 of 100 first readings right, (1 - trapped * falls) * (1 - misreads), which a
critic brings to about 70."""
