"""What the bot says with a picture of an article."""

BUTTON = "Delen als plaatje"
CAPTION = "**{title}**\n{summary}\nOm door te sturen. Verder lezen: {link}"
CAPTION_WITHOUT_LINK = "**{title}**\n{summary}\nOm door te sturen."
