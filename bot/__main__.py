"""The composition root and command line: `python -m bot run | web | worker | migrate | …`."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import structlog
import typer
import uvloop
from sqlalchemy.exc import SQLAlchemyError

import handlers
import pages
from bot import logs, publishing, reference, schema, undelivered
from bot import misunderstood as unheard
from bot.database import DRIVER_ERRORS
from bot.doctor import examine
from bot.schema import SchemaError
from bot.sections import Log
from bot.serving import database_url, serve
from bot.settings import Basics, Settings, SettingsError, load

cli = typer.Typer(
    help="Mianyue (面约): a WeCom bot that schedules interviews.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
S = TypeVar("S", bound=Basics)
log = structlog.get_logger()

outbox = typer.Typer(help="What could not be delivered, and why.", no_args_is_help=True)
cli.add_typer(outbox, name="outbox")
menu = typer.Typer(help="The app's menu below the chat.", no_args_is_help=True)
cli.add_typer(menu, name="menu")


@cli.command()
def run() -> None:
    """Everything in one process: migrate, then web and worker."""

    async def work(settings: Settings, url: str) -> None:
        await schema.migrate(url)
        await serve(
            settings, url, handlers.router, pages=pages.set_up, web_too=True, worker_too=True
        )

    _with_database(Settings, work)


@cli.command()
def web() -> None:
    """The web process: WeCom's callback and the probes."""

    async def work(settings: Settings, url: str) -> None:
        await serve(
            settings, url, handlers.router, pages=pages.set_up, web_too=True, worker_too=False
        )

    _with_database(Settings, work)


@cli.command()
def worker() -> None:
    """The worker process: reminders, digests and deliveries. Any number of them may run."""

    async def work(settings: Settings, url: str) -> None:
        await serve(
            settings, url, handlers.router, pages=pages.set_up, web_too=False, worker_too=True
        )

    _with_database(Settings, work)


@cli.command()
def migrate() -> None:
    """Bring the database's schema up to date; harmless to repeat."""

    async def work(settings: Basics, url: str) -> None:
        del settings
        await schema.migrate(url)

    _with_database(Basics, work)


@cli.command()
def doctor() -> None:
    """Check settings, database and WeCom, and say what to do about what is wrong."""

    async def work(settings: Settings, url: str) -> None:
        if not await examine(settings, url, typer.echo):
            raise typer.Exit(1)

    _with_database(Settings, work)


@cli.command()
def commands() -> None:
    """Print docs/commands.md, made from the registrations."""
    typer.echo(reference.commands(handlers.router), nl=False)


@cli.command()
def states() -> None:
    """Print docs/states.md, drawn from the table of what may happen to an interview."""
    typer.echo(reference.states(), nl=False)


@cli.command()
def misunderstood(
    days: Annotated[int, typer.Option(min=1, help="how far back to look")] = 7,
) -> None:
    """Print what people wrote in the last days that was not understood, without saying who."""

    async def work(settings: Basics, url: str) -> None:
        del settings
        await unheard.show(url, days, datetime.now(UTC), typer.echo)

    _with_database(Basics, work)


@outbox.command("list")
def outbox_list() -> None:
    """Show the notices that are dead or have been tried and wait."""

    async def work(settings: Basics, url: str) -> None:
        del settings
        await undelivered.show(url, typer.echo)

    _with_database(Basics, work)


@outbox.command("retry")
def outbox_retry(
    numbers: Annotated[
        list[int] | None, typer.Argument(help="of the notices; none: all dead ones")
    ] = None,
) -> None:
    """Try dead notices again, once whatever was wrong has been put right."""

    async def work(settings: Basics, url: str) -> None:
        del settings
        await undelivered.retry(url, numbers or [], typer.echo)

    _with_database(Basics, work)


@menu.command("show")
def menu_show() -> None:
    """Show the menu that the registrations make, in the language of people.language."""
    try:
        publishing.show(handlers.router, load(Basics).people.language, typer.echo)
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


@menu.command("publish")
def menu_publish() -> None:
    """Put it into the app; harmless to repeat."""

    async def work(settings: Settings, url: str) -> None:
        if not await publishing.publish(settings, url, handlers.router, typer.echo):
            raise typer.Exit(1)

    _with_database(Settings, work)


def _with_database(kind: type[S], work: Callable[[S, str], Coroutine[Any, Any, None]]) -> None:
    """Load the settings, have a database, do the work; what an operator can mend is told plainly."""
    logs.configure(Log())  # until the settings are known
    try:
        settings = load(kind)
        logs.configure(settings.log)
        with (
            database_url(settings) as url,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            runner.run(work(settings, url))
    except typer.Exit:
        raise
    except (SettingsError, SchemaError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except (SQLAlchemyError, *DRIVER_ERRORS) as error:
        problem = str(error).partition("\n")[0]  # what follows may quote rows
        typer.echo(
            f"The database cannot be used: {type(error).__name__}: {problem}\n"
            "    Fix: check DATABASE_URL, or unset it to use the embedded PostgreSQL.",
            err=True,
        )
        raise typer.Exit(2) from None
    except Exception:
        log.exception("stopped by a bug", action="process.broke")
        raise typer.Exit(1) from None


if __name__ == "__main__":
    cli()
