"""A copy of the database that can be put back on SQLite and on PostgreSQL, whichever it came from.

Our own form, because neither database's reads the other's, and a bot that has grown moves from the one to the other.
All of it is sealed with a key from the bot's secret: a database has aliases, areas and signals in it that are readable
by themselves, and a backup travels. The secret is not in it; without it a backup is worthless.
"""
