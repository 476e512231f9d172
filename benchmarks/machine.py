"""What a figure was measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping


def machine() -> dict[str, str]:
    """Processors, memory, system and Python."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{pages / 2**30:.0f} GB",
        "kind": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }


def in_words(found: Mapping[str, str]) -> str:
    """The same in one line."""
    return f"{found['cores']} cores, {found['memory']}, {found['kind']}, Python {found['Python']}"
