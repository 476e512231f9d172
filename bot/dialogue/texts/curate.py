"""What the bot says to coordinators about questions without an answer, and to who asked one."""

QUESTION_ONE = "1 vraag"
QUESTION_MORE = "{count} vragen"

CARD = """\
**Vragen zonder antwoord** · {number} van {total}
{count}, zonder namen:

{questions}

Welk onderwerp past hierbij? Eén tik koppelt {all}."""
CARD_WRONG = """\
**Klopt dit artikel?** · {number} van {total}
{who} dat **{title}** niet klopt:

{questions}

Kijk het na. Je kunt antwoorden: wie het zei, krijgt het van mij."""
SAYS_ONE = "Iemand zegt"
SAYS_MORE = "{count} mensen zeggen"
LINE_WRONG = "- {question}"
LINE_WRONG_WORDLESS = "- (zonder uitleg)"
BUTTON_ARTICLE = "Het artikel lezen"
GONE_ARTICLE = "een artikel dat er niet meer is"
LINE = "- {question}"
LINE_ANSWERED = "- {question} (de bot gaf: *{title}*)"
MORE = "- en nog {count}"
ALL_ONE = "deze vraag"
ALL_MORE = "alle {count} vragen"

BUTTON_OTHER = "Ander onderwerp"
BUTTON_ANSWER = "Zelf beantwoorden"
BUTTON_OUT_OF_SCOPE = "Hier gaan wij niet over"
BUTTON_SKIP = "Overslaan"
BUTTON_DISCARD = "Weggooien"
BUTTON_DISCARD_YES = "Ja, weggooien"
BUTTON_BACK = "Terug naar de vragen"
BUTTON_BACK_TO_TOPICS = "Terug naar onderwerpen"
BUTTON_UNDO = "Ongedaan maken"
BUTTON_AGAIN = "Van voren af aan"

NONE = "Er zijn geen vragen zonder antwoord."
THE_END = "Dit was de laatste. Er staat nog open: {count}."
WHICH_SECTION = "Bij welk onderdeel hoort het?"
WHICH_ARTICLE = "**{title}**\nKies het onderwerp. Eén tik koppelt {all}."

TIED = "Gekoppeld aan **{title}**: {count}. Wie het vroeg, hoort dat van mij."
OUT_OF_SCOPE = "Genoteerd dat wij hier niet over gaan: {count}. Niemand hoort dat van mij."
UNTIED = "Teruggezet: {count}. Wie al bericht kreeg, heeft dat gezien."
UNTIED_TOO_LATE = "Dat kan niet meer: deze vragen zijn al in de voorbeelden gezet, of opnieuw gekoppeld."
DISCARD = "{count} weggooien? Dat kun je niet ongedaan maken."
DISCARDED = "Weggegooid: {count}."
CHANGED = (
    "Deze vragen zijn al beantwoord, gekoppeld of weggegooid, of intussen anders gegroepeerd. Er is nu niets veranderd."
)
NO_ARTICLE = "Dit onderwerp bestaat niet meer. Er is niets gekoppeld."

TOLD_ASKER = 'Je vroeg laatst: "{question}". Daar is nu een antwoord op.'
