"""Whoever is not the page's own browser gets nothing: each attack on a real socket."""

from __future__ import annotations

import os
import stat
from contextlib import chdir
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.commands import worksheetgen
from tests.page.conftest import Served
from worksheetgen.page.server import launch_file

pytestmark = pytest.mark.slow


def ask(
    served: Served, method: str = "GET", path: str = "/", body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, str]:
    """What the server answers; headers are named with _ for -."""
    connection = HTTPConnection(served.host, timeout=20)
    given = {"Host": served.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.putrequest(method, path, skip_host=True)
    for name, value in given.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
        connection.putheader("Content-Type", headers.get("kind", "application/x-www-form-urlencoded"))
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer, answer.read().decode(errors="replace")


def opened(served: Served) -> str:
    """The cookie of the browser that was opened with the launch code."""
    answer, _ = ask(served, path=served.address.removeprefix(served.origin))
    assert answer.status == 303
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    return cookie.partition(";")[0]


def test_only_the_browser_that_was_opened_sees_anything(served: Served) -> None:
    """Another user of the machine has no cookie; the launch code is good once."""
    assert ask(served)[0].status == 403
    cookie = opened(served)
    assert ask(served, Cookie=cookie)[0].status == 200
    assert ask(served, path=served.address.removeprefix(served.origin))[0].status == 403
    assert ask(served, Cookie=cookie.partition("=")[0] + "=guess")[0].status == 403


def test_a_name_that_was_made_to_lead_here_is_refused(served: Served) -> None:
    """DNS rebinding: only this very address is a host, with the right cookie too."""
    cookie = opened(served)
    for host in ("evil.example", f"localhost:{served.host.partition(':')[2]}", "127.0.0.1"):
        assert ask(served, Host=host, Cookie=cookie)[0].status == 403


def test_a_form_of_another_page_is_refused(served: Served) -> None:
    """Another port of this machine is the same site, and no other page at all may change anything."""
    cookie = opened(served)
    for headers in (
        {},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Origin": served.origin},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ):
        answer, _ = ask(served, "POST", "/", b"do=example", Cookie=cookie, **headers)
        assert answer.status == 403
    assert not (served.folder / "drafts").exists()
    for headers in ({"Sec_Fetch_Site": "same-origin"}, {"Origin": served.origin}):
        assert ask(served, "POST", "/", b"do=example", Cookie=cookie, **headers)[0].status == 303


def test_every_answer_forbids_what_the_page_does_not_need(served: Served) -> None:
    """Policy, no sniffing, no frames, no cache: also on what is refused."""
    for cookie in ("", opened(served)):
        answer, _ = ask(served, Cookie=cookie)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_launch_code_is_in_a_file_that_only_its_user_reads(served: Served) -> None:
    """`ps` shows the file's name alone; the file goes with the page."""
    with launch_file(served.address) as file:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert served.address in file.read_text()
    assert not file.exists()


def test_what_a_killed_page_left_is_replaced(tmp_path: Path) -> None:
    """Its file has the name that the next page of that folder takes; one that ends first leaves the other's alone."""
    with chdir(tmp_path), launch_file("http://127.0.0.1:1/open/first") as first:
        with launch_file("http://127.0.0.1:2/open/second") as second:
            assert first == second
            assert "second" in second.read_text()
        assert not first.exists()
        second.write_text("that of a third")
    assert second.read_text() == "that of a third"
    second.unlink()


def upload(served: Served, cookie: str, name: str, content: bytes) -> tuple[HTTPResponse, str]:
    """What is answered where a class list of that name is handed over."""
    kind = "multipart/form-data; boundary=XX"
    head = f'--XX\r\nContent-Disposition: form-data; name="list"; filename="{name}"\r\n\r\n'.encode()
    body = head + content + b"\r\n--XX--\r\n"
    own = {"Cookie": cookie, "Sec_Fetch_Site": "same-origin", "kind": kind}
    return ask(served, "POST", "/class", body, **own)


CLASS = b"id,name\n1,Ada <script>alert(1)</script> Li\n"


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "C:\\\\evil.csv", "/etc/evil.csv", "a\0evil.csv", "....csv"]
)
def test_a_files_name_leads_nowhere(served: Served, name: str) -> None:
    """Of an upload's name nothing is used that could lead out of the folder of classes."""
    before = set(served.folder.parent.rglob("*.csv"))
    answer, _ = upload(served, opened(served), name, CLASS)
    assert answer.status in (303, 422)
    new = set(served.folder.parent.rglob("*.csv")) - before
    assert all(path.parent == served.folder / "classes" for path in new)


def test_what_is_too_large_or_no_list_is_told(served: Served) -> None:
    """More than 2 MB is refused; a hostile workbook is a sentence and no traceback."""
    cookie = opened(served)
    assert upload(served, cookie, "9B.csv", b"x" * (2 * 2**20 + 1))[0].status == 413
    for name, content in (("9B.xlsx", b"PK\3\4 no workbook"), ("9B.exe", b"MZ"), ("9B.csv", b"")):
        answer, text = upload(served, cookie, name, content)
        assert answer.status == 422
        assert "Traceback" not in text
    assert not (served.folder / "classes").exists()


def test_what_a_file_says_is_never_part_of_the_page(served: Served) -> None:
    """A pupil's name with a script in it is text."""
    cookie = opened(served)
    answer, _ = upload(served, cookie, "9B.csv", CLASS)
    if answer.status == 303:
        _, text = ask(served, path=answer.headers["Location"], Cookie=cookie)
        assert "<script>alert" not in text
    else:
        assert answer.status == 422


@pytest.mark.parametrize(
    "path", ["/run/x/file/0", "/static/../app.py", "/static/%2e%2e/app.py", "/paper/x", "/nothing"]
)
def test_only_keys_of_a_table_give_files(served: Served, path: str) -> None:
    """No address is a path on the disk."""
    assert ask(served, path=path, Cookie=opened(served))[0].status == 404


def test_a_file_of_a_run_is_no_link_and_has_a_name_that_can_be_said(served: Served) -> None:
    """What a link leads to is not given, and a name that no head of an answer can hold is no traceback."""
    run, cookie = served.folder / "output/run", opened(served)
    assert worksheetgen("exam", "test", "--bank", "bank", "--output", str(run), cwd=served.folder).code == 0
    (served.folder / "private.txt").write_text("PRIVATE", encoding="utf-8")
    (run / "a.pdf").symlink_to(served.folder / "private.txt")
    for name in (b"a\nb: c.pdf", b"\xff.pdf"):
        (run / os.fsdecode(name)).write_bytes(b"x")
    _, marks = ask(served, path="/marks", Cookie=cookie)
    key = marks.partition('"/marks/')[2].partition('"')[0]
    answers = [ask(served, path=f"/run/{key}/file/{at}", Cookie=cookie) for at in range(25)]
    assert {answer.status for answer, _ in answers} == {200, 404}
    assert not any("PRIVATE" in text for _, text in answers)
