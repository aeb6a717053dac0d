"""What a run may spend: tokens, money, seconds."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

from optimoot.errors import InputError

_Kind = Literal["tokens", "money", "seconds"]
_UNITS: dict[str, tuple[_Kind, float]] = {
    "token": ("tokens", 1.0),
    "tokens": ("tokens", 1.0),
    "k tokens": ("tokens", 1e3),
    "m tokens": ("tokens", 1e6),
    "usd": ("money", 1.0),
    "dollar": ("money", 1.0),
    "dollars": ("money", 1.0),
    "$": ("money", 1.0),
    "cent": ("money", 0.01),
    "cents": ("money", 0.01),
    "s": ("seconds", 1.0),
    "sec": ("seconds", 1.0),
    "second": ("seconds", 1.0),
    "seconds": ("seconds", 1.0),
    "min": ("seconds", 60.0),
    "minute": ("seconds", 60.0),
    "minutes": ("seconds", 60.0),
    "h": ("seconds", 3600.0),
    "hour": ("seconds", 3600.0),
    "hours": ("seconds", 3600.0),
}
_PART = re.compile(r"(\$?)\s*([0-9][0-9_]*(?:\.[0-9]+)?|\.[0-9]+)\s*([a-z$]*(?: tokens?)?)")
_REMEDY = 'Write for example "20000 tokens", "0.50 usd", "60 s", or several with commas between.'


@dataclass(frozen=True)
class Budget:
    """Limits of one run; None: no limit.

    Attributes:
        tokens: Tokens in and out, over all teams and roles.
        money: US dollars.
        seconds: Wall seconds of the run.
    """

    tokens: int | None = None
    money: float | None = None
    seconds: float | None = None

    @classmethod
    def parse(cls, text: str) -> Budget:
        """Read `"20000 tokens"`, `"0.50 usd"`, `"60 s"`, or several with commas between.

        An empty text is no limit.

        Raises:
            InputError: A part cannot be read, is not above zero, or says the same thing twice.
        """
        budget = cls()
        if not text.strip():
            return budget
        for part in text.split(","):
            kind, value = _read(part, text)
            if getattr(budget, kind) is not None:
                raise InputError(f"The budget {text!r} limits {kind} twice.", remedy=_REMEDY)
            budget = _with(budget, kind, value)
        return budget

    def __str__(self) -> str:
        parts = []
        if self.tokens is not None:
            parts.append(f"{self.tokens} tokens")
        if self.money is not None:
            parts.append(f"{self.money:.15g} usd")
        if self.seconds is not None:
            parts.append(f"{self.seconds:.15g} s")
        return ", ".join(parts)


def _with(budget: Budget, kind: _Kind, value: float) -> Budget:
    if kind == "tokens":
        return replace(budget, tokens=int(value))
    return replace(budget, money=value) if kind == "money" else replace(budget, seconds=value)


def _read(part: str, whole: str) -> tuple[_Kind, float]:
    match = _PART.fullmatch(part.strip().lower())
    if match is None:
        raise InputError(
            f"The budget {whole!r} cannot be read at {part.strip()!r}.", remedy=_REMEDY
        )
    sign, digits, unit = match.groups()
    known = _UNITS.get("$" if sign and not unit else unit)
    if known is None or (sign and known[0] != "money"):
        raise InputError(f"The budget {whole!r} has no unit that is known.", remedy=_REMEDY)
    kind, factor = known
    value = float(digits) * factor
    if not math.isfinite(value) or value <= 0 or (kind == "tokens" and value < 1):
        raise InputError(
            f"The budget {whole!r} must be above zero at {part.strip()!r}.", remedy=_REMEDY
        )
    return kind, value
