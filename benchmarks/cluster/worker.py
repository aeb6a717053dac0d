"""What the workers of a cluster run: one attempt in each of their threads.

Attempts of one worker share the event loop in the background of its process and one sandbox, as
those of the local executor do; solvers run in processes of the sandbox, never in threads.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from optimoot.agents.background import Call
from optimoot.benchmarks.cluster.versions import differences, own_versions
from optimoot.benchmarks.cluster.work import Done, Plan, Work, packed_trace, unpacked
from optimoot.benchmarks.running.executor import Attempted, Task
from optimoot.benchmarks.running.local import LocalExecutor
from optimoot.errors import InputError
from optimoot.settings import Settings

_guard: Final = threading.Lock()
_calls: Final[dict[str, tuple[str, Call[Attempted]]]] = {}
"""The attempts at work, by key, each with its evaluation."""
_BEGUN: Final = time.monotonic()
_SETTLED: Final = 2.0
"""Seconds after which a worker's nanny takes its end for that of a worker that had started, and
starts it again; one that ends before is given up."""
_stopped: Final[set[str]] = set()
"""Keys and evaluations that are not to be worked on."""
_serving: Final[dict[str, tuple[LocalExecutor, Settings]]] = {}
"""How to work for an evaluation; only for the latest ones, as chat clients keep connections."""
_SERVED: Final = 4


def work_on(work: Work) -> Done:
    """Work on a task, in a thread of a Dask worker."""
    time.sleep(max(0.0, _BEGUN + _SETTLED - time.monotonic()))
    differing = differences(work.versions, own_versions())
    if differing:
        return _refused(f"has other versions: {differing}.", "Install the same everywhere.")
    try:
        executor, settings = _executor(work)
        task: Task = _read(work.task)
        attempted = _attempted(work, executor, task)
    except asyncio.CancelledError:
        return Done(refusal="The attempt was stopped.")
    except InputError as error:
        return _refused(f"cannot work: {error.message}", error.remedy)
    return Done(attempted, packed_trace(settings.data_folder, task.run_id))


def _attempted(work: Work, executor: LocalExecutor, task: Task) -> Attempted:
    """What comes of a task.

    Raises:
        CancelledError: It was stopped.
        InputError: The teams cannot be set up here.
    """
    with _guard:
        if work.key in _stopped or work.evaluation in _stopped:
            raise asyncio.CancelledError
        call = Call(executor.attempt(task))
        _calls[work.key] = work.evaluation, call
    try:
        return call.result()
    finally:
        with _guard:
            del _calls[work.key]


async def stop(names: Iterable[str]) -> None:
    """End the attempts with these keys, or of these evaluations, and wait until they have ended."""
    wanted = set(names)
    with _guard:
        _stopped.update(wanted)
        ending = [call for key, (of, call) in _calls.items() if key in wanted or of in wanted]
    await asyncio.gather(*(asyncio.to_thread(call.end) for call in ending))


def _executor(work: Work) -> tuple[LocalExecutor, Settings]:
    """How to work for the evaluation, with a data folder that ends with this worker."""
    from distributed import get_worker

    folder = Path(get_worker().local_directory)
    with _guard:
        found = _serving.get(work.evaluation)
        if found is None:
            plan: Plan = _read(work.plan)
            own = {"data_folder": folder / f"optimoot-{work.evaluation}"}
            settings = plan.settings.model_copy(update=own | _own_token(plan.settings))
            found = LocalExecutor(settings, plan.item_timeout), settings
            _serving[work.evaluation] = found
            if len(_serving) > _SERVED:
                del _serving[next(iter(_serving))]
        return found


def _read(value: bytes) -> Any:
    """What was packed.

    Raises:
        InputError: It needs code that is not there.
    """
    try:
        return unpacked(value)
    except (ImportError, AttributeError) as error:
        raise InputError(
            f"it lacks code of the evaluation ({error}).", remedy="Install it on every worker."
        ) from error


def _own_token(settings: Settings) -> dict[str, str]:
    """The token of the memory bank's server from this worker's environment or settings file."""
    return {} if settings.memory == "off" else {"memory_token": Settings().memory_token}


def _refused(reason: str, remedy: str) -> Done:
    from distributed import get_worker

    return Done(refusal=f"The worker {get_worker().address} {reason}", remedy=remedy)
