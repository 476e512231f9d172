"""How many older people are lonely, as RIVM estimates it for each wijk: fetched on command, kept in a file.

Nothing else of the bot needs it. Knows no database and no chat.
"""

from bot.estimates.kept import EstimatesFile
from bot.estimates.table import Estimates

__all__ = ["Estimates", "EstimatesFile"]
