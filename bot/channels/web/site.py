"""Where the page is, as a browser sees it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

COOKIE = "opmerkzaam"


@dataclass(frozen=True)
class Site:
    """The page's addresses: `origins` as `https://chat.example`. `home` is where others find it; None where nobody else
    can come.
    """

    origins: tuple[str, ...]
    home: str | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser that means this page writes in its Host."""
        return tuple(urlsplit(origin).netloc for origin in self.origins)

    @property
    def is_secure(self) -> bool:
        return all(origin.startswith("https://") for origin in self.origins)

    @property
    def cookie(self) -> str:
        """The name of the cookie. A browser takes one with this beginning from this host alone, over TLS (RFC 6265bis,
        4.1.3.2). Elsewhere the port is in it: cookies know no ports, and two programs must not share one.
        """
        return f"__Host-{COOKIE}" if self.is_secure else f"{COOKIE}-{urlsplit(self.origins[0]).port or 80}"


def public(url: str) -> Site:
    """The page at a public address."""
    return Site((url.lower(),), f"{url}/")


def local(port: int) -> Site:
    """The page for whoever sits at this machine."""
    return Site((f"http://127.0.0.1:{port}", f"http://localhost:{port}"))
