"""What the bot knows: loads `knowledge/` and checks it. Knows no database and no chat."""

from bot.knowledge.area import Area, Areas
from bot.knowledge.article import Article
from bot.knowledge.library import Knowledge, load_knowledge
from bot.knowledge.route import Route, Source
from bot.knowledge.signal import Signal

__all__ = ["Area", "Areas", "Article", "Knowledge", "Route", "Signal", "Source", "load_knowledge"]
