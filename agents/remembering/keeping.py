"""The end of a run: what it is worth is kept, and what it refutes is demoted."""

from __future__ import annotations

import asyncio

from optimoot.agents.answer import Answer, Memories
from optimoot.agents.comparison.fingerprint import fingerprint
from optimoot.agents.remembering.admission import Admission, admission_of
from optimoot.agents.remembering.recalling import BankRecollection
from optimoot.agents.remembering.settling import Settled, settle
from optimoot.agents.remembering.team import NAME
from optimoot.agents.team import TeamContext
from optimoot.agents.trial import asked_of_sandbox, run_program
from optimoot.errors import InputError, OptimootError, RunError
from optimoot.events import Remembered
from optimoot.formulation import Formulation
from optimoot.memory.bank import Bank, Query
from optimoot.memory.records import Kind, Solution, Tags
from optimoot.memory.structure import tags_of
from optimoot.outcome import Outcome

_HELD_AGAINST = 10
"""Remembered solutions that a new one is held against, at most."""


async def keep_in_memory(
    answer: Answer, recollection: BankRecollection, context: TeamContext
) -> Answer:
    """Admit what the run is worth, and the Answer with what became of it.

    Args:
        answer: The Answer of the run that ends.
        recollection: What it recalled, and the bank.
        context: The run's settings, budget and events.
    """
    memories = Memories(
        recalled=recollection.ids,
        excluded=tuple(sorted(recollection.excluded)),
        unavailable=recollection.unavailable,
    )
    frozen = context.settings.memory_use == "frozen"
    if recollection.bank is None or recollection.unavailable or frozen:
        return answer.model_copy(update={"memory": memories})
    try:
        bank = await asyncio.to_thread(recollection.bank)
        told = await asyncio.to_thread(_kept, bank, answer, context)
    except OptimootError as error:
        recollection.give_up(error)
        gone = memories.model_copy(update={"unavailable": recollection.unavailable})
        return answer.model_copy(update={"memory": gone})
    context.emit(told)
    update = {"kept": told.records, "demoted": told.demoted, "refused": told.refused}
    return answer.model_copy(update={"memory": memories.model_copy(update=update)})


def _kept(bank: Bank, answer: Answer, context: TeamContext) -> Remembered:
    """What is admitted, demoted and refused (solves remembered models: blocking)."""
    if answer.team == NAME:
        return Remembered(refused="It was recalled: the memory bank knows it already.")
    admission = admission_of(answer)
    if admission.refused:
        return Remembered(refused=admission.refused)
    admission = admission_of(answer, _tags(answer, context))
    settled = _settled(bank, admission, answer, context)
    new = admission.records[0]
    for demotion in settled.demoted:
        bank.demote(demotion.id, refuted_by=new.id, because=demotion.because)
    demoted = tuple(demotion.id for demotion in settled.demoted)
    if settled.refused:
        return Remembered(demoted=demoted, refused=settled.refused)
    bank.admit(admission.records)
    return Remembered(records=tuple(record.id for record in admission.records), demoted=demoted)


def _settled(bank: Bank, admission: Admission, answer: Answer, context: TeamContext) -> Settled:
    new = next(record for record in admission.records if isinstance(record, Solution))
    near = bank.recall(Query(Kind.SOLUTION, answer.problem.text), limit=_HELD_AGAINST)
    known = [one.record for one in near.found if isinstance(one.record, Solution)]

    def solve(formulation: Formulation) -> Outcome | None:
        return _solved(formulation, answer, context)

    return settle(new, known, answer.problem, solve)


def _solved(formulation: Formulation, answer: Answer, context: TeamContext) -> Outcome | None:
    """A remembered model's result with the new figures; None where it does not settle."""
    from optimoot.binding import bind
    from optimoot.solvers.compile import compile_program

    try:
        program = compile_program(formulation, bind(formulation, answer.problem.tables))
    except InputError:
        return None
    outcome = run_program(program, context.settings, context.ledger)
    return outcome if outcome.is_conclusive else None


def _tags(answer: Answer, context: TeamContext) -> Tags:
    """What the problem is like; without a fingerprint where the model cannot be read."""
    from optimoot.solvers.sandbox import shared_sandbox

    statistics = answer.outcome.statistics if answer.outcome is not None else None
    model_class = statistics.model_class if statistics is not None else ""
    if answer.formulation is None:
        return Tags(model_class=model_class)
    tags = tags_of(answer.formulation, model_class=model_class)
    if answer.program is None:
        return tags
    options, limits = asked_of_sandbox(context.settings, context.ledger)
    try:
        read = shared_sandbox().coefficients(answer.program, options, limits)
    except RunError:
        return tags
    return tags.model_copy(update={"fingerprint": fingerprint(read)})
