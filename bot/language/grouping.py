"""Texts that ask the same thing, put together by their sentence vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 0.64
"""The cosine distance up to which two groups are one, on average over their members.

Chosen on the 42 paraphrases of 14 questions in tests/language/test_grouping.py, read without stop words. Of the pairs
that come together .81 ask the same thing, of those that ask the same thing .56 come together. At 0.60 that is .75 and
.33, at 0.70 .63 and .60. So few texts give a rough choice only: a group is a proposal, which a person reads.
"""


def groups(vectors: NDArray[np.float32], threshold: float = THRESHOLD) -> list[tuple[int, ...]]:
    """Row numbers of `vectors` (n, any; length 1 each, oldest first) by group: the largest first, then the oldest."""
    if len(vectors) < 2:
        return [(row,) for row in range(len(vectors))]
    from scipy.cluster.hierarchy import fcluster, linkage  # here: a quarter of a second that a start does not need

    found: dict[int, list[int]] = {}
    labels = fcluster(linkage(vectors, method="average", metric="cosine"), threshold, criterion="distance")
    for row, label in enumerate(labels.tolist()):
        found.setdefault(label, []).append(row)
    return sorted((tuple(rows) for rows in found.values()), key=lambda rows: (-len(rows), rows[0]))
