"""Settings: everything wrong is named at once, with the fix, and no secret is ever shown."""

import tomllib
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot import settings as settings_module
from bot.settings import ROOT, Basics, Settings, SettingsError, load

SECRET = "s3cret-value-nobody-may-see"  # noqa: S105
ENVIRONMENT = {
    "WECOM_CORP_ID": "ww1234567890abcdef",
    "WECOM_AGENT_ID": "1000002",
    "WECOM_SECRET": SECRET,
    "WECOM_TOKEN": "QDG6eK",
    "WECOM_ENCODING_AES_KEY": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Only what a test sets; an empty folder without .env."""
    for name in (
        *ENVIRONMENT, "DATABASE_URL", "PORT", "MIANYUE_CONFIG", "WECOM_API_BASE",
        "SHOWMEBUG_CLIENT_ID", "SHOWMEBUG_CLIENT_SECRET",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def set_all(environment: pytest.MonkeyPatch, **changed: str) -> None:
    for name, value in {**ENVIRONMENT, **changed}.items():
        environment.setenv(name, value)


def test_the_contracts_names_are_read(environment: pytest.MonkeyPatch) -> None:
    set_all(
        environment, PORT="9000", DATABASE_URL="postgres://u:p@h/d", WECOM_API_BASE="http://x:1"
    )

    settings = load(Settings)

    assert settings.wecom.corp_id == "ww1234567890abcdef"
    assert settings.wecom.agent_id == 1000002
    assert settings.wecom.api_base == "http://x:1"
    assert settings.server.port == 9000
    assert settings.database.url is not None
    assert settings.database.url.get_secret_value() == "postgres://u:p@h/d"


def test_everything_missing_is_named_at_once_with_where_it_is_found() -> None:
    with pytest.raises(SettingsError) as caught:
        load(Settings)

    text = str(caught.value)
    for name in ENVIRONMENT:
        assert f"  {name} is missing.\n" in text
    assert text.count("Found at work.weixin.qq.com/wework_admin") == 3
    assert text.count("设置API接收") == 2


def test_showmebug_without_its_secrets_is_said_to_lack_them(
    environment: pytest.MonkeyPatch,
) -> None:
    set_all(environment, MIANYUE__ROOMS__PROVIDER="showmebug")
    with pytest.raises(SettingsError) as caught:
        load(Settings)
    assert "  SHOWMEBUG_CLIENT_ID is missing; rooms.provider is showmebug.\n" in str(caught.value)
    assert "  SHOWMEBUG_CLIENT_SECRET is missing; rooms.provider is showmebug." in str(caught.value)

    set_all(environment, SHOWMEBUG_CLIENT_ID="id", SHOWMEBUG_CLIENT_SECRET=SECRET)
    assert SECRET not in repr(load(Settings))


def test_everything_malformed_is_named_at_once_and_no_secret_shown(
    environment: pytest.MonkeyPatch,
) -> None:
    set_all(
        environment,
        WECOM_ENCODING_AES_KEY=f"{SECRET}-too-long-to-be-a-key-of-forty-three",
        WECOM_TOKEN="no spaces!",  # noqa: S106
        PORT="eighty",
        MIANYUE__OFFER__HOLD="2 parsecs",
        MIANYUE__PEOPLE__HR="WangFang",
        MIANYUE__PEOPLE__ZONE="Mars/Olympus",
        MIANYUE__METRICS__PORT="65535",
        MIANYUE__KF__OPEN_KFID="招聘助手",
        MIANYUE__OFER__HOLD="2h",
        MIANYUE__OFFER__HOLDD="2h",
        DATABASE_URL=f"mysql://root:{SECRET}@h/d",
    )

    with pytest.raises(SettingsError) as caught:
        load(Settings)

    text = str(caught.value)
    for line in (
        "WECOM_ENCODING_AES_KEY has the wrong form.",
        "WECOM_TOKEN has the wrong form.",
        "PORT is refused: Input should be a valid integer",
        "MIANYUE__OFFER__HOLD '2 parsecs' is not a duration; write it like 30s, 10m, 48h or 1h30m.",
        'MIANYUE__PEOPLE__HR is not a list; write JSON, like ["WangFang", "LiSi"].',
        "MIANYUE__PEOPLE__ZONE 'Mars/Olympus' is not a time zone",
        "MIANYUE__KF__OPEN_KFID has the wrong form.",
        "MIANYUE__METRICS__PORT is refused: Input should be less than or equal to 65534",
        "MIANYUE__OFER__HOLD names no section of config.toml.",
        "MIANYUE__OFFER__HOLDD is not a setting.",
        "DATABASE_URL has the wrong form.",
    ):
        assert f"  {line}" in text
    assert SECRET not in text


def test_any_key_is_overridden_and_lists_are_json(environment: pytest.MonkeyPatch) -> None:
    set_all(
        environment,
        MIANYUE__PEOPLE__HR='["WangFang", "LiSi"]',
        MIANYUE__REMINDERS__BEFORE='["2d", "90s"]',
        MIANYUE__DIGEST__AT="",
        MIANYUE__CALLBACK__MAX_AGE="0",
    )

    settings = load(Settings)

    assert settings.people.hr == ("WangFang", "LiSi")
    assert settings.reminders.before == (timedelta(days=2), timedelta(seconds=90))
    assert settings.digest.at is None
    assert settings.callback.max_age == timedelta()


def test_dotenv_is_read_and_the_environment_wins(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_all(environment)
    (tmp_path / ".env").write_text(
        "PORT=7000\nWECOM_TOKEN=fromdotenv\nMIANYUE__COMPANY__NAME=星辰科技\n"
    )

    settings = load(Settings)

    assert settings.server.port == 7000
    assert settings.company.name == "星辰科技"
    assert settings.wecom.token.get_secret_value() == "QDG6eK"


def test_another_config_file_may_be_named(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[digest]\nat = "09:15"\n[wecom]\ncorp_id = "ww1"\nsecret = "oops"\n')
    environment.setenv("MIANYUE_CONFIG", str(mine))
    with pytest.raises(SettingsError, match=r"wecom\.secret stands in mine\.toml"):
        load(Basics)

    mine.write_text('[digest]\nat = "09:15"\n')
    assert load(Basics).digest.at == time(9, 15)

    environment.setenv("MIANYUE_CONFIG", str(tmp_path / "nowhere.toml"))
    with pytest.raises(SettingsError, match="MIANYUE_CONFIG names"):
        load(Basics)
    mine.write_text("this is = not toml =")
    environment.setenv("MIANYUE_CONFIG", str(mine))
    with pytest.raises(SettingsError, match=r"mine\.toml or the environment cannot be read"):
        load(Basics)


def test_secrets_show_in_no_repr(environment: pytest.MonkeyPatch) -> None:
    set_all(environment, DATABASE_URL=f"postgres://u:{SECRET}@h/d")

    settings = load(Settings)

    for shown in (repr(settings), str(settings), settings.model_dump_json(), repr(settings.wecom)):
        assert SECRET not in shown
        assert "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C" not in shown


def test_config_toml_holds_every_setting_with_its_default_and_no_secret(
    environment: pytest.MonkeyPatch,
) -> None:
    text = (ROOT / "config.toml").read_text()
    written = tomllib.loads(text)
    expected: dict[str, set[str]] = {}
    for section, field in Settings.model_fields.items():
        kind = field.annotation
        assert kind is not None
        keys = set(kind.model_fields)
        expected[section] = {k for k in keys if (section, k) not in settings_module.SECRETS}

    assert {section: set(keys) for section, keys in written.items()} == expected
    for line in text.splitlines():
        if "=" in line and not line.startswith("#"):
            assert "#" in line, f"no word on: {line}"
    set_all(environment)
    from_file = load(Settings)
    environment.setenv("MIANYUE_CONFIG", "/dev/null")
    assert not Path("/dev/null").is_file()
    for section in expected:
        if section != "wecom":
            kind = Settings.model_fields[section].annotation
            assert kind is not None
            assert getattr(from_file, section) == kind()
