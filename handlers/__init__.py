"""What people can say: one behaviour, one file. The files of this folder are found by themselves;
each registers its words with a `router` of its own."""

from importlib import import_module
from pkgutil import iter_modules

from bot import menu
from bot.routing import Router
from models.person import Language


def _joined() -> Router:
    router = Router()
    names = sorted(found.name for found in iter_modules(__path__))
    for name in names:
        if not name.startswith("_"):
            router.include(import_module(f"{__name__}.{name}").router)
    for language in Language:
        menu.made(router.commands, language)  # fails here rather than when it is published
    return router


router = _joined()
