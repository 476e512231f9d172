"""What the bot says to somebody who does very much in a short time. Numbers in {} come from knowledge/routes.yml."""

TODAY = "om {time}"
TOMORROW = "morgen om {time}"

REACHED = {
    "sent": """\
Je stuurt nu heel veel berichten achter elkaar. Ik kan ze niet allemaal lezen.
Ik ga verder {when}. Stuur dan opnieuw wat je nog wilde zeggen.
Was je bezig met een melding, dan staat die nog klaar. **Is er nu gevaar? Bel {n112}.**""",
    "tapped": """\
Je tikt nu heel vaak achter elkaar. Ik kan het niet allemaal bijhouden.
Ik ga verder {when}. Tik dan opnieuw.
Was je bezig met een melding, dan staat die nog klaar. **Is er nu gevaar? Bel {n112}.**""",
    "asked": """\
Je hebt in korte tijd heel veel gevraagd. Ik beantwoord weer nieuwe vragen {when}.
Melden, de onderwerpen en het menu werken gewoon. **Is er nu gevaar? Bel {n112}.**""",
    "reported": """\
Je hebt vandaag al heel veel bezoeken gemeld. Je kunt weer melden {when}.
Kan het niet wachten, bel dan je coördinator. **Is er nu gevaar? Bel {n112}.**""",
}
