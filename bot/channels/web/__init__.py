"""A page in the browser: the same conversations for who has no Telegram, and for who tries the bot at home.

What was said stands in this process's memory alone; what is still to be said is in the outbox until somebody looks.
"""
