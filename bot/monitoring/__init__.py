"""How the bot is looked after while it runs: its log lines, its figures, its health. Knows no dialogue."""
