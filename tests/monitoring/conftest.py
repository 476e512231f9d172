"""A new database, as the tests of the store have."""

from tests.store.conftest import file, now, store

__all__ = ["file", "now", "store"]
