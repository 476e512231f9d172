"""What the bot says: a folder for each subject, the tables of who answers, and the router. Knows no Telegram."""
