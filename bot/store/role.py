"""What somebody may do."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do: a guest asks, a volunteer reports too, a coordinator follows up, an admin invites all."""

    GUEST = "guest"
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"

    @property
    def may_report(self) -> bool:
        return self is not Role.GUEST

    @property
    def may_coordinate(self) -> bool:
        return self in FOLLOWS_UP

    def outranks(self, other: Role) -> bool:
        """Whether this role may more than another."""
        ranks = list(Role)
        return ranks.index(self) > ranks.index(other)


FOLLOWS_UP = (Role.COORDINATOR, Role.ADMIN)
