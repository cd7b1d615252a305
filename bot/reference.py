"""docs/commands.md, made from the registrations, and docs/states.md, drawn from the table of states."""

from bot.routing import Command, Router
from interviews.states import STEPS
from models.interview import Status

HEAD = """# What can be said

Made from the registrations by `python -m bot commands`; do not edit. Slash or no slash, Chinese or
English, full-width or half-width, any case: the same words. `#12` is an interview's number.

Help lists to candidates and interviewers what is theirs, to HR everything, and to somebody who is in
no interview yet what either can say.

| who | words | does |
| --- | --- | --- |
"""

STATES_HEAD = """# What may happen to an interview

Drawn from the table in `interviews/states.py` by `python -m bot states`; do not edit. Every operation
asks that table.

```mermaid
stateDiagram-v2
    [*] --> offered: propose
{arrows}
    cancelled --> [*]
    done --> [*]
    no_show --> [*]
```

From each state (the columns), a step leads to the state in its row; where nothing stands it is
refused. HR is bound by neither `change.cutoff` nor `change.max`.

{table}
"""


def commands(router: Router) -> str:
    """The whole page."""
    return HEAD + "".join(
        _row(command) for command in sorted(router.commands, key=lambda one: one.rank)
    )


def states() -> str:
    """The whole page about what may happen to an interview."""
    arrows = dict.fromkeys(
        f"    {start} --> {end}: {name}"
        for name, step in STEPS.items()
        for start, end in step.leads.items()
        if start is not end
    )
    columns = [status.value for status in Status]
    rows = [
        f"| `{name}` | {step.what} | {step.by} | {step.when} | "
        + " | ".join(step.leads[status].value if status in step.leads else "" for status in Status)
        + " |"
        for name, step in STEPS.items()
    ]
    table = [
        f"| step | what | by | when | {' | '.join(columns)} |",
        "| --- " * (4 + len(columns)) + "|",
        *rows,
    ]
    return STATES_HEAD.format(arrows="\n".join(arrows), table="\n".join(table))


def _row(command: Command) -> str:
    words = " · ".join(f"`{word}`" for word in command.words)
    usage = "<br>".join(
        f"`{text}`" for text in dict.fromkeys((command.usage.zh, command.usage.en))
    ).replace("|", "\\|")
    does = f"{command.summary.en} / {command.summary.zh}".replace("|", "\\|")
    return f"| {command.who} | {words}<br>{usage} | {does} |\n"
