"""Recordings: all completions of a run in one file, from which it runs again offline.

The file has one JSON object a line: first what the run was asked, then the completions in the
order in which they came. A completion is found again by a digest of who asked whom and what, so a
replay asks nothing anew; where it would have to, the recording does not fit and that is said.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from optimoot.agents.record import CompletionRecord
from optimoot.errors import InputError
from optimoot.memory.runs import RunFolder, RunRequest

FORMAT: Final = 1


class Header(BaseModel):
    """The first line of a recording."""

    model_config = ConfigDict(frozen=True)

    recording: Literal[1] = FORMAT
    optimoot: str
    request: RunRequest


@dataclass
class Recording:
    """What was asked of a run, and its completions.

    As a record of completions it gives each once and keeps nothing; `beside` keeps what a replay
    says, so that a replayed run's folder is as whole as the first one's.
    """

    path: Path
    header: Header
    completions: tuple[dict[str, Any], ...]
    beside: CompletionRecord | None = None
    _left: dict[str, deque[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        left: defaultdict[str, deque[dict[str, Any]]] = defaultdict(deque)
        for line in self.completions:
            if not line.get("failed"):
                left[str(line["key"])].append(line)
        self._left = dict(left)

    def recall(self, key: str) -> Mapping[str, Any] | None:
        """The next completion for a request.

        Raises:
            InputError: There is none: what is asked now was not asked when it was recorded.
        """
        known = self._left.get(key)
        if not known:
            raise InputError(
                f"The recording {str(self.path)!r} has no completion for a request of this run.",
                remedy=f"It was made with optimoot {self.header.optimoot}, and this is "
                f"{version('optimoot')}; record the run anew, or replay it with that version.",
            )
        line = known.popleft()
        if self.beside is not None:
            self.beside.keep(key, {name: line[name] for name in line if name != "key"})
        return line

    def keep(self, key: str, record: dict[str, Any]) -> None:
        """Keep what was asked beyond the recording (nothing, as `recall` refuses it)."""
        if self.beside is not None:
            self.beside.keep(key, record)


def write_recording(folder: RunFolder, path: Path) -> None:
    """Write a run's completions to a file, whole or not at all.

    Raises:
        InputError: The file cannot be written.
    """
    header = Header(optimoot=version("optimoot"), request=folder.request())
    lines = [header.model_dump_json(), *(json.dumps(line) for line in folder.completions())]
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(
            f"The recording {str(path)!r} cannot be written: {error.strerror}.",
            remedy="Name a file in a folder that can be written.",
        ) from error


def read_recording(path: Path) -> Recording:
    """A recording.

    Raises:
        InputError: The file cannot be read, is no recording, or is one of another format.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(
            f"The recording {str(path)!r} cannot be read: {reason}.",
            remedy="Name a file written by --record.",
        ) from error
    header = _header(path, lines[0] if lines else "")
    return Recording(path, header, tuple(_completion(path, n, line) for n, line in _rest(lines)))


def _header(path: Path, line: str) -> Header:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    found = told.get("recording") if isinstance(told, dict) else None
    if found is None:
        raise InputError(
            f"{str(path)!r} is no recording of a run.", remedy="Name a file written by --record."
        )
    if found != FORMAT:
        raise InputError(
            f"The recording {str(path)!r} has the format {found!r}; this version reads {FORMAT}.",
            remedy="Record the run anew.",
        )
    try:
        return Header.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"The recording {str(path)!r} cannot be used at {name!r}: {first['msg']}.",
            remedy="Record the run anew.",
        ) from error


def _rest(lines: list[str]) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(lines[1:], start=2) if line.strip()]


def _completion(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict) or "key" not in told:
        raise InputError(
            f"The recording {str(path)!r} is damaged at line {number}.",
            remedy="Record the run anew.",
        )
    return told
