"""What a run may recall from the memory bank; a run without one recalls nothing."""

from __future__ import annotations

from typing import Protocol

from optimoot.formulation import Formulation
from optimoot.memory.records import Debated, Debugged, Solution
from optimoot.problem import Problem


class Recollection(Protocol):
    """Experience that is like the problem at hand, most alike first; none rather than noise."""

    async def solved(self, problem: Problem, team: str) -> tuple[Solution, ...]:
        """Problems like it that were solved, with their models.

        Args:
            problem: The Problem at hand.
            team: The team that asks, for whoever watches.
        """

    async def mended(
        self,
        problem: Problem,
        team: str,
        failure: str,
        findings: tuple[str, ...],
        formulation: Formulation | None = None,
    ) -> tuple[Debugged, ...]:
        """Failures like this one that were mended.

        Args:
            problem: The Problem at hand.
            team: The team that asks.
            failure: The class of the failure.
            findings: What was found, one line each.
            formulation: The model that failed, if there is one: like models count for more.
        """

    async def debated(
        self,
        problem: Problem,
        team: str,
        differences: tuple[str, ...],
        formulation: Formulation | None = None,
    ) -> tuple[Debated, ...]:
        """Disagreements like this one that were resolved.

        Args:
            problem: The Problem at hand.
            team: The team that asks.
            differences: Where the models differ, one line each.
            formulation: The team's model, if there is one: like models count for more.
        """


class NoRecollection:
    """Recalls nothing."""

    async def solved(self, problem: Problem, team: str) -> tuple[Solution, ...]:  # noqa: ARG002
        """None."""
        return ()

    async def mended(
        self,
        problem: Problem,  # noqa: ARG002 - the protocol's
        team: str,  # noqa: ARG002 - the protocol's
        failure: str,  # noqa: ARG002 - the protocol's
        findings: tuple[str, ...],  # noqa: ARG002 - the protocol's
        formulation: Formulation | None = None,  # noqa: ARG002 - the protocol's
    ) -> tuple[Debugged, ...]:
        """None."""
        return ()

    async def debated(
        self,
        problem: Problem,  # noqa: ARG002 - the protocol's
        team: str,  # noqa: ARG002 - the protocol's
        differences: tuple[str, ...],  # noqa: ARG002 - the protocol's
        formulation: Formulation | None = None,  # noqa: ARG002 - the protocol's
    ) -> tuple[Debated, ...]:
        """None."""
        return ()
