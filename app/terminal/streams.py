"""Standard output and standard error whose readers may go away.

A reader that has read enough (`optimoot solve … | head`) is no failure: what else is printed goes
nowhere, and the exit code says what it would have said. A disk that is full is one: it is told
while there is somebody to tell it, and not by the interpreter on its way out.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Outlet(io.FileIO):
    """A file descriptor that swallows what cannot be written for the reasons named."""

    def __init__(self, descriptor: int, swallowed: type[OSError]) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._swallowed = swallowed

    def write(self, data: ReadableBuffer, /) -> int:
        """Write, or drop everything where nobody can take it."""
        try:
            return super().write(data)
        except self._swallowed:
            return memoryview(data).nbytes


def take_streams() -> None:
    """Put both streams on outlets, for the rest of the process.

    Nothing that happens to standard error ends a command: it carries progress and messages only.
    """
    sys.stdout = _on_outlet(sys.stdout, BrokenPipeError)
    sys.stderr = _on_outlet(sys.stderr, OSError)


def flush_output() -> None:
    """Write what is still to be written to standard output.

    Raises:
        OSError: It cannot be, and not because its reader has gone.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon_output() -> None:
    """Drop what could not be written to standard output, so that nothing fails over it later."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        sys.stdout.flush()


def _on_outlet(stream: TextIO, swallowed: type[OSError]) -> TextIO:
    """The stream on an outlet; itself where it is closed, a Windows console or somebody's own."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    below = stream.buffer
    raw = below.raw if isinstance(below, io.BufferedWriter) else below
    if type(raw) is not io.FileIO:
        return stream
    stream.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Outlet(raw.fileno(), swallowed)),
        encoding=stream.encoding,
        errors="backslashreplace",  # where the terminal lacks a character
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
