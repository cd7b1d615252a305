"""Where the embedded PostgreSQL keeps its files."""

import os
import tempfile
from pathlib import Path

import pytest

from bot import embedded


@pytest.fixture
def folder() -> Path:
    """A folder everybody may look into, all the way up."""
    made = Path(tempfile.mkdtemp(prefix="mianyue-"))
    made.chmod(0o755)
    return made


def test_the_data_stays_where_it_was_asked_for(folder: Path) -> None:
    assert embedded.place(folder / "postgres") == folder / "postgres"


def test_root_opens_no_private_folder_to_everybody(folder: Path) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    moved = embedded.place(private / "postgres")

    if os.geteuid() == 0:
        assert folder not in moved.parents
        assert embedded.place(private / "postgres") == moved  # the same place next time
    else:
        assert moved == private / "postgres"
    assert private.stat().st_mode & 0o777 == 0o700


def test_a_path_the_start_script_cannot_take_is_kept_elsewhere(folder: Path) -> None:
    assert folder not in embedded.place(folder / "my data" / "postgres").parents
