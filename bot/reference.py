"""docs/commands.md, made from the registrations."""

from bot.routing import Command, Router, Who

HEAD = """# What can be said

Made from the registrations by `python -m bot commands`; do not edit. Slash or no slash, Chinese or
English, full-width or half-width, any case: the same words. `#12` is an interview's number.

| who | words | does |
| --- | --- | --- |
"""


def commands(router: Router) -> str:
    """The whole page."""
    return HEAD + "".join(
        _row(command) for command in sorted(router.commands, key=lambda one: one.rank)
    )


def _row(command: Command) -> str:
    who = "hr" if command.who is Who.HR else "anyone"
    words = " · ".join(f"`{word}`" for word in command.words)
    usage = "<br>".join(
        f"`{text}`" for text in dict.fromkeys((command.usage.zh, command.usage.en))
    ).replace("|", "\\|")
    does = f"{command.summary.en} / {command.summary.zh}".replace("|", "\\|")
    return f"| {who} | {words}<br>{usage} | {does} |\n"
