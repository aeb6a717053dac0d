"""How the sandbox's own processes are started: which interpreter, path and environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import IO, Any

from optimoot.errors import RunError

_START = """\
import json, sys
sys.path += [entry for entry in json.loads(sys.argv.pop()) if entry not in sys.path]
import optimoot.solvers.sandbox.{module} as module
module.main()
"""
_HANDED_ON = ("TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": os.defpath,
    "PYTHONUTF8": "1",
    # The same Program gives the same model every time, sets included.
    "PYTHONHASHSEED": "0",
    # Linear algebra libraries start threads when imported, and a fork needs there to be none.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Each arena of the C library's malloc reserves address space, which is limited.
    "MALLOC_ARENA_MAX": "2",
}


def launch(
    module: str, arguments: list[str], folder: str, **streams: Any
) -> subprocess.Popen[bytes]:
    """Start a module of this package as a process of its own, with a clean environment.

    It finds the packages that this process finds, but never in the current folder, and only
    after the interpreter's own.

    Args:
        module: The module's last name; its `main` runs.
        arguments: What it gets in `sys.argv`.
        folder: Its working folder, home and place for temporary files.
        streams: `stdin`, `stdout`, `stderr`, `pass_fds` as for `subprocess.Popen`.

    Raises:
        RunError: This Python does not know its own executable.
    """
    if not sys.executable:
        raise RunError("This Python does not know its own executable, so no sandbox can start.")
    environment = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    environment |= {**_ENVIRONMENT, "HOME": folder, "TMPDIR": folder}
    try:
        here = os.getcwd()
    except OSError:
        here = ""  # the current folder has been removed
    entries = [entry for entry in sys.path if os.path.isabs(entry) and entry != here]
    start = _START.format(module=module)
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-s", "-c", start, *arguments, json.dumps(entries)],
        cwd=folder,
        env=environment,
        start_new_session=os.name == "posix",
        **streams,
    )


def last_words(log: IO[bytes]) -> str:
    """The last line that a process of ours wrote, for an error message."""
    log.seek(0)
    lines = log.read().decode("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
