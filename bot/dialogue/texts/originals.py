"""What the bot says when it takes something out of the chat that shows who was visited."""

REMOVED = "Je bericht heb ik hier weggehaald, want er leek {what} in te staan. Dat bewaar ik niet."
NOT_REMOVED = """\
In je bericht leek {what} te staan. Dat bewaar ik niet, maar je bericht weghalen lukt mij niet.
Doe dat zelf: houd het bericht ingedrukt en kies Verwijderen."""
HELD = {
    "person": "een naam",
    "address": "een adres",
    "place_detail": "een plek die naar een huis wijst",
    "phone": "een telefoonnummer",
    "email": "een e-mailadres",
    "url_or_handle": "een link of accountnaam",
    "iban": "een rekeningnummer",
    "car_plate": "een kenteken",
    "id_number": "een nummer",
    "date_of_birth": "een geboortedatum",
    "exact_date": "een datum",
    "exact_age": "een precieze leeftijd",
    "organisation_small": "de naam van een kleine club of zaak",
}
"""The kind of identifying part -> how it is named to who typed it."""

TAKEN_AWAY = "Dit heb ik hier weggehaald. Zo blijft het tussen jou en wie je bezocht."
NOT_TAKEN_AWAY = (
    "Haal dit bericht zelf weg: houd het ingedrukt en kies Verwijderen. Zo blijft het tussen jou en wie je bezocht."
)
