"""Every verb of the journal as a Danish sentence, and the kind of thing it happened to.

A new verb gets its line here; a test reads the house's code and misses none. `{who}` is the one who did it, `{code}` the
code of what it was done to.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS = {
    "voices": _("Stemmer"),
    "plan": _("Plan"),
    "document": _("Beskrivelse"),
    "understanding": _("Forståelse"),
    "tracks": _("Spor"),
    "cards": _("Udgivelser"),
    "people": _("Deltagere"),
    "project": _("Projektet"),
    "data": _("Data"),
}


@dataclass(frozen=True, slots=True)
class Verb:
    kind: str
    sentence: Any

    def said(self, who: str, code: str) -> str:
        return str(self.sentence).format(who=who, code=code)


VERBS = {
    "voice_captured": Verb("voices", _("{who} skrev stemmen {code} ned.")),
    "message_set_aside": Verb("voices", _("{who} sendte en stemme, som et menneske skal se på.")),
    "message_settled": Verb("voices", _("{who} afgjorde, hvad der skal ske med en stemme, der var lagt til side.")),
    "voice_retyped": Verb("voices", _("{who} rettede {code}, så ordene er dem, der står på kortet.")),
    "cards_printed": Verb("voices", _("{who} printede kort til at skrive på.")),
    "card_typed_in": Verb("voices", _("{who} skrev et kort ind som {code}.")),
    "voice_placed": Verb("voices", _("{who} skrev, hvem der sagde {code}.")),
    "voice_read_again": Verb("voices", _("{who} læste {code} igennem som anden læser.")),
    "consent_recorded": Verb("voices", _("{who} skrev ned, hvad der er aftalt om {code}.")),
    "photo_tasks_printed": Verb("voices", _("{who} printede opgaver til deltagere, der tager billeder.")),
    "photo_sent": Verb("voices", _("{who} sendte et billede.")),
    "photo_taken_away": Verb("voices", _("{who} slettede et billede, der var sendt.")),
    "photos_chosen": Verb("voices", _("{who} valgte billeder sammen med den, der havde taget dem.")),
    "photos_let_go": Verb("voices", _("Billeder, ingen valgte i tide, blev slettet.")),
    "voice_doubted": Verb("voices", _("{who} er i tvivl om {code}, og lod den vente.")),
    "voice_withdrawn": Verb("voices", _("{who} tog ordene i {code} tilbage. De er slettet.")),
    "recording_erased": Verb("voices", _("Lyden til {code} er slettet: der er ikke et ja til at optage.")),
    "voices_taken_out": Verb("data", _("{who} tog stemmer ud som en fil.")),
    "source_corrected": Verb("voices", _("{who} rettede teksten i en kilde.")),
    "voice_settled_in_text": Verb("voices", _("{who} afgjorde, hvor {code} står i sin kilde.")),
    "names_looked_for": Verb("voices", _("{who} ledte efter navne i en kilde.")),
    "names_replaced": Verb("voices", _("{who} skiftede navne ud i en kilde.")),
    "voice_names_looked_for": Verb("voices", _("{who} ledte efter navne i {code}.")),
    "voice_names_replaced": Verb("voices", _("{who} skiftede navne ud i {code}.")),
    "source_deleted": Verb("data", _("{who} slettede en kilde.")),
    "retention_decided": Verb("data", _("{who} bestemte, hvor længe noget gemmes.")),
    "erasure_announced": Verb("data", _("Det blev varslet, at noget slettes om 30 dage.")),
    "erasure_put_off": Verb("data", _("Maskinens ur sprang. Intet blev slettet, og sletningen er varslet igen.")),
    "kept_no_longer": Verb("data", _("Noget blev slettet, fordi tiden var gået.")),
    "consent_expired": Verb("voices", _("Et ja om {code} løb ud.")),
    "receipt_given": Verb("voices", _("{who} gav en kvittering på {code}.")),
    "receipt_renewed": Verb("voices", _("{who} gav en ny kvittering på {code}. Den gamle gælder ikke mere.")),
    "agreement_written": Verb("voices", _("{who} skrev en ny udgave af deltageraftalen.")),
    "document_read_in": Verb("voices", _("{who} læste et dokument ind.")),
    "transcript_attached": Verb("voices", _("{who} lagde en udskrift ved en kilde.")),
    "draft_asked_for": Verb("voices", _("{who} bad maskinen skrive lyden i en kilde ud.")),
    "draft_written": Verb("voices", _("Maskinen skrev en kladde til lyden i en kilde.")),
    "draft_corrected": Verb("voices", _("{who} rettede i maskinens kladde til en kilde.")),
    "draft_approved": Verb("voices", _("{who} godkendte maskinens kladde. Nu er den kildens tekst.")),
    "draft_thrown_away": Verb("voices", _("{who} smed maskinens kladde til en kilde væk.")),
    "knowledge_added": Verb("voices", _("{who} skrev viden udefra ind.")),
    "activity_planned": Verb("plan", _("{who} satte noget nyt i planen.")),
    "activity_moved": Verb("plan", _("{who} flyttede noget i planen.")),
    "activity_date_confirmed": Verb("plan", _("{who} bekræftede en dato i planen.")),
    "activity_reworded": Verb("plan", _("{who} skrev noget i planen om.")),
    "activity_held": Verb("plan", _("{who} skrev, at noget i planen er holdt.")),
    "activity_dropped": Verb("plan", _("{who} droppede noget i planen.")),
    "activity_resumed": Verb("plan", _("{who} tog noget op igen i planen.")),
    "outcome_noted": Verb("plan", _("{who} skrev, hvad der kom ud af noget i planen.")),
    "alternatives_made": Verb("plan", _("{who} gjorde to datoer i planen til et valg.")),
    "alternative_chosen": Verb("plan", _("{who} valgte mellem to datoer i planen.")),
    "involvement_set": Verb("plan", _("{who} skrev, hvor meget folk er med i noget i planen.")),
    "method_chosen": Verb("plan", _("{who} valgte en metode til noget i planen.")),
    "perspective_expected": Verb("plan", _("{who} skrev, hvem der skal med til noget i planen.")),
    "leave_noted": Verb("plan", _("{who} skrev, at et sted gav lov.")),
    "guide_written": Verb("plan", _("{who} skrev en spørgeguide.")),
    "guide_rewritten": Verb("plan", _("{who} skrev en ny udgave af en spørgeguide.")),
    "guide_qualified": Verb("plan", _("{who} skrev, hvem der har set en spørgeguide igennem.")),
    "guide_used": Verb("plan", _("{who} valgte, hvor en spørgeguide bliver brugt.")),
    "method_described": Verb("plan", _("{who} beskrev en metode.")),
    "action_owed": Verb("plan", _("{who} skrev et løfte ned.")),
    "action_settled": Verb("plan", _("{who} skrev, at et løfte er holdt.")),
    "action_owed_again": Verb("plan", _("{who} skrev, at et løfte alligevel ikke er holdt.")),
    "section_added": Verb("document", _("{who} føjede et afsnit til beskrivelsen.")),
    "section_rewritten": Verb("document", _("{who} skrev et afsnit i beskrivelsen om.")),
    "principle_added": Verb("document", _("{who} føjede et princip til beskrivelsen.")),
    "principle_reworded": Verb("document", _("{who} skrev et princip om.")),
    "principle_acted_on": Verb("document", _("{who} skrev, hvad der er gjort ved et princip.")),
    "insight_written": Verb("understanding", _("{who} skrev indsigten {code}.")),
    "insight_reworded": Verb("understanding", _("{who} skrev indsigten {code} om.")),
    "insight_looked_at_again": Verb(
        "understanding", _("{who} så, at {code} holder uden en stemme, der er taget tilbage.")
    ),
    "insight_asked_against": Verb("understanding", _("{who} skrev, om nogen er spurgt imod {code}.")),
    "voice_tied": Verb("understanding", _("{who} knyttede en stemme til indsigten {code}.")),
    "voice_untied": Verb("understanding", _("{who} løste en stemme fra indsigten {code}.")),
    "problem_reworded": Verb("understanding", _("{who} gav problemet en ny ordlyd.")),
    "seat_noted": Verb("understanding", _("{who} skrev om en plads i runden.")),
    "track_laid": Verb("tracks", _("{who} lagde sporet {code}.")),
    "track_reworded": Verb("tracks", _("{who} skrev sporet {code} om.")),
    "track_stepped": Verb("tracks", _("{who} skrev, hvad der er sket på {code}.")),
    "insight_tied": Verb("tracks", _("{who} lagde {code} på en indsigt.")),
    "insight_untied": Verb("tracks", _("{who} løste {code} fra en indsigt.")),
    "postcard_made": Verb("cards", _("{who} begyndte på postkort {code}.")),
    "postcard_written": Verb("cards", _("{who} skrev på postkort {code}.")),
    "postcard_filled": Verb("cards", _("{who} valgte, hvad der står på postkort {code}.")),
    "own_words_kept": Verb("cards", _("{who} så, at ordene på postkort {code} er projektets egne.")),
    "card_checked": Verb("cards", _("{who} tjekkede, om nogen kan genkendes på postkort {code}.")),
    "partners_asked": Verb("cards", _("{who} spurgte partnerne om postkort {code}.")),
    "postcard_approved": Verb("cards", _("{who} skrev en partners ja til postkort {code} ned.")),
    "postcard_published": Verb("cards", _("{who} udgav postkort {code}.")),
    "postcard_edition_made": Verb("cards", _("Postkort {code} kom i en ny udgave, fordi ord er taget tilbage.")),
    "colleague_invited": Verb("people", _("{who} lavede et link til en kollega.")),
    "colleague_joined": Verb("people", _("{who} kom med i projektet.")),
    "member_added": Verb("people", _("{who} gav nogen en plads i projektet.")),
    "member_left": Verb("people", _("{who} forlod projektet.")),
    "role_changed": Verb("people", _("{who} gav nogen en ny rolle i projektet.")),
    "place_ended": Verb("people", _("{who} lukkede nogens plads i projektet.")),
    "project_begun": Verb("project", _("{who} begyndte projektet.")),
    "project_renamed": Verb("project", _("{who} gav projektet et nyt navn.")),
    "project_opened": Verb("project", _("{who} åbnede projektets offentlige side.")),
    "project_closed": Verb("project", _("{who} lukkede projektets offentlige side.")),
    "geography_changed": Verb("project", _("{who} skrev, hvor projektet arbejder.")),
    "contact_changed": Verb("project", _("{who} skrev, hvem der svarer for projektet.")),
    "place_added": Verb("project", _("{who} føjede et sted til.")),
    "party_added": Verb("project", _("{who} føjede en part til.")),
    "body_added": Verb("project", _("{who} føjede et udvalg eller råd til.")),
    "body_changed": Verb("project", _("{who} rettede et udvalg eller råd.")),
    "body_ended": Verb("project", _("{who} skrev, at et udvalg eller råd er ophørt.")),
    "readings_counted": Verb("data", _("Et døgns læsninger blev talt op og låst.")),
    "account_opened": Verb("people", _("{who} fik en konto.")),
    "account_closed": Verb("people", _("{who} lukkede en konto.")),
    "password_changed": Verb("people", _("{who} fik ny adgangskode.")),
    "second_step_added": Verb("people", _("{who} satte et andet trin til ved login.")),
    "second_step_removed": Verb("people", _("{who} fjernede sit andet trin ved login.")),
    "recovery_codes_made": Verb("people", _("{who} lavede nye nødkoder.")),
    "reset_link_made": Verb("people", _("{who} lavede et link til en ny adgangskode.")),
    "second_step_forgotten": Verb("people", _("{who} fjernede nogens andet trin ved login.")),
    "sign_in_moved": Verb("people", _("{who} flyttede et login.")),
}


def said(verb: str, who: str, code: str = "") -> str:
    """What happened, in one sentence. A verb from a later version than this one is told as it stands."""
    known = VERBS.get(verb)
    return known.said(who, code) if known else f"{who}: {verb}"


def verbs_of(kind: str) -> list[str]:
    """The verbs of one kind; none for a kind there is not."""
    return [name for name, verb in VERBS.items() if verb.kind == kind]
