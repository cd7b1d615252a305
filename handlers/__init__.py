"""What people can say: one behaviour, one file. The files of this folder are found by themselves;
each registers its words with a `router` of its own."""

from importlib import import_module
from pkgutil import iter_modules

from bot.routing import Router


def _joined() -> Router:
    router = Router()
    names = sorted(found.name for found in iter_modules(__path__))
    for name in names:
        if not name.startswith("_"):
            router.include(import_module(f"{__name__}.{name}").router)
    return router


router = _joined()
