"""Runs in a Python that has UNO: keeps one office suite warm and has it make PDFs.

It is read as text and given to that Python, so it knows nothing of this program and needs nothing
but the standard library and `uno`. Orders and answers are lines of JSON. It ends, and the office
suite and the private folder with it, when its standard input does: also when we are killed.
"""

from __future__ import annotations

import ctypes
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uno

if TYPE_CHECKING:
    from collections.abc import Callable

_RESTARTS = (79, 81)  # the suite wants to be started again once it has made its profile
_START_S = 60.0
_PAUSE_S = 0.03
_END_S = 2.0
_GRACE_S = 0.3
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_FORMATS = {
    ".docx": ("MS Word 2007 XML", "writer_pdf_Export"),
    ".xlsx": ("Calc MS Excel 2007 XML", "calc_pdf_Export"),
}


class Office:
    """One office suite behind a pipe.

    Args:
        program: What starts it.
        folder: A private folder; its profile is in `profile`.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self._pipe = folder.name
        self._command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--invisible",
            "--norestore",
            "--nodefault",
            "--nologo",
            "--nolockcheck",
            f"--accept=pipe,name={self._pipe};urp",
        ]
        self._process = self._started()
        self._desktop: Any = None
        self._is_idle = False

    def _started(self) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        extra: dict[str, Any] = {}
        if sys.platform == "linux":
            extra["preexec_fn"] = _die_with_parent
        if os.name == "posix":
            extra["start_new_session"] = True
        return subprocess.Popen(  # noqa: S603  # the program that was found
            self._command, stdin=nothing, stdout=nothing, stderr=nothing, **extra
        )

    @property
    def pid(self) -> int:
        """Return the number of its process."""
        return self._process.pid

    def connect(self) -> str:
        """Wait until it answers and return its name and version."""
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        address = f"uno:pipe,name={self._pipe};urp;StarOffice.ComponentContext"
        end = time.monotonic() + _START_S
        while True:
            try:
                context = resolver.resolve(address)
                break
            except Exception as error:  # UNO has no name for "not yet there"
                code = self._process.poll()
                if code in _RESTARTS:
                    self._process = self._started()
                elif code is not None or time.monotonic() > end:
                    raise RuntimeError(f"it did not start ({code})") from error
                time.sleep(_PAUSE_S)
        services = context.ServiceManager
        self._desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        provider = services.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", context
        )
        product = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            (_property("nodepath", "/org.openoffice.Setup/Product"),),
        )
        self._is_idle = True
        return f"{product.ooName} {product.ooSetupVersion}"

    def convert(self, source: Path, target: Path, is_given_up: Callable[[], bool]) -> None:
        """Write a document as a tagged PDF with bookmarks; nothing in it runs or is fetched.

        Where it was given up by the time that it is laid out, nothing is written.
        """
        self._is_idle = False
        reading, writing = _FORMATS[source.suffix]
        document = self._desktop.loadComponentFromURL(
            source.as_uri(),
            "_blank",
            0,
            (
                _property("FilterName", reading),
                _property("Hidden", value=True),
                _property("ReadOnly", value=True),
                _property("MacroExecutionMode", 0),  # NEVER_EXECUTE
                _property("UpdateDocMode", 0),  # NO_UPDATE
            ),
        )
        if document is None:
            self._is_idle = True
            raise RuntimeError("it could not open the document")
        try:
            if is_given_up():
                return
            wanted = (
                _property("PDFUACompliance", value=True),
                _property("ExportBookmarks", value=True),
            )
            options = (
                _property("FilterName", writing),
                _property("FilterData", uno.Any("[]com.sun.star.beans.PropertyValue", wanted)),
            )
            document.storeToURL(target.as_uri(), options)
        finally:
            document.close(True)
            self._is_idle = True

    def has_ended(self) -> bool:
        """Tell whether it ended by itself, or is about to."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE_S)
        return self._process.poll() is not None

    def end(self) -> None:
        """End it: politely where it is idle, so that it takes its pipes away; else at once."""
        if self._is_idle:
            threading.Thread(target=self._ask_to_end, daemon=True).start()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_S)
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        elif self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if os.name == "posix":
            Path(f"/tmp/OSL_PIPE_{os.getuid()}_{self._pipe}").unlink(missing_ok=True)  # noqa: S108  # the suite's own choice

    def _ask_to_end(self) -> None:
        with suppress(Exception):  # it answers by going away
            self._desktop.terminate()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _property(name: str, value: Any) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _answer(**fields: Any) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


def _newest(orders: queue.SimpleQueue[str]) -> dict[str, Any]:
    """Wait for orders and return the last; what follows an order gives it up, be it empty."""
    while True:
        order: dict[str, Any] = json.loads(orders.get())
        if order and orders.empty():
            return order
        if order:
            Path(order["source"]).unlink(missing_ok=True)


def _done(office: Office, order: dict[str, Any], orders: queue.SimpleQueue[str]) -> str:
    """Carry out an order and return what went wrong."""
    source, target = Path(order["source"]), Path(order["target"])
    try:
        office.convert(source, target, lambda: not orders.empty())
    except Exception as error:  # whatever UNO raises is an answer
        if office.has_ended():
            raise
        return str(error).strip().partition("\n")[0] or type(error).__name__
    finally:
        source.unlink(missing_ok=True)
        if not orders.empty():
            target.unlink(missing_ok=True)
    return ""


def main(program: str, folder: Path) -> None:
    """Serve orders until the standard input ends."""
    office = Office(program, folder)
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()

    def watch() -> None:
        for line in sys.stdin:
            orders.put(line)
        office.end()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)  # the other thread may wait for the office suite, which is gone

    threading.Thread(target=watch, daemon=True).start()
    try:
        _answer(number=0, name=office.connect(), pid=office.pid)
        while True:
            order = _newest(orders)
            _answer(number=order["number"], said=_done(office, order, orders))
    finally:
        office.end()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
