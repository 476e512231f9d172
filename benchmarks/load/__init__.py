"""How much the bot carries: real volunteers' messages at a fixed rate, over HTTP in and out, with the real Rasa."""
