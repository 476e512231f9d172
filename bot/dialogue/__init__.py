"""What the bot says: one file for each conversation, and the router. Knows no Telegram."""
