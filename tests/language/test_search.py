"""The plain search: finds by title, question, summary and text, and forgives typos."""

from __future__ import annotations

import pytest

from bot.knowledge import Knowledge
from bot.language.search import ArticleSearch, Page


@pytest.fixture(scope="module")
def search() -> ArticleSearch:
    return ArticleSearch(
        [
            Page(
                "rouw", ["Rouw en verlies", "Hoe troost ik een weduwe?"], "Iemand mist een partner.", "Luister rustig."
            ),
            Page("schuldhulp", ["Hulp bij schulden", "Wat als de post blijft liggen?"], "Geldzorgen.", "Bel de bank."),
            Page(
                "mantelzorg", ["Steun voor mantelzorgers", "Hoe help ik de dochter?"], "Zorgen voor een ander.", "Rust."
            ),
            Page("dementie", ["Vergeetachtig", "Wat als iemand steeds verdwaalt?"], "Het geheugen.", "Een klok helpt."),
        ]
    )


@pytest.fixture(scope="module")
def real_search(knowledge: Knowledge) -> ArticleSearch:
    articles = knowledge.articles.values()
    return ArticleSearch([Page(a.id, (a.title, *a.questions), a.summary, a.body) for a in articles])


FOUND = [
    ("rouw", "rouw"),
    ("ROUW!", "rouw"),
    ("hulp bij schulden", "schuldhulp"),
    ("schuld", "schuldhulp"),
    ("geldzorgn", "schuldhulp"),  # a typo
    ("mantelzorger", "mantelzorg"),
    ("de mantelzorgsteun", "mantelzorg"),  # a compound of its own
    ("weduwen troosten", "rouw"),
    ("haar geheugen gaat achteruit", "dementie"),
    ("de klok", "dementie"),
    ("vérgeetachtig", "dementie"),
]


@pytest.mark.parametrize(("query", "article"), FOUND)
def test_the_best_hit(search: ArticleSearch, query: str, article: str) -> None:
    assert search.find(query)[0].article_id == article


@pytest.mark.parametrize("query", ["", " ", "?!", "🙂", "de het een", "xyzzy", "привет"])
def test_what_shares_no_word_is_not_found(search: ArticleSearch, query: str) -> None:
    assert search.find(query) == ()


def test_the_best_stands_first_and_every_score_is_positive(search: ArticleSearch) -> None:
    scores = [hit.score for hit in search.find("hulp voor een weduwe met schulden")]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_no_more_hits_than_asked(real_search: ArticleSearch) -> None:
    assert len(real_search.find("eenzaamheid", limit=4)) == 4


def test_more_words_that_nobody_knows_make_a_hit_weaker(search: ArticleSearch) -> None:
    assert search.find("schulden")[0].score > search.find("schulden xyzzy plugh frobnicate")[0].score


TITLED = [
    ("Hoe troost ik een weduwe?", "rouw"),
    ("hoe troost ik een weduwe", "rouw"),
    ("een weduwe troosten", "rouw"),  # another order and form
    ("Rouw en verlies", "rouw"),
    ("hulp bij schulden", "schuldhulp"),
    ("hulp", None),
    ("hulp bij schulden in Heerlen", None),
    ("xyzzy", None),
]


@pytest.mark.parametrize(("query", "article"), TITLED)
def test_an_articles_own_question(search: ArticleSearch, query: str, article: str | None) -> None:
    assert search.titled(query) == article


def test_a_question_of_two_articles_is_nobodys_own() -> None:
    twins = ArticleSearch([Page(id_, ["Wie helpt er?"], "Samenvatting", "Tekst") for id_ in ("een", "twee")])
    assert twins.titled("wie helpt er?") is None


@pytest.mark.parametrize("kind", ["title", "questions"])
def test_every_real_article_is_found_by_its_own_words(
    real_search: ArticleSearch, knowledge: Knowledge, kind: str
) -> None:
    asked = [
        (query, article.id)
        for article in knowledge.articles.values()
        for query in ([article.title] if kind == "title" else article.questions)
    ]
    assert [(query, article) for query, article in asked if real_search.titled(query) not in (article, None)] == []
    among_three = sum(article in [hit.article_id for hit in real_search.find(query)[:3]] for query, article in asked)
    assert among_three / len(asked) >= 0.95


@pytest.mark.parametrize("query", ["", "wat is dat", "en nu?", "hoe doe je het dan"])
def test_stop_words_are_nobodys_own_question(query: str) -> None:
    search = ArticleSearch([Page("toestemming", ["Mag dat wel?", "Hoe moet dat?"], "Samenvatting", "Tekst")])
    assert search.titled(query) is None
