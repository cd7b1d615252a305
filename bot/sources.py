"""Where settings come from besides config.toml: the environment and .env, by two kinds of names."""

from collections.abc import Mapping
from typing import Any

from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
)

# The names other programs rely on, and the key each one overrides.
CONTRACT = {
    "MAIL_PASSWORD": ("mail", "password"),
    "DATABASE_URL": ("database", "url"),
    "PORT": ("server", "port"),
    "WECOM_CORP_ID": ("wecom", "corp_id"),
    "WECOM_AGENT_ID": ("wecom", "agent_id"),
    "WECOM_SECRET": ("wecom", "secret"),
    "WECOM_TOKEN": ("wecom", "token"),
    "WECOM_ENCODING_AES_KEY": ("wecom", "aes_key"),
    "WECOM_API_BASE": ("wecom", "api_base"),
    "SHOWMEBUG_CLIENT_ID": ("showmebug", "client_id"),
    "SHOWMEBUG_CLIENT_SECRET": ("showmebug", "client_secret"),
}


class Contract(PydanticBaseSettingsSource):
    """Reads the names of `CONTRACT`; an empty value counts as not given."""

    def __init__(self, settings_cls: type[BaseSettings], values: Mapping[str, str | None]) -> None:
        super().__init__(settings_cls)
        self.values = values

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, (section, key) in CONTRACT.items():
            if section in self.settings_cls.model_fields and self.values.get(name):
                found.setdefault(section, {})[key] = self.values[name]
        return found


class _LetsValidationSpeak:
    """A list that is not JSON is an error of that setting, not of the whole source."""

    def decode_complex_value(self, field_name: str, field: Any, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)  # type: ignore[misc]
        except ValueError:
            return value


class Environment(_LetsValidationSpeak, EnvSettingsSource):
    """Variables named MIANYUE__SECTION__KEY."""


class DotEnv(_LetsValidationSpeak, DotEnvSettingsSource):
    """The same names in .env."""
