"""The command that opens the page, as far as the page itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.tiny_bank import write_bank
from worksheetgen.cli import opening
from worksheetgen.model.bank import Bank
from worksheetgen.resources import blueprints


def test_a_bank_is_named_from_where_the_command_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page works in another folder, and offers the blueprints of the bank all the same."""
    write_bank(tmp_path)
    (tmp_path / "papers").mkdir()
    monkeypatch.chdir(tmp_path)
    offered: list[str] = []

    def serve(bank: Bank, *_: object) -> None:
        assert Path.cwd() == tmp_path / "papers"
        offered.extend(blueprints(bank.folders))

    monkeypatch.setattr(opening, "open_page", serve)
    ran = CliRunner().invoke(opening.open_verb, ["papers", "--bank", "bank"], catch_exceptions=False)
    assert ran.exit_code == 0
    assert [name.rpartition("/")[2] for name in offered if name.endswith("/test")] == ["test"]
