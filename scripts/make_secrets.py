"""Makes the secrets that docker-compose.yml mounts, in secrets/: those that are missing, never one that is there.

Standard library only: a machine that runs the containers needs nothing of ours installed. The files may be read by all,
because in the containers they keep the mode they have here and programs run there under users of their own; so the
folder may be entered by its owner only.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "secrets"
MADE = ("telegram_webhook_secret", "opmerkzaam_secret", "rasa_token", "database_password")
"""Random ones will do. Telegram takes A-Z a-z 0-9 _ - in a webhook's, which are those of `token_urlsafe`."""

TOKEN = "telegram_bot_token"  # noqa: S105  the name of a file


def main(folder: Path = FOLDER) -> int:
    """Gives 1 when the folder cannot be written."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        made = [name for name in MADE if make(folder / name)]
    except OSError as error:
        print(f"opmerkzaam: {folder} cannot be written ({error.strerror})", file=sys.stderr)
        return 1
    print(f"Made in {folder}: {', '.join(made)}" if made else f"Nothing was missing in {folder}")
    if "opmerkzaam_secret" in made:
        print("Keep a copy of opmerkzaam_secret somewhere safe: without it nobody can read the database.")
    if not (folder / TOKEN).exists():
        print(f"Put the token of @BotFather in {folder / TOKEN}, and then: chmod 444 {folder / TOKEN}")
    return 0


def make(file: Path) -> bool:
    """Whether it was made. Raises OSError."""
    if file.exists():
        return False
    file.write_text(f"{secrets.token_urlsafe(32)}\n", encoding="utf-8")
    file.chmod(0o444)
    return True


if __name__ == "__main__":
    sys.exit(main())
