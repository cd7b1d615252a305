"""Words to handlers."""

import pytest

import handlers
from bot.routing import Router, fold, split
from interviews.texts import Text

SOME = Text(zh="-", en="-")


@pytest.mark.parametrize(
    ("written", "word", "args", "raw"),
    [
        ("/today", "today", "", ""),
        ("今天", "今天", "", ""),
        ("  /TODAY  ", "today", "", ""),
        ("／确认　１", "确认", "1", "１"),
        ("确认1", "确认", "1", "1"),
        ("详情#12", "详情", "#12", "#12"),
        ("取消，家里有事。", "取消", "家里有事。".rstrip("。"), "家里有事。"),
        ("取消 12  家里，有事", "取消", "12 家里,有事", "12  家里，有事"),
        ("安排张三 | 后端", "安排", "张三 | 后端", "张三 | 后端"),
        ("Never Mind", "never mind", "", ""),
        ("今天？", "今天", "", ""),
        ("?", "?", "", ""),
    ],
)
def test_words_are_found_however_they_are_written(
    written: str, word: str, args: str, raw: str
) -> None:
    match = handlers.router.find(written)

    assert match is not None
    assert (match.word, match.args, match.raw) == (word, args, raw)


@pytest.mark.parametrize(
    "written", ["今天有面试吗", "取消面", "todayish", "12 2", "", "/", "确认一下吧"]
)
def test_what_only_begins_like_a_word_is_none(written: str) -> None:
    assert handlers.router.find(written) is None


def test_a_word_cannot_be_registered_twice() -> None:
    router = Router()

    async def handler(chat: object) -> Text:
        del chat
        return SOME

    router.command("one", usage=SOME, summary=SOME, example=SOME, rank=1)(handler)
    other = Router()
    other.command("one", usage=SOME, summary=SOME, example=SOME, rank=1)(handler)

    with pytest.raises(ValueError, match="'one' is registered twice"):
        router.include(other)


def test_folding_keeps_every_place() -> None:
    written = "安排　张三｜Ｃ＋＋工程师｜李雷，韩梅梅"

    assert len(fold(written)) == len(written)
    assert split(written, "|") == ["安排　张三", "Ｃ＋＋工程师", "李雷，韩梅梅"]
