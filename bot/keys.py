"""What the aiohttp application carries, typed."""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.conversation import Conversation
from bot.database import Sessions
from bot.envelope import Envelope
from bot.settings import Settings
from bot.visits import Visits

SETTINGS = web.AppKey("settings", Settings)
NOW: web.AppKey[Callable[[], datetime]] = web.AppKey("now")
SESSIONS = web.AppKey("sessions", Sessions)
ENVELOPE = web.AppKey("envelope", Envelope)
VISITS = web.AppKey("visits", Visits)
CONVERSATION = web.AppKey("conversation", Conversation)
