"""The command line: nothing but parsing and calling. `python -m bot COMMAND --help` explains each command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import KnowledgeError, OpmerkzaamError, UsageError

DONE, FAILED, WRONG_USE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m bot", description="Opmerkzaam, a chatbot for visiting volunteers.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    run = commands.add_parser(
        "run",
        help="the bot: on Telegram with TELEGRAM_BOT_TOKEN, on a page with WEB_URL, else for you alone",
        description="The bot: on Telegram with TELEGRAM_BOT_TOKEN, on a page for all with WEB_URL. Without them it is "
        "yours alone: a page that opens in your browser, or a chat in the terminal where there is no screen.",
    )
    run.add_argument("--terminal", action="store_true", help="a chat in this terminal, whatever is set")

    read = commands.add_parser("read", help="what the bot understands of each line on standard input")
    read.add_argument("--json", action="store_true", help="one JSON object a line")

    commands.add_parser("check", help="knowledge base, settings, database, model: all well, or what is wrong")

    commands.add_parser("migrate", help="bring the database up to date, before the bot starts (which does so too)")

    digest = commands.add_parser("digest", help="the digest of a week")
    digest.add_argument("--week", metavar="2026-W46", help="an ISO week; the last whole one when left out")
    digest.add_argument("--out", metavar="DIR", type=Path, help="also write the version to pass on, in this folder")

    card = commands.add_parser("card", help="the signal card: a page to print and two pictures for a phone")
    card.add_argument("--out", metavar="DIR", type=Path, default=Path(), help="the folder; this one when left out")

    invite = commands.add_parser("invite", help="a one-time invitation, as a code and a link")
    invite.add_argument("--role", choices=["volunteer", "coordinator", "admin"], required=True)
    invite.add_argument("--area", metavar="NAME", help="the neighbourhood, wijk or stadsdeel it is bound to")

    curate = commands.add_parser("curate", help="the questions without an answer, by group")
    curate.add_argument(
        "--export", action="store_true", help="write those that are tied into the examples and the frozen set"
    )

    demo = commands.add_parser("demo-data", help="fill an empty database with an invented year of visits")
    demo.add_argument(
        "--reports",
        metavar="N",
        type=int,
        default=1800,
        help="how many in the 60 weeks before this one; those of this week come on top (default: 1800)",
    )

    estimates = "fetch RIVM's estimates of loneliness by wijk, for /wijken"
    commands.add_parser(
        "fetch-estimates",
        help=estimates,
        description=f"{estimates}. From dataderden.cbs.nl (table 50120NED, CBS open data), into the data folder. "
        "Nothing of yours is sent but the code of the municipality. Once a year is enough.",
    )

    purge = commands.add_parser("purge", help="delete what is past its term (the running bot does so by itself)")
    purge.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    commands.add_parser("people", help="who was invited, by alias")

    remove = commands.add_parser("remove", help="take the role of a volunteer, coordinator or admin away")
    remove.add_argument("alias", metavar="ALIAS", help="what `people` calls them")

    rotate = "change the key to everything that is sealed; stop the bot first"
    commands.add_parser(
        "rotate-secret",
        help=rotate,
        description=f"{rotate}. The new key comes from OPMERKZAAM_NEW_SECRET, or is made when the present one is in "
        "data/secret. Open invitations are deleted. Copies of the database keep the old key.",
    )

    backup = commands.add_parser(
        "backup",
        help="a copy of the whole database, in one file, also while the bot runs",
        description="Writes everything that is in the database at one moment in one file, sealed with the secret "
        "of the bot. The secret is not in it: without it nobody can read the file, and neither can you.",
    )
    backup.add_argument("--out", metavar="FILE", type=Path, required=True, help="where; never over another file")

    restore = commands.add_parser(
        "restore",
        help="put a backup back, in an empty database; stop the bot first",
        description="Puts a backup back in an empty database, SQLite or PostgreSQL, all of it or nothing, and brings "
        "it up to date. It takes the secret of the bot that made it. What waited to be said then is not said any more.",
    )
    restore.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; gives its exit status: 0 done, 1 failed, 2 wrong use."""
    options = parser().parse_args(arguments)
    from bot import commands  # here, so that --help does not load the language models
    from bot.monitoring.logs import complain

    try:
        return commands.run(options)
    except UsageError as error:
        complain(str(error))
        return WRONG_USE
    except KnowledgeError as error:
        complain(f"the knowledge base has {len(error.problems)} problem(s):\n{error}")
        return FAILED
    except OpmerkzaamError as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        # Who read our output went away: there is nobody left to tell.
        sys.stderr.close()
        return DONE


if __name__ == "__main__":
    sys.exit(main())
