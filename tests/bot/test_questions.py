"""What is heard as the answer to an open question, and what ends it."""

from typing import Any

import pytest

from bot.routing import Chat, Router
from interviews.texts import Own, Text, Words
from tests.town import MakeTown, Town

SOME = Text(zh="-", en="-")


def questions() -> Router:
    """Somebody asks whether to go on, and hears yes and no, which are commands as well."""
    router = Router()

    @router.command("go", usage=SOME, summary=SOME, example=SOME, rank=1)
    async def go(chat: Chat) -> Words:
        return chat.ask("go_on", Own("go on?"), so="far")

    @router.command("yes", "okay", "no", usage=SOME, summary=SOME, example=SOME, rank=2)
    async def yes(chat: Chat) -> Words:
        return Own(f"the command {chat.word} {chat.args}".strip())

    # What was said so far is told when it is answered no more.
    async def left(chat: Chat, data: dict[str, Any]) -> Words:
        return Own(f"left by {chat.raw}: {data}" if chat.person.question is None else "")

    @router.answer("go_on", "yes", "no", left=left)
    async def on(chat: Chat) -> Words:
        chat.person.question = None
        return Own(f"the answer {chat.args} ({chat.raw})")

    return router


@pytest.fixture
async def asked(make_town: MakeTown) -> Town:
    town = await make_town(router=questions())
    await town.say("LiLei", "go")  # says which language, too
    assert await town.say("LiLei", "go") == "go on?"
    return town


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("maybe", "the answer maybe (maybe)"),
        ("yes", "the answer yes (yes)"),
        ("/Yes!", "the answer yes (yes)"),
        ("no", "the answer no (no)"),
        ("yes please", "the command yes please\nleft by please: {'so': 'far'}"),
        ("okay", "the command okay\nleft by : {'so': 'far'}"),
    ],
)
async def test_words_of_commands_answer_only_a_question_that_wants_them(
    asked: Town, said: str, heard: str
) -> None:
    assert await asked.say("LiLei", said) == heard
    assert await asked.say("LiLei", "no") == "the command no"


async def test_after_half_an_hour_they_are_commands_again(asked: Town) -> None:
    await asked.pass_time(minutes=31)

    assert await asked.say("LiLei", "yes") == "the command yes\nleft by : {'so': 'far'}"
    assert await asked.say("LiLei", "yes") == "the command yes"
