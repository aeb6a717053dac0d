"""The commands of `optimoot memory`; what they need is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from optimoot.app.failures import guarded
from optimoot.errors import InputError

app = typer.Typer(
    name="memory",
    help="Read, correct and move what the memory bank holds.",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
)

Memory = Annotated[
    Optional[str],  # noqa: UP045 - typer evaluates it
    typer.Option("--memory", metavar="DIR | URL", help="The bank; default: that of the settings."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines, and nothing else.")]
KindName = Annotated[
    str, typer.Option("--kind", metavar="KIND", help="solution, debug or debate; default: all.")
]
Name = Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its beginning.")]


@app.command("list")
def list_(
    memory: Memory = None,
    kind: KindName = "",
    standing: Annotated[
        str, typer.Option("--standing", metavar="STANDING", help="admitted or demoted.")
    ] = "",
    limit: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--limit", metavar="N", min=1, help="At most; default: 50, with --json all."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the newest records."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import list_records as run

    asked = Asked(memory, as_json)
    raise typer.Exit(guarded(lambda _note: run(asked, kind=kind, standing=standing, limit=limit)))


@app.command()
def show(name: Name, memory: Memory = None, as_json: AsJson = False) -> None:
    """Show a record whole."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import show as run

    raise typer.Exit(guarded(lambda _note: run(Asked(memory, as_json), name)))


@app.command()
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A problem, told in words.")],
    memory: Memory = None,
    kind: KindName = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Show what is most like a text, and whether a run would recall it."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import search as run

    asked = Asked(memory, as_json)
    raise typer.Exit(guarded(lambda _note: run(asked, text, kind=kind, limit=limit)))


@app.command()
def edit(
    name: Name,
    memory: Memory = None,
    note: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--note", metavar="TEXT", help="What to remember about it."),
    ] = None,
    standing: Annotated[
        str, typer.Option("--standing", metavar="STANDING", help="admitted, or demoted.")
    ] = "",
) -> None:
    """Put a note on a record, or say whether it is recalled."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import edit as run

    raise typer.Exit(guarded(lambda _note: run(Asked(memory), name, note=note, standing=standing)))


@app.command()
def delete(
    names: Annotated[list[str], typer.Argument(metavar="ID...", help="Records.")],
    memory: Memory = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete records for good."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import delete as run

    def sure(question: str) -> bool:
        try:
            return yes or typer.confirm(question, err=True)
        except typer.Abort as error:
            raise InputError(
                "Nobody answered; nothing was deleted.", remedy="Give --yes to delete unasked."
            ) from error

    raise typer.Exit(guarded(lambda _note: run(Asked(memory), tuple(names), sure=sure)))


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="A new file.")],
    memory: Memory = None,
) -> None:
    """Write all records into a file, one a line."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import export as run

    raise typer.Exit(guarded(lambda _note: run(Asked(memory), file)))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="From `export`.")],
    memory: Memory = None,
) -> None:
    """Take in the new records of a file, all or none."""
    from optimoot.app.commands.memory import Asked, import_file

    raise typer.Exit(guarded(lambda _note: import_file(Asked(memory), file)))


@app.command()
def stats(memory: Memory = None, as_json: AsJson = False) -> None:
    """Say what the bank holds, where, and how it is searched."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import stats as run

    raise typer.Exit(guarded(lambda _note: run(Asked(memory, as_json))))


@app.command()
def rebuild(
    memory: Memory = None,
    embedder: Annotated[
        str, typer.Option("--embedder", metavar="NAME", help="Embed all records again by this one.")
    ] = "",
) -> None:
    """Make the index anew from the records."""
    from optimoot.app.commands.memory import Asked
    from optimoot.app.commands.memory import rebuild as run

    raise typer.Exit(guarded(lambda _note: run(Asked(memory), embedder)))


@app.command()
def on() -> None:
    """Let runs remember (in the settings file)."""
    from optimoot.app.commands.memory import switch

    raise typer.Exit(guarded(lambda _note: switch(True)))


@app.command()
def off() -> None:
    """Let runs recall and keep nothing (in the settings file)."""
    from optimoot.app.commands.memory import switch

    raise typer.Exit(guarded(lambda _note: switch(False)))
