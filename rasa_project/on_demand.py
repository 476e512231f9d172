"""Modules that are loaded when something uses them, not when something names them."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def on_demand(name: str) -> None:
    """From here on `import name` gives a stand-in at once; the module is loaded when something is asked of it.

    For a module that others load and hardly use. Its package is loaded here. `importlib.util.LazyLoader` would do the
    same, but until Python 3.12 a second `import` of the name counts as use.
    """
    package, _, last = name.rpartition(".")
    stand_in = ModuleType(name)

    def load(attribute: str) -> Any:
        # What Python itself asks of each module, `__spec__` first of all, is no use of this one.
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    stand_in.__dict__["__getattr__"] = load  # https://peps.python.org/pep-0562/
    setattr(import_module(package), last, stand_in)
    sys.modules[name] = stand_in
