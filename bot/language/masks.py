"""What stands in a text in place of what identified somebody, and the text without it."""

import re

PLACEHOLDERS = {
    "person": "[naam]",
    "address": "[adres]",
    "place_detail": "[plek]",
    "phone": "[telefoon]",
    "email": "[e-mail]",
    "url_or_handle": "[link]",
    "iban": "[rekening]",
    "car_plate": "[kenteken]",
    "id_number": "[nummer]",
    "date_of_birth": "[geboortedatum]",
    "exact_date": "[datum]",
    "exact_age": "[leeftijd]",
    "organisation_small": "[organisatie]",
}
"""What is taken out, by kind -> what stands there instead."""

PLACEHOLDER = re.compile("|".join(re.escape(text) for text in PLACEHOLDERS.values()), re.IGNORECASE)
EMPTY = re.compile(r"\(\W*\)|\"\s*\"|'\s*'")
LOOSE = re.compile(r"\s+(?=[,.;:!?])")
DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")
STOPPED = re.compile(r"[,;:](?=[.!?])")


def without_masks(text: str) -> str:
    """The text on one line without its placeholders, with the signs around them tidied, as somebody would type it."""
    line = " ".join(PLACEHOLDER.sub(" ", text).split())
    line = LOOSE.sub("", EMPTY.sub("", line))
    line = STOPPED.sub("", DOUBLED.sub(r"\1", line))
    return " ".join(line.split()).lstrip(" ,.;:!?").rstrip(" ,;:")
