"""How an outbox row is said: as a card, as a text or a part of one, with others in one message, or
by changing a card that is in somebody's hands."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import RowMapping

from bot import replies
from bot.claims import Claims
from bot.merging import Merging, may_go_along
from bot.posting import Posting, may_have_arrived
from bot.qr import picture
from bot.replacing import Replacing
from bot.said import NotAsCard, Said
from bot.template_cards import Template, template
from bot.verdicts import CARD, REPEATED
from bot.wecom import WeComError
from interviews.inviting import QR


class Saying:
    """Chooses the form, and calls."""

    def __init__(
        self,
        posting: Posting,
        claims: Claims,
        merging: Merging,
        now: Callable[[], datetime],
        *,
        cards: bool,
    ) -> None:
        self.posting = posting
        self.merging = merging
        self.replacing = Replacing(claims, posting, now)
        self.cards = cards

    async def say(self, row: RowMapping, crowded: bool) -> Said:
        """Say it now; `crowded`: the person gets too many messages.

        Raises:
            NotAsCard: only in words, if at all.
            WeComError: WeCom refuses it; WeComUnreachable and TokenRefused as well.
        """
        if row["updates"] is not None:
            if why_not := await self.replacing.replace(row):
                raise NotAsCard(why_not)
            return Said()
        if row["kind"] == QR:
            answer = await self.posting.picture(row, picture(row["text"]))
            return Said(answer.get("msgid"))
        pieces = replies.parts(row["text"])
        if row["carries"] or (crowded and len(pieces) == 1 and may_go_along(row)):
            texts = await self.merging.merge(row, _fits)
            if len(texts) > 1 or row["card"] is None:
                return await self._text(row, _joined(texts), carries=len(texts) > 1)
        if row["card"] is not None:
            return await self._card(row)
        more = row["part"] + 1 < len(pieces)
        return await self._text(row, pieces[row["part"]], more=more)

    async def _text(
        self, row: RowMapping, content: str, *, carries: bool = False, more: bool = False
    ) -> Said:
        answer = await self.posting.text(row, content)
        return Said(answer.get("msgid"), carries=carries, more=more)

    async def _card(self, row: RowMapping) -> Said:
        made = self._made(row)
        if made is None:
            raise NotAsCard("no card can say it" if self.cards else "cards are switched off")
        try:
            answer = await self.posting.card(row, made)
        except WeComError as error:
            if error.code == REPEATED and may_have_arrived(row):
                return Said()  # it came with the try before, which got no answer
            if error.code in CARD:
                raise NotAsCard(str(error)) from error
            raise
        return Said(answer.get("msgid"), answer.get("response_code"))

    def _made(self, row: RowMapping) -> Template | None:
        return template(row["card"], row["task_id"]) if self.cards else None


def _joined(texts: Sequence[str]) -> str:
    return "\n\n".join(texts)


def _fits(texts: Sequence[str]) -> bool:
    return len(_joined(texts).encode()) <= replies.LIMIT
