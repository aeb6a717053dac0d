"""A collection of made items: a file with a line for each, and its summary beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.diversity import diversity_of
from optimoot.benchmarks.synthesis.lines import line
from optimoot.benchmarks.synthesis.making import Made, Maker
from optimoot.benchmarks.synthesis.summary import Summary, by_archetype, told
from optimoot.errors import InputError
from optimoot.usage import Usage

TEMPLATES: Final = "templates"


def styles_named(names: str) -> tuple[Style, ...]:
    """The styles of these names, with commas.

    Raises:
        InputError: There is none of a name, or no name.
    """
    wanted = [part.strip() for part in names.split(",") if part.strip()]
    known = {style.value: style for style in Style}
    unknown = next((name for name in wanted if name not in known), None)
    if unknown is not None or not wanted:
        raise InputError(
            f"There is no style {unknown or names!r}.", remedy=f"Say {' or '.join(known)}, or both."
        )
    return tuple(known[name] for name in dict.fromkeys(wanted))


@dataclass
class Collection:
    """Makes items and writes them.

    Attributes:
        maker: What makes them.
        path: The file, which must not exist yet.
        told_by: Who tells the questions: "templates", or a model's name.
        readers: Names of the teams that read back.
    """

    maker: Maker
    path: Path
    told_by: str = TEMPLATES
    readers: Sequence[str] = ()
    items: list[Made] = field(default_factory=list)

    async def write(self, told: Callable[[int], None] = lambda _count: None) -> None:
        """Make the items and write each as soon as it is there, as one whole line.

        Args:
            told: Called with the number of items so far.

        Raises:
            InputError: The file exists, or cannot be written.
        """
        descriptor = self._open()
        try:
            async for made in self.maker.items():
                os.write(descriptor, f"{line(made, self.told_by)}\n".encode())
                self.items.append(made)
                told(len(self.items))
        finally:
            os.close(descriptor)

    def summary(self) -> Summary:
        """What it came to so far."""
        wanted, survival = self.maker.wanted, self.maker.survival
        used = self.maker.reteller.ledger.usage() if self.maker.reteller is not None else Usage()
        unknown = survival.money is None or used.money is None
        return Summary(
            wanted=wanted.count,
            seed=wanted.seed,
            told_by=self.told_by,
            round_trip=wanted.round_trip,
            readers=tuple(self.readers),
            items=len(self.items),
            calls=survival.calls + used.calls,
            tokens=survival.tokens + used.tokens,
            money=None if unknown else (survival.money or 0.0) + (used.money or 0.0),
            archetypes=by_archetype(survival, [a.name for a in wanted.archetypes]),
            diversity=diversity_of(self.items),
        )

    def write_summary(self) -> tuple[str, Path]:
        """Write the summary beside the items, as JSON and as Markdown; gives text and file."""
        summary = self.summary()
        text = "\n".join(told(summary))
        beside = self.path.with_name(f"{self.path.stem}.summary.json")
        beside.write_text(f"{summary.model_dump_json(indent=1)}\n", encoding="utf-8")
        beside.with_suffix(".md").write_text(f"{text}\n", encoding="utf-8")
        return text, beside

    def _open(self) -> int:
        if self.path.suffix != ".jsonl":
            raise InputError(
                f"{str(self.path)!r} does not end in .jsonl, by which items are read again.",
                remedy="Name another file with --out.",
            )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError as error:
            raise InputError(
                f"The file {str(self.path)!r} exists.", remedy="Remove it, or name another file."
            ) from error
        except OSError as error:
            raise InputError(
                f"Cannot write {str(self.path)!r}: {error.strerror or error}.",
                remedy="Name another file with --out.",
            ) from error
