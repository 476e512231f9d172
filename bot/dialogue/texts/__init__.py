"""Every sentence the bot says, one file for each conversation. Markdown; words in {} are filled in."""
