"""The settings that are rules of scheduling, not of the machine; `config.toml` documents each."""

from datetime import time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, model_validator

from interviews.tickets import Tickets
from interviews.values import Duration, Hours, HoursOrNone, Length, Section, Span, Zone
from models.person import Language


def _time_or_never(value: object) -> Any:
    return None if value == "" else value


class People(Section):
    """`[people]`"""

    hr: tuple[str, ...] = ()
    zone: Zone = ZoneInfo("Asia/Shanghai")
    language: Language = Language.ZH
    region: str = Field(default="CN", pattern="[A-Z]{2}")


class Company(Section):
    """`[company]`"""

    name: str = ""


class InterviewRules(Section):
    """`[interview]`"""

    duration: Length = timedelta(minutes=60)


class OfferRules(Section):
    """`[offer]`"""

    hold: Length = timedelta(hours=48)
    nudge: Duration = timedelta(hours=24)


class Rooms(Section):
    """`[rooms]`"""

    names: tuple[str, ...] = ("1号会议室", "2号会议室", "3号会议室")
    provider: Literal["text", "showmebug", "wecom_meeting"] = "text"
    email_domain: str = Field(default="", pattern=r"([A-Za-z0-9-]+\.)*[A-Za-z0-9-]*")


class CalendarRules(Section):
    """`[calendar]`"""

    wecom: bool = False


class WorkingHours(Section):
    """`[hours]`: of everyone who has not said otherwise."""

    work: Hours = Span(9 * 60, 18 * 60)
    lunch: HoursOrNone = Span(12 * 60, 13 * 60)


class Limits(Section):
    """`[limits]`: they bind whatever the bot proposes; HR is warned and may go beyond."""

    buffer: Duration = timedelta(minutes=15)
    notice: Duration = timedelta(hours=2)
    horizon: Length = timedelta(days=60)
    per_day: int = Field(default=4, ge=1, le=50)
    per_week: int = Field(default=12, ge=1, le=200)


class ChangeRules(Section):
    """`[change]`: for candidates and interviewers; HR is free."""

    cutoff: Duration = timedelta(hours=12)
    max: int = Field(default=2, ge=0, le=20)


class PanelRules(Section):
    """`[panel]`: what happens when an interviewer declines."""

    replace_before: Duration = timedelta(hours=48)
    replace_most: int = Field(default=3, ge=0, le=20)


class FeedbackRules(Section):
    """`[feedback]`"""

    nags: int = Field(default=5, ge=0, le=30)
    criteria: dict[str, tuple[str, ...]] = Field(default={"": ("专业能力", "沟通协作", "解决问题")})
    """By position; "" is for every position that is not named."""


class CardRules(Section):
    """`[cards]`"""

    enabled: bool = True


class KfRules(Section):
    """`[kf]`: candidates on ordinary WeChat, through 微信客服."""

    open_kfid: str = Field(default="", pattern=r"^(wk[\w-]{1,62})?$")
    """Of the account that speaks for the bot; "": there is none, HR passes everything on."""
    servicer: str = Field(default="", pattern=r"^([A-Za-z0-9][\w.@-]{0,63})?$")
    """Userid of the member who takes over when a human is wanted."""


class ReminderRules(Section):
    """`[reminders]`"""

    before: tuple[Length, ...] = (timedelta(hours=24), timedelta(hours=1))
    spread: Duration = timedelta(seconds=10)


class DigestRules(Section):
    """`[digest]`"""

    at: Annotated[time | None, BeforeValidator(_time_or_never)] = time(8, 30)


class RetentionRules(Section):
    """`[retention]`"""

    days: int = Field(default=90, ge=7, le=3650)

    @property
    def length(self) -> timedelta:
        """The same as a length of time."""
        return timedelta(days=self.days)


class Rules(Section):
    """All of them, as operations and handlers get them."""

    people: People = Field(default_factory=People)
    company: Company = Field(default_factory=Company)
    interview: InterviewRules = Field(default_factory=InterviewRules)
    offer: OfferRules = Field(default_factory=OfferRules)
    rooms: Rooms = Field(default_factory=Rooms)
    calendar: CalendarRules = Field(default_factory=CalendarRules)
    hours: WorkingHours = Field(default_factory=WorkingHours)
    limits: Limits = Field(default_factory=Limits)
    change: ChangeRules = Field(default_factory=ChangeRules)
    panel: PanelRules = Field(default_factory=PanelRules)
    feedback: FeedbackRules = Field(default_factory=FeedbackRules)
    cards: CardRules = Field(default_factory=CardRules)
    kf: KfRules = Field(default_factory=KfRules)
    tickets: Tickets | None = Field(default=None, exclude=True, repr=False)
    """Makes and reads candidates' tokens; None where nobody is given one."""
    site: str = Field(default="", exclude=True)
    """Where the pages are: `https://your.domain`; "" where they have no address."""
    letters_from: str = Field(default="", exclude=True)
    """The address letters come from; "" where none are written."""
    reminders: ReminderRules = Field(default_factory=ReminderRules)
    digest: DigestRules = Field(default_factory=DigestRules)
    retention: RetentionRules = Field(default_factory=RetentionRules)

    @model_validator(mode="after")
    def _reminders_are_remembered(self) -> "Rules":
        """A reminder whose notice was purged before the interview would be said again."""
        if any(lead >= self.retention.length for lead in self.reminders.before):
            raise ValueError(
                "retention.days must be longer than every duration in reminders.before"
            )
        return self
