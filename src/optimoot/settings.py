"""Settings: defaults, the settings file, the environment and what the caller passes.

Later sources win: built-in defaults, `config.toml` in the platform's configuration folder,
environment variables `OPTIMOOT_…` (nested with `__`), arguments.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_config_path, user_data_path
from pydantic import Field, PositiveInt
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from optimoot.team_spec import Scheduling, TeamSpec

YEAR = 31_536_000.0
"""Seconds; no wait is longer, and no clock or limit of the system overflows."""


class Settings(BaseSettings):
    """How OptiMoot runs.

    Attributes:
        data_folder: Where runs and the memory bank are kept.
        solver: Name of a solver, or `"auto"`.
        time_limit: Seconds the solver may take.
        relative_gap: Relative MIP gap at which a solver may stop.
        require_sandbox: Refuse to run Programs where a sandbox protection is missing.
        memory_limit: Megabytes a Program may use.
        model: `PROVIDER:NAME`, or empty for the built-in teams alone.
        base_url: Endpoint of an OpenAI-compatible server; empty: the provider's own.
        request_timeout: Seconds to wait for one completion.
        request_attempts: Tries per completion; only retryable errors are tried again.
        concurrent_requests: Completions in flight at once.
        repairs: How often a team may mend its formulation or its programs.
        plans: Ways to encode a model that a team may try, the compiled formulation among them.
        scheduling: Which of the plans is worked on next.
        critic: Whether a critic looks at what the checks raise; otherwise it goes on as it is.
        verifier: Whether a language model writes a checker for the chosen plan.
        approve: Whether the user is asked to approve the assumptions of a result.
        rounds: Rounds of debate at most where teams differ; 0: no debate.
        memory: Where the memory bank is: a folder, or the address of a Chroma server; empty: a
            folder within `data_folder`; `"off"`: none.
        memory_use: Whether runs add to the bank, or only recall from it.
        memory_token: What the Chroma server wants to see in the header X-Chroma-Token.
        embedder: What makes the bank's vectors: `hashed`, `sentence-transformers:MODEL`, or
            `openai:MODEL` on the server of `base_url`.
        prompts: Folder whose `<role>.md` files take the place of the packaged prompts.
        teams: Teams on language models besides that of `model`, by name.
    """

    model_config = SettingsConfigDict(
        env_prefix="OPTIMOOT_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    data_folder: Path = Field(default_factory=lambda: user_data_path("optimoot"))
    solver: str = "auto"
    time_limit: float = Field(default=60.0, gt=0, le=YEAR)
    relative_gap: float = Field(default=1e-6, ge=0.0, lt=1.0)
    require_sandbox: bool = False
    memory_limit: PositiveInt = 2048
    model: str = ""
    base_url: str = ""
    request_timeout: float = Field(default=120.0, gt=0, le=YEAR)
    request_attempts: PositiveInt = 4
    concurrent_requests: PositiveInt = 8
    repairs: int = Field(default=3, ge=0)
    plans: PositiveInt = 3
    scheduling: Scheduling = Scheduling.UCB
    rounds: int = Field(default=3, ge=0)
    critic: bool = True
    verifier: bool = True
    approve: bool = False
    memory: str = ""
    memory_use: Literal["growing", "frozen"] = "growing"
    memory_token: str = ""
    embedder: str = "hashed"
    prompts: Path | None = None
    teams: dict[str, TeamSpec] = {}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the settings file."""
        path = user_config_path("optimoot") / "config.toml"
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, path)
