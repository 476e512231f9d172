"""What the bot says when a life or somebody's safety may be at stake.

Each route has: what this sounds like, what to do first (with the number), and what to say. Numbers in {} come
from knowledge/routes.yml.
"""

NUMBERS = """\
**Is er nu gevaar? Bel {n112}.** (ambulance, politie, brandweer)
**Gedachten aan zelfdoding? Bel {n113}**, dag en nacht. Ook jij mag bellen om te overleggen.
**Geweld, verwaarlozing of uitbuiting? Bel {veilig_thuis}** (Veilig Thuis), dag en nacht. Vragen mag ook bij twijfel."""

CARDS = {
    "112": """\
**Dit klinkt als gevaar, nu.**
**Bel {n112}.** Zeg eerst waar je bent en wie er moet komen. Blijf aan de lijn.
Blijf bij mevrouw of meneer als dat veilig is. Ben je zelf niet veilig? Ga dan eerst weg en bel buiten.
Zeg: *"Ik bel nu hulp. Ik blijf bij u."*

Gaat het om gedachten aan zelfdoding, zonder gevaar op dit moment? Bel dan {n113}, dag en nacht.""",
    "113": """\
**Dit klinkt alsof iemand niet meer wil leven.** Je doet er goed aan dit serieus te nemen.
**Is er nu gevaar? Bel {n112}.** (ambulance en politie)
**Gedachten of plannen? Bel {n113}** of 0800-0113, gratis, dag en nacht. Ook jij mag bellen om te overleggen. (zelfmoordpreventie)
Blijf erbij als dat veilig is. Vraag het gewoon: *"Denkt u erover om een einde aan uw leven te maken?"* Vragen maakt het niet erger.
Beloof niet dat je het geheimhoudt. Bespreek het vandaag met je coördinator.""",
    "veilig-thuis": """\
**Dit klinkt alsof iemand thuis niet veilig is.**
**Gebeurt het nu? Bel {n112}.** (politie)
**Anders: bel {veilig_thuis}** (Veilig Thuis), gratis, dag en nacht. Je mag ook bellen als je twijfelt of alleen advies wilt.
Spreek er niet over waar de ander bij is. Zeg alleen: *"Ik maak me zorgen om u. Mag ik hulp vragen?"*
Bespreek het vandaag met je coördinator.""",
    "ggz-crisis": """\
**Dit klinkt alsof iemand ernstig in de war is.**
**Wordt het gevaarlijk? Bel {n112}.** (ambulance en politie)
**Anders: bel vandaag de huisarts.** 's Avonds en in het weekend: de huisartsenspoedpost. Zij halen er hulp bij.
Blijf rustig, praat langzaam, ga niet in discussie. Zeg: *"Ik ben bij u. We vragen de dokter om mee te kijken."*
Gaat het om gedachten aan zelfdoding? Bel dan {n113}, dag en nacht.""",
}

IF_IT_IS = "Gaat het om gevaar? Bel {n112}, of typ **nu hulp nodig**."
"""Below an answer to a word that sounds like danger and was meant for something else, it seems."""

PERHAPS = "Ik wil het zeker weten. Is er iemand in gevaar, of denkt iemand aan de dood?"
BUTTON_NOW = "Ja, nu gevaar"
BUTTON_SUICIDE = "Ja, gedachten aan de dood"
BUTTON_UNSAFE = "Ja, thuis niet veilig"
BUTTON_NO = "Nee, gewoon een vraag"

HELP_NOW = "**Nu hulp nodig**\nWat is er aan de hand?"
BUTTONS_HELP_NOW = {
    "112": "Nu gevaar",
    "113": "Wil niet meer leven",
    "veilig-thuis": "Thuis niet veilig",
    "ggz-crisis": "Ernstig in de war",
}

BUTTON_DANGER = "Er is nu gevaar"
BUTTON_SPEAK = "Ik wil mijn coördinator spreken"
BUTTON_NOT_SO = "Het is niet zo"

SHOWN = {
    "112": "gevaar, nu ({n112})",
    "113": "iemand die niet meer wil leven ({n113})",
    "veilig-thuis": "iemand die thuis niet veilig is (Veilig Thuis)",
    "ggz-crisis": "iemand die ernstig in de war is (huisarts)",
}
ALERT = """\
**Een vrijwilliger kreeg net een crisiskaart**: {shown}.
Wie het is en wat er getypt is, weet ik niet meer en stuur ik niet door. Blijf bereikbaar."""
ALERT_SPEAK = """\
**Een vrijwilliger wil je spreken**, na een crisiskaart: {shown}.
Wie het is, stuur ik niet door. Houd je telefoon bij je, of bel zelf de vrijwilligers die vandaag op pad zijn."""
ALERT_NOT_SO = "De vrijwilliger van de crisiskaart zegt: het is niet zo. ({shown})"
SPEAK_ASKED = """\
Ik heb de coördinatoren gevraagd om bereikbaar te zijn. Bel zelf ook: ik stuur niet door wie je bent.
**Wacht niet op hen als er gevaar is. Bel {n112}.**"""
SPEAK_NOBODY = "Er is nu geen coördinator die ik kan bereiken. Bel zelf. **Is er gevaar? Bel {n112}.**"

AND_YOU = "Hoe gaat het met jou? Je hoeft dit niet alleen te dragen. Bel je coördinator, ook als het weer rustig is."
BUTTON_AFTERCARE = "Lezen: zorg voor jezelf"
BUTTON_RESUME = "Verder met mijn melding"
BUTTON_MENU = "Menu"
NOT_A_CRISIS = "Goed dat je het zegt. De nummers blijven hierboven staan."
