"""Other systems that keep something for an interview: one small file each, under one interface."""

from typing import Protocol

from interviews.elsewhere import Made, Wanted


class Keeper(Protocol):
    """One such system. Each method raises `Trouble` where it fails."""

    async def create(self, wanted: Wanted) -> Made:
        """Make it."""
        ...

    async def find(self, wanted: Wanted) -> Made | None:
        """What an earlier `create` may have made without our hearing of it."""
        ...

    async def change(self, kept: Made, wanted: Wanted) -> Made:
        """Have it be as wanted; without a call if the other system was told all that.

        Raises:
            Gone: it is not there any more.
        """
        ...

    async def cancel(self, kept: Made) -> None:
        """Take it away; no trouble if it is gone already."""
        ...


class Trouble(Exception):  # noqa: N818 - says what is the case
    """It could not be done; the text is shown to HR. `for_good`: another try would not help."""

    for_good = False
    unsure = False
    """Whether it may have been done all the same."""
    alarm = False
    """The operator has to do something before it can work."""


class Later(Trouble):
    """Not now; nothing has happened."""


class Unanswered(Trouble):
    """There was no answer; what was asked for may have happened."""

    unsure = True


class Misconfigured(Trouble):
    """Not before the operator has done something."""

    alarm = True


class Never(Trouble):
    """Refused."""

    for_good = True


class Gone(Never):
    """It is not there any more."""
