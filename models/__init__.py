"""The tables, and what the database itself guarantees.

Importing this package registers every table in `SQLModel.metadata`; Alembic and
the tests rely on that.
"""

from sqlalchemy.orm import configure_mappers

from models.availability import Busy, Group, Workday
from models.counterpart import Counterpart, RoomEvent
from models.customer import Customer, KfAccount
from models.feedback import Feedback
from models.interview import Booking, Change, Interview, Panel, Room, Slot
from models.message import Inbox, Outbox
from models.person import Person
from models.progress import AccessToken, Quota, Watermark

# The ORM does it at its first query, but objects are also made without one (see models.reading).
configure_mappers()

__all__ = [
    "AccessToken",
    "Booking",
    "Busy",
    "Change",
    "Counterpart",
    "Customer",
    "Feedback",
    "Group",
    "Inbox",
    "Interview",
    "KfAccount",
    "Outbox",
    "Panel",
    "Person",
    "Quota",
    "Room",
    "RoomEvent",
    "Slot",
    "Watermark",
    "Workday",
]
