"""The process that prints for the page: `python -m worksheetgen.page.worker`, its work on standard input."""

from __future__ import annotations

import _thread
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import Any

from worksheetgen import load_bank
from worksheetgen.errors import WorksheetgenError
from worksheetgen.memory import made_to_stay
from worksheetgen.model.bank import Bank
from worksheetgen.page.templating import said_of
from worksheetgen.protection import Password
from worksheetgen.run.drafts import blueprint_of, choices_from_json, class_of, on_run_there, plan_choices
from worksheetgen.run.feedback import print_feedback
from worksheetgen.run.marks import take_in
from worksheetgen.run.printing import print_run
from worksheetgen.run.record import open_run
from worksheetgen.run.summary import summarise
from worksheetgen.system.interrupts import heed_interrupts, interrupts_kept

FEEDBACK_PRINTED = "Printed feedback: a slip for each pupil, and a report on the class."


def main() -> None:
    """Do what the first line says."""
    heed_interrupts()  # so that Stop works everywhere
    work = json.loads(sys.stdin.readline())
    Thread(target=_stop_when_closed, daemon=True).start()
    try:
        with interrupts_kept():
            _say(result=_printed(work) if work["do"] == "print" else _feedback(work))
    except WorksheetgenError as error:
        _say(problems=[said_of(problem) for problem in error.problems])
    except KeyboardInterrupt:
        sys.exit(1)


def _stop_when_closed() -> None:
    sys.stdin.read()
    _thread.interrupt_main()


def _say(**words: Any) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def _bank(work: Mapping[str, Any]) -> Bank:
    with made_to_stay():
        return load_bank(*map(Path, work["bank"]))


def _printed(work: Mapping[str, Any]) -> dict[str, Any]:
    """The run of a draft as it was seen: what was drawn there must come of it here."""
    bank = _bank(work)
    choices = choices_from_json(work["choices"])
    blueprint, class_list = blueprint_of(choices, bank), class_of(choices)
    choices = on_run_there(choices, blueprint, class_list)
    plan = plan_choices(choices, bank, blueprint, class_list)
    if plan.identity != work["identity"]:
        return {"changed": True}
    printed = print_run(
        plan,
        force=work["force"],
        progress=lambda step, done, total: _say(step=step, done=done, total=total),
        password=Password(*work["password"]),
    )
    summary = summarise(printed)
    said = [one for one in summary.sentences if "--" not in one]
    return {"said": f"Printed: {summary.headline}.", "sentences": said, "folder": str(plan.folder)}


def _feedback(work: Mapping[str, Any]) -> dict[str, Any]:
    folder, password = Path(work["run"]), Password(*work["password"])
    _say(step="Printing slips and the report", done=0, total=0)
    record, taken, bank = open_run(folder), take_in(folder, password), _bank(work)
    printed = print_feedback(record, taken, bank, password=password)
    return {"said": FEEDBACK_PRINTED, "sentences": list(printed.sentences), "folder": str(printed.folder)}


if __name__ == "__main__":
    main()
