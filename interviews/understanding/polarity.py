"""Whether a piece of a sentence says yes or no."""

from interviews.understanding.lexicon import WORDS


def negative(text: str) -> bool:
    """Whether it says no, after what only sounds like it is taken out."""
    text = WORDS.DOUBLE.sub(" ", WORDS.NEUTRAL.sub(" ", text))
    return WORDS.NEGATIVE.search(text) is not None


def positive(text: str) -> bool:
    """Whether it says yes."""
    text = WORDS.NEUTRAL.sub(" ", WORDS.POLITE_SUPPOSE.sub(" ", text))
    return bool(WORDS.POSITIVE.search(text) or WORDS.DOUBLE.search(text))


def affirmed(text: str) -> str:
    """A text without what says no, which may have a word for yes in it."""
    left: str = WORDS.NEGATIVE.sub(" ", WORDS.NEUTRAL.sub(" ", text))
    return left
