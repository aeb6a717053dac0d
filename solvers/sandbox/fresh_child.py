"""The other end of `optimoot.solvers.sandbox.fresh`: reads one job, does it, ends."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import traceback

from optimoot.solvers.sandbox import kernel
from optimoot.solvers.sandbox.child import perform, prepare
from optimoot.solvers.sandbox.confinement import Confinement
from optimoot.solvers.sandbox.jobs import preload
from optimoot.solvers.sandbox.limits import Resources
from optimoot.solvers.sandbox.places import Places, readable_places
from optimoot.solvers.sandbox.protocol import Frames, JobSpec, frame

_CHUNK = 1 << 16
_REQUEST_LIMIT = 1 << 30


def main() -> None:
    """Do the job that comes on standard input; the frames of the result go to standard output."""
    request, result = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    frames = Frames(_REQUEST_LIMIT)
    spec = JobSpec.from_bytes(_next(frames, request))
    payload = _next(frames, request)
    code = 1
    try:
        if kernel.LINUX:
            kernel.load()
        preload()
        places = Places(readable_places(), os.path.realpath(sys.argv[1]))
        prepare(places)
        resources = Resources(memory=spec.memory, cpu=spec.cpu, file=spec.disk)

        def write(content: bytes) -> None:
            left = memoryview(frame(content))
            while left:
                left = left[os.write(result, left) :]

        # Not before: what holds a process does not hold the threads that it has already.
        watch = threading.Thread(target=_end_with_client, args=(request,), daemon=True)
        perform(spec, payload, Confinement(places, resources), write, watch.start)
        code = 0
    except BaseException:  # noqa: BLE001  (whatever it is, the client learns of it)
        with contextlib.suppress(BaseException):
            traceback.print_exc()
    finally:
        with contextlib.suppress(BaseException):
            sys.stderr.flush()
        os._exit(code)


def _next(frames: Frames, source: int) -> bytes:
    while (found := frames.next()) is None:
        more = os.read(source, _CHUNK)
        if not more:
            os._exit(1)  # the client is gone
        frames.feed(more)
    return found


def _end_with_client(source: int) -> None:
    """Standard input stays open as long as the client lives."""
    while os.read(source, _CHUNK):
        pass
    os._exit(1)
