"""Every end of a command that is no success: one paragraph, the remedy, the exit code.

No traceback reaches the terminal. What nobody foresaw is written to a file, and the message
names it.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

from optimoot.app.exit_codes import ExitCode
from optimoot.app.terminal.plain import say_error, say_note
from optimoot.errors import InputError, RunError


class Terminated(KeyboardInterrupt):
    """SIGTERM came: the same orderly end as on Ctrl-C."""


@dataclass
class RunNote:
    """What is known of the run that is under way, for whatever message ends the command.

    Attributes:
        run_id: Empty until the run began.
        trace: Folder of the run, where known.
        resumable: Whether `optimoot solve --resume` can go on with it.
    """

    run_id: str = ""
    trace: str = ""
    resumable: bool = False

    @property
    def remedy(self) -> str:
        """How to go on."""
        if not (self.run_id and self.resumable):
            return ""
        return f"Go on with: optimoot solve --resume {self.run_id}"


def guarded(command: Callable[[RunNote], int]) -> int:
    """Run a command; errors become messages on standard error and an exit code.

    Args:
        command: Returns its exit code. It fills in the note as it learns of its run.
    """
    note = RunNote()
    try:
        with _orderly_end():
            return command(note)
    except InputError as error:
        say_error(str(error))
        return ExitCode.BAD_INPUT
    except RunError as error:
        say_error(" ".join(part for part in (str(error), note.remedy) if part))
        return ExitCode.FAILED
    except KeyboardInterrupt as error:
        return _interrupted(error, note)
    except OSError as error:
        named = f" ({error.filename})" if error.filename else ""
        said = f"The system refused: {error.strerror or error}{named}."
        return _unforeseen(error, note, f"{said} Check disk space and permissions.")
    except MemoryError as error:
        return _unforeseen(error, note, "Not enough memory.")
    except Exception as error:  # noqa: BLE001 - the last resort: written to a file and named
        return _unforeseen(error, note)


def quiet_threads() -> None:
    """Keep tracebacks of other threads and of finalizers off the terminal: they go to a file."""

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            say_note(f"A background thread failed; details: {write_details(args.exc_value)}")

    def top_level(
        kind: type[BaseException],  # noqa: ARG001 - the hook's signature
        error: BaseException,
        trace: TracebackType | None,  # noqa: ARG001
    ) -> None:
        say_error(f"Failed unexpectedly ({type(error).__name__}). Details: {write_details(error)}")

    threading.excepthook = in_thread
    sys.excepthook = top_level


def write_details(error: BaseException, folder: str = "") -> str:
    """Write an error's traceback to a new file and give its path; empty if nothing can be written.

    Args:
        error: What happened.
        folder: Folder of the run; default: the data folder's `errors`, else a temporary file.
    """
    text = "".join(traceback.format_exception(error))
    name = f"error-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    for target in _folders(folder):
        try:
            target.mkdir(parents=True, exist_ok=True)
            path = target / name
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return str(path)
    return ""


def _folders(folder: str) -> list[Path]:
    from platformdirs import user_data_path

    own = os.environ.get("OPTIMOOT_DATA_FOLDER")
    data = Path(own).expanduser() if own else user_data_path("optimoot")
    chosen = [Path(folder)] if folder else []
    return [*chosen, data / "errors", Path(tempfile.gettempdir())]


def _interrupted(error: KeyboardInterrupt, note: RunNote) -> int:
    run = f" Run {note.run_id!r} is kept." if note.remedy else ""
    say_note(f"Interrupted.{run} {note.remedy}")
    return ExitCode.TERMINATED if isinstance(error, Terminated) else ExitCode.INTERRUPTED


def _unforeseen(error: BaseException, note: RunNote, what: str = "") -> int:
    path = write_details(error, note.trace)
    said = what or f"OptiMoot failed unexpectedly ({type(error).__name__}: {str(error)[:300]})."
    report = "" if what else "; please report them"
    where = f"The details are in {path}{report}." if path else ""
    say_error(" ".join(part for part in (said, where, note.remedy) if part))
    return ExitCode.FAILED


class _orderly_end:  # noqa: N801 - a context manager, named as what it gives
    """SIGTERM ends the command as Ctrl-C does, inside the block and in the main thread."""

    def __enter__(self) -> None:
        self._before = None
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGTERM, _terminate)

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)


def _terminate(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise Terminated
