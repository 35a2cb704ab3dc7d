"""Requests to those that come from this very page: what any other page, program or person sends is refused.

A page that a browser shows from elsewhere can send requests to this machine, too. `Host` must be exactly ours, or a
name that was made to lead here could read the page (DNS rebinding). What changes something must come from the page
itself, as another port of this machine counts as the same site for cookies. And as other people may work on the same
machine, every request must bear the secret that only the browser which was opened with the launch code has.
"""

from __future__ import annotations

from hmac import compare_digest

from werkzeug.wrappers import Request, Response

LARGEST_UPLOAD = 2 * 2**20
"""The most bytes of a request; a list of a whole school takes some hundred thousand."""

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a form without script would send `Origin: null`
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SAFE = ("GET", "HEAD")
NOT_OPENED = (
    "This browser was not opened by worksheetgen, or was closed since. Stop worksheetgen with Ctrl-C in the window in "
    "which it was started, and type worksheetgen open again."
)


class Guard:
    """Knows the page's address, and the secrets of this process; they are nowhere else."""

    def __init__(self, port: int, launch_code: str, secret: str) -> None:
        """`launch_code` is good for one use; `secret` is what the cookie then holds."""
        self.host, self.secret = f"127.0.0.1:{port}", secret
        self.cookie = f"worksheetgen-{port}"
        self._launch_code = launch_code

    def refusal(self, request: Request) -> str:
        """Why a request is refused, in words for whoever sees it; "" where it is not."""
        if request.headers.get("Host") != self.host:
            return "This page is only for the browser on this machine."
        if request.method not in SAFE and not self._own(request):
            return "This did not come from the page itself."
        if not compare_digest(request.cookies.get(self.cookie, "").encode(), self.secret.encode()):
            return NOT_OPENED
        return ""

    def _own(self, request: Request) -> bool:
        """Whether the page itself sent it; an old browser says only its origin."""
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        if site is not None:
            return site == "same-origin"
        return origin == f"http://{self.host}"

    def launched(self, request: Request, code: str) -> Response | None:
        """The answer to the first request with the launch code, which gives the browser its cookie; None for others."""
        right = self._launch_code and compare_digest(code.encode(), self._launch_code.encode())
        if not right or request.headers.get("Host") != self.host:
            return None
        self._launch_code = ""
        answer = Response(status=303, headers={"Location": "/"})
        # Not `Strict`: the browser comes from a file, which is another site. It ends with the browser's session.
        answer.set_cookie(self.cookie, self.secret, httponly=True, samesite="Lax", path="/")
        return answer
