"""A visitor without a browser: opens a candidate's page, reads it, fills in its forms."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import aiohttp

from tests.town import Town

CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9"}


class Read(HTMLParser):
    """A page: what one reads, its forms, where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.forms: dict[str, dict[str, str]] = {}
        self.times: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.said: list[str] = []
        self.written = ""
        self.title = ""
        self._form: dict[str, str] | None = None
        self._within: list[str] = []
        self._slot: str | None = None
        self._href: str | None = None
        self._in_said = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where we are."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given["method"] == "post":
            self._form = {}
        if tag == "input" and given.get("type") == "hidden" and self._form is not None:
            self._form[given["name"]] = given["value"]
            if given["name"] == "do":
                self.forms[given["value"]] = self._form
        if tag == "input" and given.get("type") == "radio":
            self._slot = given["value"]
        if tag == "a":
            self._href = given["href"]
        if given.get("id") == "said":
            self._in_said = True
        if tag not in {"input", "meta", "link", "br"}:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """And where no more."""
        while self._within and self._within.pop() != tag:
            pass
        if tag == "form":
            self._form = None
        if tag == "section":
            self._in_said = False

    def handle_data(self, data: str) -> None:
        """Words."""
        words = data.strip()
        if not words or {"style", "script"} & {*self._within}:
            return
        if "title" in self._within:
            self.title = words
            return
        if "textarea" in self._within:
            self.written = words
            return
        if "option" in self._within:
            return
        self.lines.append(words)
        if self._slot is not None:
            self.times[self._slot], self._slot = words, None
        if self._within[-1:] == ["a"] and self._href is not None:
            self.links[words] = self._href
        if self._in_said:
            self.said.append(words)


@dataclass
class Page:
    """What came back."""

    status: int
    headers: dict[str, str]
    html: str
    url: str
    read: Read = field(init=False)

    def __post_init__(self) -> None:
        self.read = Read(self.html)

    @property
    def said(self) -> str:
        """The answer above everything else."""
        return "\n".join(self.read.said)


@dataclass
class Visitor:
    """Somebody with a link."""

    town: Town
    http: aiohttp.ClientSession

    def link(self, number: int) -> str:
        """The link of an interview's candidate."""
        tickets = self.town.settings.rules.tickets
        assert tickets is not None
        return f"/c/{tickets.make(number)}"

    async def open(self, path: str, **headers: str) -> Page:
        """Open a page."""
        async with self.http.get(
            self.town.server.make_url(path) if path.startswith("/") else path, headers=headers
        ) as answer:
            return Page(answer.status, dict(answer.headers), await answer.text(), str(answer.url))

    async def follow(self, page: Page, label: str) -> Page:
        """Follow one of the page's links."""
        return await self.open(urljoin(page.url, page.read.links[label]))

    async def send(
        self, page: Page, do: str, headers: dict[str, str] | None = None, /, **fields: str
    ) -> Page:
        """Fill in one of the page's forms, send it, and follow where it leads."""
        data = {**page.read.forms[do], **fields}
        url = page.url.split("?")[0]
        async with self.http.post(url, data=data, headers=headers) as answer:
            return Page(answer.status, dict(answer.headers), await answer.text(), str(answer.url))


@asynccontextmanager
async def visiting(town: Town, **headers: str) -> AsyncIterator[Visitor]:
    """A visitor of this town."""
    async with aiohttp.ClientSession(headers=headers or CHINESE) as http:
        yield Visitor(town, http)
