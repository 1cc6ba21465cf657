"""A proxy that lets nothing through and remembers what was asked: how a test sees a server call outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Outbound:
    """environment: what makes a process go through the proxy. asked: "GET http://host/path" or "CONNECT host:443"."""

    environment: dict[str, str]
    asked: list[str] = field(default_factory=list)


@contextmanager
def refused() -> Iterator[Outbound]:
    class Refuse(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            outbound.asked.append(f"{self.command} {self.path}")
            self.send_error(502, "no other host in tests")

        do_GET = do_HEAD = do_POST = do_PUT = do_CONNECT = refuse  # noqa: N815 - http.server's own names

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal: `asked` is the record."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Refuse) as proxy:
        address = f"http://127.0.0.1:{proxy.server_port}"
        names = ("http_proxy", "https_proxy", "all_proxy")
        environment = {spelling: address for name in names for spelling in (name, name.upper())}
        environment |= dict.fromkeys(("no_proxy", "NO_PROXY"), "localhost,127.0.0.1,::1")
        outbound = Outbound(environment)
        Thread(target=proxy.serve_forever, daemon=True).start()
        try:
            yield outbound
        finally:
            proxy.shutdown()
