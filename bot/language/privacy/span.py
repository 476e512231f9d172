"""Where something stands in a text, and of which kind it is."""

from typing import NamedTuple

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


class Span(NamedTuple):
    """From `start` up to `end`, of one of the kinds of `PLACEHOLDERS`."""

    start: int
    end: int
    kind: str
