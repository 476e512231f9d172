"""The real knowledge base: it loads, its parts fit each other, and what becomes a button fits one."""

from __future__ import annotations

from bot.knowledge import Knowledge
from bot.knowledge.article import SECTIONS
from bot.knowledge.signal import ACT_TODAY, GROUPS


def test_the_real_knowledge_base_loads(knowledge: Knowledge) -> None:
    assert len(knowledge.articles) >= 100


def test_every_section_has_articles(knowledge: Knowledge) -> None:
    assert [section for section in SECTIONS if not knowledge.section(section)] == []


def test_every_article_belongs_to_one_section(knowledge: Knowledge) -> None:
    assert sum(len(knowledge.section(section)) for section in SECTIONS) == len(knowledge.articles)


def test_every_signal_belongs_to_one_group(knowledge: Knowledge) -> None:
    assert sum(len(knowledge.signal_group(group)) for group in GROUPS) == len(knowledge.signals)


def test_every_signal_for_today_leads_somewhere(knowledge: Knowledge) -> None:
    today = [signal for signal in knowledge.signals.values() if signal.level == ACT_TODAY]
    assert today
    assert [signal.code for signal in today if signal.route not in knowledge.routes] == []


def test_the_help_cards_have_their_numbers(knowledge: Knowledge) -> None:
    assert knowledge.help_numbers() == {"n112": "112", "n113": "113", "veilig_thuis": "0800-2000"}


def test_every_article_fits_a_button(knowledge: Knowledge) -> None:
    # Telegram's limit for callback data is 64 bytes.
    assert [article for article in knowledge.articles if len(f"ask:show:{article}".encode()) > 64] == []


def test_every_code_fits_a_button(knowledge: Knowledge) -> None:
    assert [code for code in knowledge.signals if len(f"report:abc123:signals:off:{code}".encode()) > 64] == []


def test_every_area_fits_a_button(knowledge: Knowledge) -> None:
    assert [area for area in knowledge.areas.by_id if len(f"report:abc123:area:in:{area}".encode()) > 64] == []


def test_what_remains_of_reports_is_counted_by_a_wijk_where_enough_people_live(knowledge: Knowledge) -> None:
    counted_in = knowledge.areas.counted_in()
    levels = {knowledge.areas.by_id[area].level for area in counted_in.values()}
    assert levels == {"wijk"}
    assert counted_in["de-hei"] == "heerlerheide-passart"
    assert counted_in.keys() >= {area.id for area in knowledge.areas.by_id.values() if area.level == "buurt"}
    assert not set(counted_in.values()) & {area.id for area in knowledge.areas.by_id.values() if area.counted_with}
