"""Which other systems this deployment keeps things in."""

from collections.abc import Callable
from datetime import datetime

from bot.machinery import Machinery
from bot.rooms import Keeper
from bot.rooms.showmebug import ShowMeBugRooms
from bot.rooms.showmebug_api import Api
from bot.rooms.wecom_calendar import WeComSchedules
from bot.rooms.wecom_meeting import WeComMeetings
from bot.settings import Settings


def providers(
    settings: Settings, made: Machinery, now: Callable[[], datetime]
) -> dict[str, Keeper]:
    """By the names that counterparts carry. One that is not chosen any more is there as long as its
    secrets are: what it keeps is still followed."""
    known: dict[str, Keeper] = {
        "wecom_meeting": WeComMeetings(made.wecom, settings.wecom.agent_id),
        "wecom_calendar": WeComSchedules(made.wecom),
    }
    if settings.showmebug.client_id and settings.showmebug.client_secret:
        api = Api(settings.showmebug, made.sessions, made.http, now)
        known["showmebug"] = ShowMeBugRooms(api, made.wecom, settings.rooms.email_domain)
    return known
