"""How people reach the bot: Telegram, a page in the browser, the terminal.

A channel turns updates into messages and renders replies.
"""
