"""The teams of a run: built-in ones and those of the settings, chosen by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from optimoot.agents.budget import Budget
from optimoot.agents.team import Team
from optimoot.agents.team_file import load_team_file
from optimoot.errors import InputError
from optimoot.settings import Settings
from optimoot.team_spec import TeamSpec

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from optimoot.agents.client import ChatClient
    from optimoot.agents.language.team import LanguageTeam

BUILTIN = "builtin"
"""As a name in `--team`: every team that needs no language model."""


def default_teams(
    settings: Settings, model: BaseChatModel | None = None, *, recorded: bool = False
) -> tuple[Team, ...]:
    """The built-in teams and, where there are language models, the teams on them.

    Args:
        settings: How to run.
        model: A LangChain chat model; None: the one that `settings.model` names, if it does.
        recorded: Whether completions are recorded ones, so that no model is set up.

    Raises:
        InputError: A model, its key or a prompt file cannot be used.
    """
    from optimoot.agents.builtin.team import builtin_teams

    teams: tuple[Team, ...] = (*builtin_teams(), *_remembering(settings, recorded=recorded))
    if model is not None:
        from optimoot.agents.language.team import LanguageTeam

        teams = (*teams, LanguageTeam.on_model(_chat_model(model), settings))
    elif settings.model:
        from optimoot.agents.language.team import LanguageTeam

        teams = (*teams, LanguageTeam.from_settings(settings, recorded=recorded))
    for name in settings.teams:
        _refuse_reserved(name, "the settings")
    specs = settings.teams.items()
    return (*teams, *(team_of(name, spec, settings, recorded=recorded) for name, spec in specs))


def with_team_files(names: Sequence[str], settings: Settings) -> tuple[tuple[str, ...], Settings]:
    """Names of teams with those of files in place of the files, and the settings with their specs.

    Raises:
        InputError: A file cannot be used, or a name stands for two teams.
    """
    known, found = dict(settings.teams), []
    for name in names:
        if not name.endswith(".toml"):
            found.append(name)
            continue
        for team, spec in load_team_file(Path(name)).items():
            _refuse_reserved(team, name)
            if team in known and known[team] != spec:
                raise InputError(
                    f"Two teams have the name {team!r}: one of {name!r}, and one from elsewhere.",
                    remedy="Give each team a name of its own.",
                )
            known[team] = _absolute(spec)
            found.append(team)
    return tuple(found), settings.model_copy(update={"teams": known})


def chosen_teams(
    names: Sequence[str], settings: Settings, model: BaseChatModel | None = None
) -> tuple[Team, ...]:
    """The teams that were named: of the settings, or built-in.

    Args:
        names: Names of teams; `builtin` for all that need no language model.
        settings: How to run.
        model: A LangChain chat model for the team `language`.

    Raises:
        InputError: A name is unknown, or a model cannot be used.
    """
    return tuple(team for name in names for team in _named(name, settings, model))


def _refuse_reserved(team: str, place: str) -> None:
    """A team may not take the name of one that needs no language model."""
    from optimoot.agents.builtin.team import builtin_teams
    from optimoot.agents.remembering.team import NAME

    if team in (BUILTIN, NAME, *(own.name for own in builtin_teams())):
        raise InputError(
            f"The team {team!r} of {place!r} has the name of a built-in team.",
            remedy="Give it a name of its own.",
        )


def _absolute(spec: TeamSpec) -> TeamSpec:
    """The spec with its folder of prompts named from everywhere."""
    if spec.prompts is None:
        return spec
    return spec.model_copy(update={"prompts": spec.prompts.expanduser().absolute()})


def team_of(
    name: str, spec: TeamSpec, settings: Settings, *, recorded: bool = False
) -> LanguageTeam:
    """The language-model team of a spec.

    Raises:
        InputError: A model, its key, the budget or a prompt file cannot be used; names the team.
    """
    try:
        return _team_of(name, spec, settings, recorded=recorded)
    except InputError as error:
        raise InputError(f"The team {name!r}: {error.message}", remedy=error.remedy) from error


def _team_of(name: str, spec: TeamSpec, settings: Settings, *, recorded: bool) -> LanguageTeam:
    from optimoot.agents.language.team import LanguageTeam
    from optimoot.agents.prompting import Prompts

    prompts = Prompts(spec.prompts or settings.prompts)
    prompts.check()
    changes = {"plans": spec.plans, "repairs": spec.repairs, "scheduling": spec.scheduling}
    client = partial(_client, settings=settings, recorded=recorded)
    return LanguageTeam(
        client(spec.model, spec.base_url),
        prompts,
        name=name,
        roles={role: client(part.model, part.base_url) for role, part in spec.roles.items()},
        changes={key: value for key, value in changes.items() if value is not None},
        budget=Budget.parse(spec.budget),
    )


def _client(model: str, base_url: str, settings: Settings, *, recorded: bool) -> ChatClient:
    from optimoot.agents.client import ChatClient

    address = base_url or (settings.base_url if model == settings.model else "")
    return ChatClient.from_settings(
        settings.model_copy(update={"model": model, "base_url": address}), recorded=recorded
    )


def _remembering(settings: Settings, *, recorded: bool = False) -> tuple[Team, ...]:
    """The team that takes over remembered models, where there is a memory or was one."""
    from optimoot.agents.remembering.team import MemoryTeam
    from optimoot.memory.opening import OFF

    return (MemoryTeam(),) if recorded or settings.memory != OFF else ()


def _named(name: str, settings: Settings, model: BaseChatModel | None) -> Sequence[Team]:
    from optimoot.agents.builtin.team import builtin_teams

    builtin: dict[str, Team] = {team.name: team for team in builtin_teams()}
    builtin |= {team.name: team for team in _remembering(settings)}
    if name in settings.teams:
        return [team_of(name, settings.teams[name], settings)]
    if name == BUILTIN and len(builtin) > 1:
        return tuple(builtin.values())
    if name in builtin:
        return [builtin[name]]
    others = default_teams(settings.model_copy(update={"teams": {}}), model)
    found = [team for team in others if team.name == name]
    if not found:
        known = ", ".join(dict.fromkeys([BUILTIN, *builtin, *(t.name for t in others),
                                         *settings.teams]))  # fmt: skip
        raise InputError(
            f"There is no team {name!r}.",
            remedy=f"Known: {known}; or name a TOML file with teams. A team on a language model "
            "needs --model, or [teams.NAME] in config.toml.",
        )
    return found


def _chat_model(model: object) -> BaseChatModel:
    from langchain_core.language_models import BaseChatModel

    if not isinstance(model, BaseChatModel):
        raise InputError(
            f"`model` cannot be of the type {type(model).__name__}.",
            remedy='Give a name such as "openai:gpt-4o", or a LangChain chat model.',
        )
    return model
