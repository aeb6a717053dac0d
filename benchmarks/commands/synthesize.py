"""`optimoot bench synthesize`: items made from their models, as they come, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from optimoot.benchmarks.synthesis.collection import Collection

INTERRUPTED: Final = 130
_EVERY: Final = 100
"""Items after which a line is written where there is no terminal."""


def synthesize(
    out: Annotated[Path, typer.Option("--out", metavar="FILE.jsonl", help="Where the items go.")],
    count: Annotated[int, typer.Option("--n", metavar="N", min=1, help="Items.")] = 100,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="The same items for the same seed.")
    ] = 1,
    archetype: Annotated[
        str,
        typer.Option("--archetype", metavar="NAMES", help="With commas; default: all of them."),
    ] = "",
    style: Annotated[
        str, typer.Option("--style", metavar="NAMES", help="table, prose, or both with a comma.")
    ] = "table,prose",
    round_trip: Annotated[
        str,
        typer.Option(
            "--round-trip",
            metavar="required | reported | off",
            help="Whether items have to be read back rightly, are read back, or are not.",
        ),
    ] = "reported",
    teams: Annotated[
        str,
        typer.Option(
            "--teams",
            metavar="NAMES",
            help="Who reads back; default: builtin, with a model language as well.",
        ),
    ] = "",
    model: Annotated[
        str,
        typer.Option(
            "--model", metavar="PROVIDER:NAME", help="Tells the questions; default: templates do."
        ),
    ] = "",
    base_url: Annotated[str, typer.Option("--base-url", metavar="URL", help="Its server.")] = "",
) -> None:
    """Make problems from models that a solver has checked, each told in words with its model.

    Every item has a proven optimum to which each of its constraints matters, a text with exactly
    the figures of its model, and no near-duplicate before it. Items are written as they come; the
    summary beside them tells what each filter let through, and how various they are.
    """
    from optimoot.agents.background import run_to_end

    wish = Wish(out, count, seed, archetype, style, round_trip, teams, model, base_url)
    with TemporaryDirectory(prefix="optimoot-synthesis-") as folder:
        collection = collection_of(wish, Path(folder))
        stopped = False
        try:
            with shown(count) as told:
                run_to_end(collection.write(told))
        except KeyboardInterrupt:
            stopped = True
    text, beside = collection.write_summary()
    typer.echo(text)
    typer.echo(f"Items: {out}. Summary: {beside}")
    if stopped:
        typer.echo("Stopped. What was made is kept.")
        raise typer.Exit(INTERRUPTED)
    if len(collection.items) < count:
        typer.echo(
            f"Only {len(collection.items)} of {count} items: all archetypes are exhausted. "
            "Name more of them, or another seed."
        )


@dataclass(frozen=True)
class Wish:
    """The options of the command, as they were given; empty: not given."""

    out: Path
    count: int
    seed: int = 1
    archetypes: str = ""
    styles: str = "table,prose"
    round_trip: str = "reported"
    teams: str = ""
    model: str = ""
    base_url: str = ""


def collection_of(wish: Wish, folder: Path) -> Collection:
    """The collection that is wished for.

    Args:
        wish: The options.
        folder: Where the runs of reading back leave their traces.

    Raises:
        InputError: An option cannot be used.
    """
    from optimoot.agents.client import ChatClient
    from optimoot.benchmarks.running.preset import preset_of_teams
    from optimoot.benchmarks.synthesis.archetypes.registry import archetypes_named
    from optimoot.benchmarks.synthesis.collection import TEMPLATES, Collection, styles_named
    from optimoot.benchmarks.synthesis.making import Maker, Wanted, round_trips_named
    from optimoot.benchmarks.synthesis.retelling import Reteller
    from optimoot.benchmarks.synthesis.round_trip import Reader
    from optimoot.settings import Settings

    trips = round_trips_named(wish.round_trip)
    wanted = Wanted(
        count=wish.count,
        seed=wish.seed,
        archetypes=archetypes_named(wish.archetypes),
        styles=styles_named(wish.styles),
        round_trip=trips,
    )
    given: dict[str, Any] = {"model": wish.model, "base_url": wish.base_url}
    settings = Settings(
        memory="off", data_folder=folder, **{name: value for name, value in given.items() if value}
    )
    reteller = None
    if wish.model:
        reteller = Reteller(ChatClient.from_settings(settings), settings)
    reader = None
    if trips != "off":
        names = wish.teams or ("builtin,language" if wish.model else "builtin")
        reader = Reader(preset_of_teams(names).teams(settings), settings)
    return Collection(
        maker=Maker(wanted, reader, reteller),
        path=wish.out,
        told_by=wish.model or TEMPLATES,
        readers=[team.name for team in reader.teams] if reader is not None else (),
    )


@contextmanager
def shown(count: int) -> Iterator[Callable[[int], None]]:
    """Shows how many items there are: on a terminal in a bar, elsewhere now and then as a line."""
    import sys

    from rich.console import Console
    from rich.progress import Progress

    if not sys.stderr.isatty():
        yield lambda made: None if made % _EVERY else typer.echo(f"{made} of {count}", err=True)
        return
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("items", total=count)
        yield lambda made: bar.update(task, completed=made)
