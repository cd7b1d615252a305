"""A candidate's token: nobody can make one, alter one, or learn anything from one."""

from hypothesis import given
from hypothesis import strategies as st

from interviews import tickets
from interviews.tickets import Tickets
from tests.town import Town

OURS, OTHERS = Tickets("a secret of the app"), Tickets("another secret")


@given(st.integers(min_value=1, max_value=2**48 - 1), st.integers(min_value=0, max_value=2**15 - 1))
def test_a_token_says_whose_it_is_to_who_has_the_secret(number: int, edition: int) -> None:
    token = OURS.make(number, edition)

    assert OURS.read(token) == (number, edition)
    assert OTHERS.read(token) is None
    assert len(token) == 32
    assert OURS.make(number, edition) == token
    assert OURS.make(number, edition + 1) != token


def test_tokens_that_are_out_there_stay_good() -> None:
    assert OURS.read("2bi9KI3b39fYHSyYBMADTU8GKQxyqZBj") == (12, 0)


@given(st.integers(min_value=0, max_value=31), st.sampled_from("Aa0-_=+ é"))
def test_an_altered_token_is_none(place: int, other: str) -> None:
    token = OURS.make(12)
    altered = token[:place] + other + token[place + 1 :]

    assert OURS.read(altered) == ((12, 0) if altered == token else None)


@given(st.text(max_size=64))
def test_what_people_make_up_is_none(made_up: str) -> None:
    assert OURS.read(made_up) is None


def test_tokens_of_neighbours_have_nothing_in_common() -> None:
    alike = sum(a == b for a, b in zip(OURS.make(12), OURS.make(13), strict=True))

    assert alike < 8


async def test_it_opens_its_interview_until_a_day_after_it(town: Town) -> None:
    await town.say("WangFang", "安排 赵六 | 后端 | 李雷(LiLei) | 明天 15:00-16:00")
    made = town.settings.rules.tickets
    assert made is not None
    async with town.sessions() as session:
        details = await tickets.opened(session, made, made.make(1))
        assert details is not None
        assert details.candidate.name == "赵六"
        assert not tickets.expired(details, town.clock.now())
        end = details.slots[0].ends_at
        assert not tickets.expired(details, end + tickets.AFTERWARDS / 2)
        assert tickets.expired(details, end + tickets.AFTERWARDS)
        assert await tickets.opened(session, made, made.make(2)) is None

    await town.say("WangFang", "取消 1 岗位冻结")
    async with town.sessions() as session:
        details = await tickets.opened(session, made, made.make(1))
        assert details is not None
        assert tickets.expired(details, town.clock.now())
