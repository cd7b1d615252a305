"""Both languages' words as compiled patterns: people mix them in one sentence."""

import re
from types import SimpleNamespace

from interviews.understanding import lexicon_en, lexicon_zh, tone_en, tone_zh
from interviews.understanding.meaning import Action


def _both(zh: str, en: str) -> re.Pattern[str]:
    return re.compile(f"(?:{zh})|(?:{en})", re.IGNORECASE)


def _zh(name: str) -> str:
    return str(getattr(lexicon_zh if hasattr(lexicon_zh, name) else tone_zh, name))


def _en(name: str) -> str:
    return str(getattr(lexicon_en if hasattr(lexicon_en, name) else tone_en, name))


CUES: dict[Action, re.Pattern[str]] = {
    action: _both(zh, lexicon_en.CUES[action]) for action, zh in lexicon_zh.CUES.items()
}
CALL_OFF = _both(lexicon_zh.CALL_OFF, rf"\b(?:{lexicon_en.CALL_OFF})\b")

_NAMES = (
    "NEVERMIND", "THANKS", "HELP", "YES", "NO", "WHY", "SLOTS", "PENDING", "FIND", "SHOW", "WHERE",
    "WHEN", "WHO", "NEXT", "AGENDA", "ABOUT", "NEGATIVE", "POSITIVE", "DOUBLE", "ALL", "EXCEPT",
    "DENIAL", "SUPPOSE", "POLITE_SUPPOSE", "POSTPONE", "CONSEQUENCE", "CHECKING", "NEUTRAL",
    "WEAK_QUESTION", "REQUEST", "HEARSAY", "ASKED", "CORRECTION", "OR", "ONE_OF", "POINTED", "COURTESY",
    "MAY_NOT",
)  # fmt: skip
WORDS = SimpleNamespace(**{name: _both(_zh(name), _en(name)) for name in _NAMES})
"""The other word lists, by name."""
