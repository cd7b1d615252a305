"""`/c/{token}`: a candidate's interview, for who holds its token.

A form changes something by the same operations as a message, is answered with the same sentences,
and is followed by the page as it then is. Whatever is not genuine gets one and the same 404.
"""

import functools
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import keys
from bot.visits import Busy, Came, Form
from interviews import calendars, links, parts, tickets, ways_in
from interviews.details import Details
from interviews.phrases import inviter
from interviews.texts import Reader, Refused, Text, Words
from interviews.tickets import Tickets
from models.interview import Status
from pages import forms, look, words
from pages.attempts import Attempts
from pages.form_keys import FormKeys, shaped
from pages.forms import Wish, Wrong
from pages.showing import Address, Said, frame, shown
from pages.visitor import Visitor, visitor

WINDOW = timedelta(minutes=10)
FORMS = 30
"""Forms on one token's page in a window."""
KNOCKS = 200
"""Forms, and tokens that open nothing, from one address in a window; many people may share one."""
PATH = f"{links.PAGE}{{token}}"

Handler = Callable[["Page", web.Request], Awaitable[web.Response]]


def set_up(app: web.Application) -> None:
    """Add the routes."""
    page = Page(app)
    app.router.add_get(PATH, page.look)
    app.router.add_post(PATH, page.change)
    app.router.add_get(f"{PATH}/interview.ics", page.calendar)


def _patient(handler: Handler) -> Handler:
    """What cannot be done just now, or by this link any more, is said to be so."""

    @functools.wraps(handler)
    async def answered(page: "Page", request: web.Request) -> web.Response:
        try:
            return await handler(page, request)
        except Refused as refusal:
            return page.message(request, words.OUTDATED, refusal.words, 410)
        except (Busy, SQLAlchemyError, OSError, TimeoutError):
            return page.message(request, words.NOT_NOW, words.COME_BACK, 503)

    return answered


class Page:
    """Answers for every candidate's page."""

    def __init__(self, app: web.Application) -> None:
        settings = app[keys.SETTINGS]
        secret = settings.wecom.secret.get_secret_value()
        self.rules = settings.rules
        self.proxies = settings.server.proxies
        self.now = app[keys.NOW]
        self.tickets = Tickets(secret)
        self.form_keys = FormKeys(secret)
        self.forms = Attempts(FORMS, WINDOW, self.now)
        self.knocks = Attempts(KNOCKS, WINDOW, self.now)

    @_patient
    async def look(self, request: web.Request) -> web.Response:
        """The page; with `said`, below the answer that the form of that key was given."""
        return await self._page(request, visitor(request, dict(request.query)), Said())

    @_patient
    async def calendar(self, request: web.Request) -> web.Response:
        """The agreed interview as a file for a calendar."""
        guest = visitor(request, dict(request.query))
        async with request.app[keys.SESSIONS]() as session:
            details = await self._find(session, request)
            if details is None or details.interview.status != Status.CONFIRMED:
                return self._nowhere(request)
            count = await calendars.sequence(session, details.number)
            room = await ways_in.link(session, details, details.candidate)
            how = guest.reader(details.candidate, self.rules, self.now())
        return web.Response(
            body=calendars.calendar(details, count, how, self.rules, room=room),
            headers={
                **look.HEADERS,
                "Content-Type": f"{calendars.TYPE}; charset=utf-8; method=PUBLISH",
                "Content-Disposition": f'inline; filename="interview-{details.number}.ics"',
            },
        )

    @_patient
    async def change(self, request: web.Request) -> web.Response:
        """A form."""
        token = request.match_info["token"]
        ticket = self.tickets.read(token)
        if ticket is None:
            return self._nowhere(request)
        if not (self.knocks.count(self._address(request)) and self.forms.count(token)):
            return self._too_much(request)
        given = await forms.read(request)
        guest = visitor(request, given)
        now = self.now()
        wish = Wish(given)
        if not self.form_keys.good(given.get("key", ""), token, now):
            return await self._once_more(request, guest, wish)
        try:
            wish.check()
        except Wrong as wrong:
            said = Said(wrong.words, wrong=True, do=wish.do, written=wish.text)
            return await self._page(request, guest, said, 422)
        came = await request.app[keys.VISITS].submit(
            Form(
                key=_kept_as(given["key"]),
                command=wish.command,
                text=wish.line(ticket.number),
                reader=lambda person: guest.reader(person, self.rules, now),
                find=lambda session: self._find(session, request),
                do=lambda session, details: wish.do_it(session, details, self.rules, now),
            )
        )
        if came is Came.NOWHERE:
            return self._nowhere(request)
        if came is Came.USED:
            return await self._once_more(request, guest, wish)
        location = f"{token}{guest.query(said=given['key'])}"
        return web.Response(status=303, headers={**look.HEADERS, "Location": location})

    async def _once_more(self, request: web.Request, guest: Visitor, wish: Wish) -> web.Response:
        said = Said(words.ONCE_MORE, wrong=True, do=wish.do, written=wish.text, slot=wish.slot)
        return await self._page(request, guest, said, 409)

    async def _page(
        self, request: web.Request, guest: Visitor, said: Said, status: int = 200
    ) -> web.Response:
        token, now = request.match_info["token"], self.now()
        async with request.app[keys.SESSIONS]() as session:
            details = await self._find(session, request)
            if details is None:
                return self._nowhere(request)
            rounds = await parts.waiting_with(session, details) or [details]
            how = guest.reader(details.candidate, self.rules, now)
            key = request.query.get("said", "")
            if shaped(key):
                said = await self._answer(request, session, key, details) or said
            room = await ways_in.link(session, details, details.candidate)
        at = Address(token, self.form_keys.make(token, now))
        in_wechat = "MicroMessenger" in request.headers.get("User-Agent", "")
        context = shown(rounds, at, guest, how, self.rules, said, room=room, in_wechat=in_wechat)
        return look.page(request, "candidate.html", context, status)

    async def _answer(
        self, request: web.Request, session: AsyncSession, key: str, details: Details
    ) -> Said | None:
        visits = request.app[keys.VISITS]
        text = await visits.answer_to(session, _kept_as(key), details.candidate.id)
        return Said(text) if text else None

    async def _find(self, session: AsyncSession, request: web.Request) -> Details | None:
        token = request.match_info["token"]
        details = await tickets.opened(session, self.tickets, token)
        if details is None or tickets.past(details, self.now()):
            return None
        if tickets.outdated(details, self.tickets, token):
            raise Refused(words.WHOM_TO_ASK(hr=inviter(details.hr, self.rules)))
        return details

    def _nowhere(self, request: web.Request) -> web.Response:
        """One answer for a token that is made up, altered, expired, or of somebody forgotten."""
        if not self.knocks.count(self._address(request)):
            return self._too_much(request)
        return self.message(request, words.NOT_HERE, words.WHY_NOT, 404)

    def _too_much(self, request: web.Request) -> web.Response:
        minutes = int(WINDOW.total_seconds() // 60)
        answer = self.message(request, words.TOO_MUCH, words.WAIT(minutes=minutes), 429)
        answer.headers["Retry-After"] = str(minutes * 60)
        return answer

    def message(self, request: web.Request, title: Text, text: Words, status: int) -> web.Response:
        """A page that only says something, to who may be anybody."""
        guest = visitor(request, dict(request.query))
        people = self.rules.people
        how = Reader(guest.language or people.language, people.zone, self.now(), page=True)
        context = {**frame(how, guest), "title": title, "text": text}
        return look.page(request, "message.html", context, status)

    def _address(self, request: web.Request) -> str:
        """Whose request it is: what the outermost of our own proxies saw."""
        hops = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        believed = hops[-self.proxies :] if self.proxies else []
        return believed[0].strip() if believed and believed[0].strip() else request.remote or ""


def _kept_as(key: str) -> str:
    return f"page:{key}"
