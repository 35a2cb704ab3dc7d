"""Work that takes seconds, done by a process of its own, so that the page goes on: printing, and feedback.

The process is told its work and says how far it is in lines of JSON. It stops as by Ctrl-C once its standard input is
closed, which also happens where this process ends: nothing is left half-written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from threading import Thread
from typing import Any

SECONDS_TO_TIDY_UP = 20
"""So many seconds a piece of work has to tidy up once the page ends."""


class Job:
    """One process at work: how far it is (`step`, `done`, `total`), and in the end its `result` or `problems`."""

    def __init__(self, work: Mapping[str, Any]) -> None:
        """`work` is what `worksheetgen.page.worker` reads."""
        self.step, self.done, self.total = "Getting ready", 0, 0
        self.result: dict[str, Any] | None = None
        self.problems: list[str] = []
        self.stopped = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "worksheetgen.page.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONIOENCODING": "utf-8",
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            },
        )
        assert self._process.stdin
        self._stop_sign = self._process.stdin
        self._stop_sign.write(json.dumps(work) + "\n")
        self._stop_sign.flush()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout
        with self._process.stdout as lines:
            for line in lines:
                said = json.loads(line)
                if "step" in said:
                    self.step, self.done, self.total = said["step"], said["done"], said["total"]
                self.result = said.get("result", self.result)
                self.problems += said.get("problems", [])
        self._process.wait()
        with suppress(OSError):
            self._stop_sign.close()
        if self.result is None and not self.problems and not self.stopped:
            self.problems = [
                "The work ended before it was done; nothing was left half-written. Try it again."
            ]

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._listener.is_alive()

    def stop(self) -> None:
        """Have it stop, without waiting until it has; what was there before stays as it was."""
        self.stopped = True
        with suppress(OSError):
            self._stop_sign.close()

    def end(self) -> None:
        """Have it stop, and return once it has."""
        self.stop()
        self._listener.join(timeout=SECONDS_TO_TIDY_UP)
        if self.running:
            self._process.kill()
            self._listener.join()
