"""The protections of the sandbox, and which of them hold on this machine."""

from __future__ import annotations

from dataclasses import dataclass

from optimoot.solvers.sandbox.confinement import PROTECTIONS

_TITLES = {
    "process": "its own process, killed as a whole when its time is over",
    "environment": "no environment variables, no open files of the caller",
    "rlimits": "bounded memory, processor time, file size and open files",
    "capabilities": "no capabilities, also when run as root",
    "no_new_privs": "no way to gain privileges",
    "landlock": "no files outside its scratch folder but the interpreter and libraries"
    " (that others exist, and their sizes, can be asked)",
    "seccomp": "no network, no other processes, no rare system calls",
}


@dataclass(frozen=True)
class Protection:
    """One protection.

    Attributes:
        name: As in `Outcome.protections`: `"landlock"`, `"seccomp"`, ….
        title: What it gives, for people.
        active: Whether it holds.
        reason: Why not; empty where it holds.
    """

    name: str
    title: str
    active: bool
    reason: str = ""


@dataclass(frozen=True)
class Protections:
    """Every protection, as a real child reported them after putting them on."""

    items: tuple[Protection, ...]

    @property
    def complete(self) -> bool:
        """Whether all hold."""
        return all(item.active for item in self.items)

    @property
    def missing(self) -> tuple[Protection, ...]:
        """Those that don't hold."""
        return tuple(item for item in self.items if not item.active)


def from_report(reported: dict[str, str]) -> Protections:
    """From what a child reported: for each name an empty text, or why it is missing."""
    return Protections(
        tuple(
            Protection(name, _TITLES[name], active=reported.get(name) == "", reason=reason)
            for name in PROTECTIONS
            for reason in (reported.get(name, "the process did not report it"),)
        )
    )
