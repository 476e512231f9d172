"""A new database, as the tests of the store have."""

from tests.store.conftest import now, store

__all__ = ["now", "store"]
