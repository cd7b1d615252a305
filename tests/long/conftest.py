"""What the long tests measure is shown at the end of their run."""

from collections.abc import Callable

import pytest

pytest.register_assert_rewrite("tests.long.interviews")
FIGURES = pytest.StashKey[list[str]]()
Measured = Callable[[str], None]


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Measured:
    """Note a figure for the reader of the run: `measured("back after 3.2 s")`."""
    figures = request.config.stash.setdefault(FIGURES, [])

    def note(figure: str) -> None:
        figures.append(f"{request.node.name}: {figure}")

    return note


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show the figures."""
    if figures := config.stash.get(FIGURES, []):
        terminalreporter.section("measured")
        for figure in figures:
            terminalreporter.line(figure)
