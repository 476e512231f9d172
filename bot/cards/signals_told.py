"""The signal card in words, for who reads it aloud or has it read."""

from __future__ import annotations

from bot.cards import texts
from bot.cards.signals import Group, Noticed, SignalCard, Urgent
from bot.dates import dutch_date
from bot.markup import escape


def told(card: SignalCard) -> str:
    """All that stands on the card, as Markdown: a paragraph for each group, and what cannot wait first."""
    return "\n\n".join(
        [
            f"**{texts.TITLE}**\n{texts.SUBTITLE}\n{texts.NO_PROOF}",
            f"**{texts.URGENT}**\n{texts.URGENT_WHEN}",
            *map(_urgent, card.urgent),
            *map(_group, card.groups),
            f"**{texts.DIMENSIONS}**\n{texts.DIMENSIONS_WHY}",
            "\n".join(f"- **{one.word}**: {escape(one.line)}" for one in card.dimensions),
            f"{texts.NO_NAME}\n{texts.AFTER}\n{texts.CHECKED.format(day=dutch_date(card.checked))}",
        ]
    )


def _urgent(one: Urgent) -> str:
    who = f"{one.name} ({one.details})" if one.details else one.name
    call = texts.CALL.format(phone=one.phone)
    return f"{escape(' · '.join(one.labels))}\n**{escape(call)}**: {escape(who)}\n{escape(one.act)}"


def _group(group: Group) -> str:
    return "\n\n".join([f"**{escape(group.title)}**", "\n".join(map(_noticed, group.signals))])


def _noticed(one: Noticed) -> str:
    label = escape(one.label)
    return f"- {label}: {one.dimension}" if one.dimension else f"- {label}"
