"""How people reach the bot: Telegram and the terminal. A channel turns updates into messages and renders replies."""
