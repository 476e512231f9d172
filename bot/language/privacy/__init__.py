"""De-identification: what identifies somebody is taken out of a text before it is kept, logged or shown.

Deny by default. A word stays only when a Dutch dictionary or one of our own lists knows it; rules over its neighbours
take the names that are also words, and patterns take addresses, numbers, dates and ages. The rules read lower case, so
"mevrouw Jansen" and "mevrouw jansen" give the same result; a capital in the middle of a sentence may add a name.
"""

from .deidentifier import Anonymised, Deidentifier, Identifier
from .masks import without_masks
from .span import PLACEHOLDERS

__all__ = ["PLACEHOLDERS", "Anonymised", "Deidentifier", "Identifier", "without_masks"]
