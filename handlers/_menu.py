"""The groups of the app's menu."""

from bot.menu import Item
from interviews.texts import Text

MINE = Text(zh="我的面试", en="Interviews")
HIRING = Text(zh="招聘", en="Hiring")
MORE = Text(zh="更多", en="More")

__all__ = ["HIRING", "MINE", "MORE", "Item"]
