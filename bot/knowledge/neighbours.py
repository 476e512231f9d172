"""Which other articles are nearest to one: by the links that its writers made."""

from __future__ import annotations

from collections.abc import Mapping

from bot.knowledge.article import Article


def nearest(article: Article, articles: Mapping[str, Article], most: int) -> tuple[Article, ...]:
    """At most so many others: what it refers to, then what refers to it, then what shares links, routes and section."""
    named = [articles[other] for other in article.see_also if other in articles]
    rest = [other for other in articles.values() if other.id != article.id and other not in named]
    near = [other for other in rest if any(_kinship(article, other))]
    ordered = sorted(near, key=lambda other: _kinship(article, other), reverse=True)
    return tuple([*named, *ordered][:most])


def _kinship(one: Article, other: Article) -> tuple[bool, int, bool]:
    shared = len({*one.see_also, *one.routes} & {*other.see_also, *other.routes})
    return one.id in other.see_also, shared, one.section == other.section
