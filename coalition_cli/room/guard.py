"""The guard before every page: who asks for it under which name, by which path, and what goes back.

A page of another site may send its visitors here, and may let its own name point to this laptop:
neither knows the secret path, and a name that is not ours is refused before it.
"""

import secrets
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECRET_BYTES: Final = 24
_METHODS: Final = ("GET", "HEAD")
_HEADERS: Final = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
}


def new_secret() -> str:
    """A path that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(_SECRET_BYTES)


class Guard:
    """Lets through to ``app`` what asks for a path under ``secret``, at one of ``hosts``.

    ``app`` sees the path behind the secret alone.
    """

    def __init__(self, app: ASGIApp, secret: str, hosts: frozenset[str]) -> None:
        self._app = app
        self._begin = f"/{secret}/".encode()
        self._hosts = frozenset(host.encode() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [each for each in message["headers"] if each[0].decode() not in _HEADERS]
                ours = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*kept, *ours]}
            await send(message)

        hosts = [value for name, value in scope["headers"] if name == b"host"]
        path = scope["path"].encode("utf-8", "replace")
        begun = path[: len(self._begin)]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            refused: ASGIApp = PlainTextResponse("", 421)
        elif not secrets.compare_digest(begun, self._begin):
            refused = PlainTextResponse("", 404)
        elif scope["method"] not in _METHODS:
            refused = PlainTextResponse("", 405, {"allow": ",".join(_METHODS)})
        else:
            behind = {**scope, "path": "/" + scope["path"][len(self._begin) :], "raw_path": b""}
            await self._app(behind, receive, guarded)
            return
        await refused(scope, receive, guarded)
