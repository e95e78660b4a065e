"""Writes a file beside its target, flushes it, and only then puts it in the target's place."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import OutputNotWrittenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SUFFIX = ".part"
_TRIES = 12
_PAUSE_S = 0.25
_SHARING = {5, 32, 33}  # Windows: access denied, sharing and lock violations, while others read


@contextmanager
def replaced(target: Path, last: Callable[[], object] | None = None) -> Iterator[Path]:
    """Give a path to write to; when the block ends well, it becomes `target` in one step.

    When the block fails, `target` is what it was and nothing is left beside it.

    Args:
        target: The file that is to be written.
        last: Called when all is written, right before the step; where it raises, nothing is done.

    Raises:
        OutputNotWrittenError: It could not be written; the file that was there is unchanged.
    """
    target = Path(os.path.realpath(target))  # follow links: replace what they show
    try:
        handle, name = tempfile.mkstemp(
            prefix=part_prefix(target), suffix=SUFFIX, dir=target.parent
        )
    except OSError as error:
        raise _not_written(target, error) from error
    beside = Path(name)
    try:
        os.close(handle)
        _keep_mode(target, beside)
        yield beside
        _flush(beside)
        if last is not None:
            last()
        _retried(lambda: beside.replace(target))
        _flush_folder(target.parent)
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_whole(target: Path, data: bytes) -> None:
    """Write `data` to `target`, whole or not at all.

    Raises:
        OutputNotWrittenError: It could not be written; the file that was there is unchanged.
    """
    with replaced(target) as beside:
        beside.write_bytes(data)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files: all of them, or none.

    Every file is written beside its target first; only then do they take their places, and where
    one cannot, those before it are taken back.

    Raises:
        OutputNotWrittenError: One could not be written; what was there is unchanged.
    """
    with ExitStack() as stack:
        for target in files:
            stack.enter_context(_taken_back(target))
        for target, data in files.items():
            stack.enter_context(replaced(target)).write_bytes(data)


@contextmanager
def _taken_back(target: Path) -> Iterator[None]:
    """Put back what was at a target when the block fails."""
    target = Path(os.path.realpath(target))
    kept = _second_name(target)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if kept is not None:
                kept.replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        if kept is not None:
            with suppress(OSError):
                kept.unlink(missing_ok=True)


def _second_name(target: Path) -> Path | None:
    """Give a file another name beside it, or a copy where links cannot be; None for no file."""
    if not target.exists():
        return None
    kept = target.with_name(f"{part_prefix(target)}{secrets.token_hex(8)}{SUFFIX}")
    try:
        os.link(target, kept)
    except OSError:
        try:
            shutil.copy2(target, kept)
        except OSError as error:
            raise _not_written(target, error) from error
    return kept


def sweep(target: Path) -> None:
    """Remove what a killed process left beside a file; only who holds its lock may do that."""
    target = Path(os.path.realpath(target))
    prefix = part_prefix(target)
    with suppress(OSError):
        for entry in target.parent.iterdir():
            if entry.name.startswith(prefix) and entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    entry.unlink()


def part_prefix(target: Path) -> str:
    """Return how files begin that are written beside a target; `sweep` removes strays."""
    # The digest keeps long names apart that begin alike: none sweeps what another is writing.
    digest = hashlib.blake2b(os.fsencode(target.name), digest_size=4).hexdigest()
    return f".{target.name[:40]}-{digest}-"


def _keep_mode(target: Path, beside: Path) -> None:
    mode = 0o666 & ~_umask()
    with suppress(OSError):
        was = target.stat()
        mode = was.st_mode & 0o777
        if not _is_given(beside, was.st_gid):
            mode &= 0o707 | (mode & 0o007) << 3  # what one group could do is not for another
    with suppress(OSError):
        beside.chmod(mode)


def _is_given(path: Path, group: int) -> bool:
    """Give a file to a group, and tell whether it is that group's."""
    if os.name == "nt" or path.stat().st_gid == group:
        return True
    try:
        os.chown(path, -1, group)
    except OSError:
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    # The file is in its place: a folder that cannot be flushed (shares) does not take it back.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _retried(step: Callable[[], object]) -> None:
    for _ in range(_TRIES):
        try:
            step()
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
    step()


def _not_written(target: Path, error: OSError) -> OutputNotWrittenError:
    reason = (error.strerror or str(error)).lower()
    return OutputNotWrittenError(
        f"{target.name} was not written to {target.parent}: {reason}. "
        "What was there before is unchanged; choose another folder or make room, and try again."
    )
