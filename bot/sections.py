"""The sections of config.toml that are about the machine; those about scheduling are in
`interviews.rules`."""

import re
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, model_validator

from interviews.values import Duration, Length, Section


def _shaped(pattern: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: Any) -> Any:
        written = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not compiled.fullmatch(written):
            raise ValueError("has the wrong form")
        return value

    return AfterValidator(check)


class Server(Section):
    """`[server]`"""

    host: str = "0.0.0.0"  # noqa: S104 - WeCom has to reach it; a proxy in front narrows it
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: Annotated[str, _shaped(r"(https?://[^\s/?#]+(/[^\s?#]*)?)?")] = ""
    proxies: int = Field(default=1, ge=0, le=9)


class WeCom(Section):
    """`[wecom]` and the secrets that belong to it."""

    corp_id: Annotated[str, _shaped(r"[A-Za-z0-9_-]{4,64}")]
    agent_id: Annotated[int, Field(gt=0)]
    secret: Annotated[SecretStr, _shaped(r"\S{6,512}")]
    token: Annotated[SecretStr, _shaped(r"[A-Za-z0-9]{3,32}")]
    aes_key: Annotated[SecretStr, _shaped(r"[A-Za-z0-9]{43}")]
    api_base: Annotated[str, _shaped(r"https?://[^\s/]+(/\S*)?")] = "https://qyapi.weixin.qq.com"
    timeout: Length = timedelta(seconds=6)
    calls_per_minute: int = Field(default=6_000, ge=30, le=10_000_000)
    calls_per_hour: int = Field(default=120_000, ge=600, le=600_000_000)


class ShowMeBug(Section):
    """`[showmebug]` and the secrets that belong to it."""

    client_id: Annotated[SecretStr, _shaped(r"\S{1,512}")] | None = None
    client_secret: Annotated[SecretStr, _shaped(r"\S{1,512}")] | None = None
    api_base: Annotated[str, _shaped(r"https?://[^\s/]+(/\S*)?")] = "https://www.showmebug.com"
    timeout: Length = timedelta(seconds=6)


class Mail(Section):
    """`[mail]` and `MAIL_PASSWORD`."""

    host: str = ""
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: SecretStr | None = None
    sender: Annotated[str, _shaped(r"([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?|")] = ""
    timeout: Annotated[Length, Field(le=timedelta(seconds=9))] = timedelta(seconds=8)
    """Less than a worker keeps others from a message (`claims.CLAIM`)."""

    @model_validator(mode="after")
    def _from_nobody(self) -> "Mail":
        if self.host and not self.sender:
            raise ValueError("must name a sender (mail.sender) when mail.host is set")
        return self

    @property
    def address(self) -> str:
        """The address alone; "" where no letters are written."""
        return parseaddr(self.sender)[1] if self.host else ""


class Callback(Section):
    """`[callback]`"""

    max_age: Duration = timedelta(minutes=10)
    answer_within: Length = timedelta(seconds=4)


class Database(Section):
    """`[database]` and `DATABASE_URL`."""

    url: Annotated[SecretStr, _shaped(r"postgres(ql)?(\+asyncpg)?://\S*")] | None = None
    data: Path = Path(".data/postgres")
    pool: int = Field(default=10, ge=2, le=200)


class Clock(Section):
    """`[clock]`"""

    tick: Length = timedelta(seconds=2)


class Metrics(Section):
    """`[metrics]`"""

    host: str = "127.0.0.1"
    port: int = Field(default=9464, ge=0, le=65534)  # a worker takes the next one


class Log(Section):
    """`[log]`"""

    format: Literal["auto", "json", "text"] = "auto"
    level: Literal["debug", "info", "warning", "error"] = "info"
