"""What the bot says: one file for each conversation, the tables of who answers, and the router. Knows no Telegram."""
