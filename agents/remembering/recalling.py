"""Recall in a run: from the bank, or from what an earlier part of the run was given.

What is recalled goes into prompts, so that a run that is resumed or replayed has to see the same
again: it is kept with the run, and asked of the bank once.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from optimoot.errors import OptimootError
from optimoot.events import Event, Recalled, Warned
from optimoot.formulation import Formulation
from optimoot.memory.bank import Bank, Query, debate_text, failure_text
from optimoot.memory.opening import bank_of
from optimoot.memory.records import Debated, Debugged, Kind, Record, Solution, Tags, record_adapter
from optimoot.memory.runs import RunFolder
from optimoot.memory.structure import tags_of
from optimoot.problem import Problem
from optimoot.settings import Settings

_LIMIT = 3

OpenBank = Callable[[], Bank]
"""Opens a bank, or gives the one that is open; blocking."""

Kept = TypeVar("Kept", Solution, Debugged, Debated)


class RecallRecord(Protocol):
    """Keeps what was recalled, by a digest of what was asked."""

    def recalled(self, key: str) -> Sequence[dict[str, Any]] | None:
        """The records that an earlier part of this run was given, as JSON; None: it did not ask."""

    def keep_recalled(self, key: str, records: Sequence[dict[str, Any]]) -> None:
        """Keep them."""


@dataclass
class BankRecollection:
    """What a run recalls from a bank.

    Attributes:
        bank: Opens the bank at first use; None where only what is on record is recalled.
        kept: What was recalled before.
        emit: Tells whoever watches.
        exclude: Texts under evaluation: what is nearly the same is not recalled.
        excluded: Ids of records that were left out for that.
        unavailable: Why the bank cannot be used; empty while it can.
    """

    bank: OpenBank | None
    kept: RecallRecord
    emit: Callable[[Event], None]
    exclude: tuple[str, ...] = ()
    excluded: set[str] = field(default_factory=set)
    unavailable: str = ""
    _asked: dict[str, asyncio.Task[tuple[Record, ...]]] = field(default_factory=dict)

    async def solved(self, problem: Problem, team: str) -> tuple[Solution, ...]:
        """Problems like it that were solved, with their models."""
        query = Query(Kind.SOLUTION, problem.text)
        return await self._of_kind(Solution, query, team)

    async def mended(
        self,
        problem: Problem,
        team: str,
        failure: str,
        findings: tuple[str, ...],
        formulation: Formulation | None = None,
    ) -> tuple[Debugged, ...]:
        """Failures like this one that were mended."""
        text = failure_text(failure, findings, problem.text)
        query = Query(Kind.DEBUG, text, _tags(formulation))
        return await self._of_kind(Debugged, query, team)

    async def debated(
        self,
        problem: Problem,
        team: str,
        differences: tuple[str, ...],
        formulation: Formulation | None = None,
    ) -> tuple[Debated, ...]:
        """Disagreements like this one that were resolved."""
        text = debate_text(differences, problem.text)
        query = Query(Kind.DEBATE, text, _tags(formulation))
        return await self._of_kind(Debated, query, team)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all records that were recalled in this process."""
        done = [task for task in self._asked.values() if task.done() and not task.cancelled()]
        return tuple(sorted({record.id for task in done for record in task.result()}))

    async def _of_kind(self, kind: type[Kept], query: Query, team: str) -> tuple[Kept, ...]:
        """What two teams ask alike is asked once."""
        key = hashlib.sha256(f"{query.kind}\n{query.text}".encode()).hexdigest()[:32]
        if key not in self._asked:
            self._asked[key] = asyncio.create_task(self._found(key, query))
        records = await asyncio.shield(self._asked[key])
        found = tuple(record for record in records if isinstance(record, kind))
        if found:
            ids = tuple(record.id for record in found)
            self.emit(Recalled(team=team, what=query.kind, records=ids))
        return found

    async def _found(self, key: str, query: Query) -> tuple[Record, ...]:
        earlier = await asyncio.to_thread(self.kept.recalled, key)
        if earlier is not None:
            return tuple(record_adapter.validate_python(told) for told in earlier)
        if self.bank is None or self.unavailable:
            return ()
        try:
            recall = await asyncio.to_thread(self._ask, self.bank, query)
        except OptimootError as error:
            self.give_up(error)
            return ()
        self.excluded.update(recall.excluded)
        records = tuple(one.record for one in recall.found)
        told = [record.model_dump(mode="json") for record in records]
        await asyncio.to_thread(self.kept.keep_recalled, key, told)
        return records

    def _ask(self, bank: OpenBank, query: Query) -> Any:
        return bank().recall(query, limit=_LIMIT, exclude=self.exclude)

    async def end(self) -> None:
        """Wait for nothing any more."""
        waiting = [task for task in self._asked.values() if not task.done()]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    def give_up(self, error: OptimootError) -> None:
        """Go on without the bank, and say so once."""
        if not self.unavailable:
            self.unavailable = str(error)
            told = f"The memory bank cannot be used, and the run goes on without it: {error}"
            self.emit(Warned(message=told))


def _tags(formulation: Formulation | None) -> Tags:
    return tags_of(formulation) if formulation is not None else Tags()


@dataclass(frozen=True)
class Recall:
    """What a run may recall, as its caller said.

    Attributes:
        bank: Opens the memory bank; None: that of the settings.
        exclude: Texts under evaluation.
    """

    bank: OpenBank | None = None
    exclude: tuple[str, ...] = ()

    def of_run(
        self,
        folder: RunFolder,
        settings: Settings,
        emit: Callable[[Event], None],
        *,
        replayed: bool,
    ) -> BankRecollection | None:
        """The recollection of a run; None where there is no memory. A replay sees what is kept."""
        bank = self.bank or bank_of(settings)
        if replayed:
            return BankRecollection(None, folder, emit) if folder.recollections() else None
        return BankRecollection(bank, folder, emit, self.exclude) if bank is not None else None
