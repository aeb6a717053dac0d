"""How two candidates differ, in lines: their models read once each in the sandbox."""

from __future__ import annotations

from optimoot.agents.comparison.differences import Difference, Side, differences
from optimoot.agents.comparison.fingerprint import fingerprint
from optimoot.agents.comparison.wording import Wording
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate
from optimoot.agents.trial import asked_of_sandbox
from optimoot.coefficients import Coefficients
from optimoot.errors import RunError
from optimoot.settings import Settings
from optimoot.solvers.sandbox import shared_sandbox


class Contrasts:
    """Works out differences, and remembers the coefficients of the models that it has read."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings, self._ledger = settings, ledger
        self._read: dict[str, Coefficients | None] = {}

    def differences(self, first: Candidate, second: Candidate) -> tuple[Difference, ...] | None:
        """The differences of two candidates' models; None where one cannot be read."""
        one, other = self.coefficients(first), self.coefficients(second)
        if one is None or other is None:
            return None
        return differences(
            Side(one, Wording(one, first.formulation)),
            Side(other, Wording(other, second.formulation)),
        )

    def between(self, first: Candidate, second: Candidate) -> tuple[str, ...]:
        """The differences, one line each."""
        found = self.differences(first, second)
        if found is None:
            return ("The models are too large, or do not build: only their results are compared.",)
        names = f"`{first.team}`", f"`{second.team}`"
        lines = tuple(one.told(*names) for one in found)
        return lines or ("The models have the same coefficients.",)

    def same_model(self, first: Candidate, second: Candidate) -> bool:
        """Whether the models are one but for names, order and scale."""
        one, other = self.coefficients(first), self.coefficients(second)
        if one is None or other is None:
            return False
        mark = fingerprint(one)
        return bool(mark) and mark == fingerprint(other)

    def coefficients(self, candidate: Candidate) -> Coefficients | None:
        """The coefficients of a candidate's model; None where it is too large or builds none."""
        program = candidate.program
        key = program.model_dump_json()
        if key not in self._read:
            options, limits = asked_of_sandbox(self._settings, self._ledger)
            try:
                self._read[key] = shared_sandbox().coefficients(program, options, limits)
            except RunError:
                self._read[key] = None
        return self._read[key]
