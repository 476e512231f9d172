"""What the bot knows: loads `knowledge/` and checks it. Knows no database and no chat."""

from bot.knowledge.area import Area, Areas
from bot.knowledge.article import Article
from bot.knowledge.checked import Source
from bot.knowledge.initiative import Initiative
from bot.knowledge.library import Knowledge, load_knowledge
from bot.knowledge.practice import PracticeCase
from bot.knowledge.route import Route
from bot.knowledge.signal import Signal

__all__ = [
    "Area",
    "Areas",
    "Article",
    "Initiative",
    "Knowledge",
    "PracticeCase",
    "Route",
    "Signal",
    "Source",
    "load_knowledge",
]
