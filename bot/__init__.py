"""Opmerkzaam: a chatbot for volunteers who visit people of 75 and over."""
