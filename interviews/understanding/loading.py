"""Libraries that are large and seldom needed, loaded when they are: a process in which nobody
writes a festival or traditional characters never pays for them."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout


@contextmanager
def quietly() -> Iterator[None]:
    """Without the greeting and the warnings some of them print."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
