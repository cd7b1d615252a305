"""What people look at: pages rendered here, that work without a script."""

from aiohttp import web

from pages import candidate, look


def set_up(app: web.Application) -> None:
    """Add the pages to the web process."""
    look.set_up(app)
    candidate.set_up(app)
