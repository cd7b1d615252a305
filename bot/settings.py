"""config.toml and the environment, read into one frozen `Settings`.

Whatever is missing or malformed is named at once, each with what it is for, where WeCom shows it
and how to put it right. Secrets come from the environment only and never show in a repr.
"""

import os
from pathlib import Path
from typing import Any, TypeVar

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot import advice
from bot.sections import Callback, Clock, Database, Log, Mail, Metrics, Server, ShowMeBug, WeCom
from bot.sources import Contract, DotEnv, Environment
from interviews.rules import (
    CalendarRules,
    CardRules,
    ChangeRules,
    Company,
    DigestRules,
    FeedbackRules,
    InterviewRules,
    KfRules,
    Limits,
    OfferRules,
    PanelRules,
    People,
    ReminderRules,
    RetentionRules,
    Rooms,
    Rules,
    WorkingHours,
)
from interviews.tickets import Tickets

S = TypeVar("S", bound="Basics")
ROOT = Path(__file__).resolve().parent.parent
PREFIX = "MIANYUE__"

SECRETS = {
    ("wecom", "secret"), ("wecom", "token"), ("wecom", "aes_key"), ("database", "url"),
    ("showmebug", "client_id"), ("showmebug", "client_secret"),
    ("mail", "password"),
}  # fmt: skip


class SettingsError(Exception):
    """Settings are missing or malformed; the text lists all of them with their fixes."""


class Basics(BaseSettings):
    """What every command needs, also those that never speak to WeCom."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    server: Server = Field(default_factory=Server)
    callback: Callback = Field(default_factory=Callback)
    database: Database = Field(default_factory=Database)
    people: People = Field(default_factory=People)
    company: Company = Field(default_factory=Company)
    interview: InterviewRules = Field(default_factory=InterviewRules)
    offer: OfferRules = Field(default_factory=OfferRules)
    rooms: Rooms = Field(default_factory=Rooms)
    showmebug: ShowMeBug = Field(default_factory=ShowMeBug)
    calendar: CalendarRules = Field(default_factory=CalendarRules)
    hours: WorkingHours = Field(default_factory=WorkingHours)
    limits: Limits = Field(default_factory=Limits)
    change: ChangeRules = Field(default_factory=ChangeRules)
    panel: PanelRules = Field(default_factory=PanelRules)
    feedback: FeedbackRules = Field(default_factory=FeedbackRules)
    cards: CardRules = Field(default_factory=CardRules)
    kf: KfRules = Field(default_factory=KfRules)
    mail: Mail = Field(default_factory=Mail)
    reminders: ReminderRules = Field(default_factory=ReminderRules)
    digest: DigestRules = Field(default_factory=DigestRules)
    clock: Clock = Field(default_factory=Clock)
    metrics: Metrics = Field(default_factory=Metrics)
    retention: RetentionRules = Field(default_factory=RetentionRules)
    log: Log = Field(default_factory=Log)

    @property
    def rules(self) -> Rules:
        """The sections that are rules of scheduling."""
        sections = Rules.model_fields.keys() & type(self).model_fields.keys()
        return Rules(**{name: getattr(self, name) for name in sections})

    @property
    def data(self) -> Path:
        """Where the embedded PostgreSQL keeps its files (absolute)."""
        return (ROOT / self.database.data.expanduser()).resolve()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over .env over config.toml; the contract's names over their long forms."""
        del env_settings, dotenv_settings, file_secret_settings
        env_file = Path.cwd() / ".env"
        return (
            init_settings,
            Contract(settings_cls, os.environ),
            Environment(settings_cls),
            Contract(settings_cls, dotenv_values(env_file) if env_file.is_file() else {}),
            DotEnv(settings_cls, env_file=env_file),
            TomlConfigSettingsSource(settings_cls, toml_file=config_file()),
        )


class Settings(Basics):
    """Everything the web and worker processes need."""

    wecom: WeCom

    @property
    def rules(self) -> Rules:
        """The same, what makes candidates' tokens (another secret of the app, other tokens), and
        where their pages and letters come from."""
        tickets = Tickets(self.wecom.secret.get_secret_value())
        site = self.server.public_url.rstrip("/")
        return super().rules.model_copy(
            update={"tickets": tickets, "site": site, "letters_from": self.mail.address}
        )


def config_file() -> Path:
    """The config file: MIANYUE_CONFIG, else config.toml beside the code.

    Raises:
        SettingsError: MIANYUE_CONFIG names a file that does not exist.
    """
    named = os.environ.get("MIANYUE_CONFIG")
    path = Path(named).expanduser() if named else ROOT / "config.toml"
    if named and not path.is_file():
        raise SettingsError(
            f"MIANYUE_CONFIG names {path}, which is not a file. Point it to a copy of config.toml."
        )
    return path


def load(kind: type[S], **given: Any) -> S:
    """Read the settings of one kind of process; what is `given` wins over every source.

    Raises:
        SettingsError: one or more are missing or malformed; all are named.
    """
    try:
        problems = _misplaced()
        settings = kind(**given)
        problems += _unfinished(settings)
    except ValidationError as error:
        problems += [_explain(found) for found in error.errors()]
    except (ValueError, OSError) as error:  # broken TOML, unreadable file
        problems = [f"{config_file().name} or the environment cannot be read: {error}"]
    if problems:
        raise SettingsError(
            "Mianyue cannot start, these settings need a hand:\n\n" + "\n".join(problems)
        )
    return settings


def _misplaced() -> list[str]:
    """Secrets in config.toml, and variables that name no section."""
    written = TomlConfigSettingsSource(Settings, toml_file=config_file())()
    problems = [
        f"  {section}.{key} stands in {config_file().name}: secrets come from the environment"
        f" only.\n    Fix: delete it there and set {advice.variable((section, key))}."
        for section, key in sorted(SECRETS)
        if isinstance(written.get(section), dict) and key in written[section]
    ]
    sections = {name.upper() for name in Settings.model_fields}
    problems += [
        f"  {name} names no section of config.toml.\n"
        f"    Fix: write {PREFIX}SECTION__KEY with a section that stands there."
        for name in sorted(os.environ)
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).split("__")[0] not in sections
    ]
    return problems


def _unfinished(settings: Basics) -> list[str]:
    """What a choice in config.toml needs besides; of commands that never use it nothing is asked."""
    if not isinstance(settings, Settings) or settings.rooms.provider != "showmebug":
        return []
    return [
        f"  {advice.variable(('showmebug', key))} is missing; rooms.provider is showmebug.\n"
        f"    {advice.about(('showmebug', key))}"
        for key in ("client_id", "client_secret")
        if getattr(settings.showmebug, key) is None
    ]


def _explain(error: ErrorDetails) -> str:
    keys = tuple(str(part) for part in error["loc"][:2])
    if error["type"] == "missing" and keys == ("wecom",):
        needed = ("corp_id", "agent_id", "secret", "token", "aes_key")
        return "\n".join(_explain({**error, "loc": ("wecom", key)}) for key in needed)
    if error["type"] == "missing" or error["input"] in ("", 0, "0"):
        what = "is missing"
    elif error["type"] == "string_pattern_mismatch":
        what = "has the wrong form"
    elif error["type"] == "extra_forbidden":
        what = "is not a setting"
    elif error["type"] == "tuple_type":
        what = 'is not a list; write JSON, like ["WangFang", "LiSi"]'
    else:
        message = error["msg"].removeprefix("Value error, ")
        what = message if message.startswith(("has", "must", "'")) else f"is refused: {message}"
    return f"  {advice.variable(keys)} {what}.\n    {advice.about(keys)}"
