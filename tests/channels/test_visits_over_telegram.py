"""Planned visits and how somebody is after a heavy one, over Telegram: what is due goes out by the schedule itself."""

from __future__ import annotations

from bot.store.role import Role
from tests.channels.street import Street, tap, walk

IN_DISTRESS = "mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard"


async def test_a_visit_is_planned_prepared_and_reported(street: Street) -> None:
    truus = await street.meets("Truus", Role.VOLUNTEER)
    truus.says("/bezoek")
    await truus.sees("Wanneer ga je op bezoek?")
    await walk(
        truus,
        ("Vrijdag 20 november", "Hoe laat begint het bezoek?"),
        ("14:00", "In welke buurt is het?"),
        ("Hoensbroek", "Gepland: vrijdag 20 november, 14:00, Hoensbroek."),
    )
    street.clock.to("11-19 18:00")
    prepared = await truus.sees("Morgen bezoek: 14:00 in Hoensbroek")
    assert "Neem mee" in prepared.text and "Gaat niet door" in prepared.labels
    street.clock.to("11-20 15:32")
    asked = await truus.sees("Hoe ging het bezoek van vandaag, 14:00?")
    assert asked.labels[:3] == ["Bezoek melden", "Niemand thuis", "Ging niet door"]
    await walk(truus, ("Niemand thuis", "Bezoek: Niemand thuis"), ("Klopt, versturen", ""))
    async with street.store.work(read_only=True) as work:
        assert await work.reminders.to_look_at(street.clock().date(), 9) == []


async def test_a_visit_in_one_sentence_is_changed_and_removed(street: Street) -> None:
    truus = await street.meets("Truus", Role.VOLUNTEER)
    truus.says("bezoek vrijdag 14:00 bij mevrouw Jansen")
    await truus.sees("Gepland: vrijdag 20 november, 14:00.")
    assert [shown.text for shown in truus.messages if "Jansen" in shown.text] == []
    await walk(
        truus,
        ("Wijzigen", "Wanneer ga je op bezoek?"),
        ("Zaterdag 21 november", "Hoe laat"),
        ("11:00", "In welke buurt"),
        ("Laat de buurt weg", "Het bezoek is nu: zaterdag 21 november, 11:00."),
        ("Weghalen", "Weggehaald: zaterdag 21 november, 11:00."),
    )


async def test_the_day_after_a_heavy_visit_somebody_is_asked_how_they_are(street: Street) -> None:
    bea, truus = await street.meets("Bea", Role.COORDINATOR), await street.meets("Truus", Role.VOLUNTEER)
    truus.says(IN_DISTRESS)
    await truus.sees("113")
    await tap(truus, "Er is nu gevaar")
    street.clock.to("11-19 10:00")
    asked = await truus.sees("Gisteren was een zwaar bezoek. Hoe is het nu met jou?")
    assert "Liever geen herinneringen" in asked.labels
    await tap(truus, "Ik wil mijn coördinator spreken", "gevraagd om bereikbaar te zijn")
    await bea.sees("Een vrijwilliger wil je spreken, een dag na een zwaar bezoek.")
    await tap(truus, "Liever geen herinneringen", "Je krijgt geen herinneringen meer")
