"""Who may do what, and when. Two tables, and nothing else decides.

MAY is about the person: which acts a role opens (`permission.py` asks it). OPEN is about the thing: which acts are open
while it stands as it does (`policy.py` asks it). An act is done where both say yes.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Role(models.TextChoices):
    """What a person is in a project. One person, one role in each project."""

    COORDINATOR = "coordinator", _("tovholder")
    DEPUTY = "deputy", _("stedfortræder for tovholderen")
    FACILITATOR = "facilitator", _("facilitator")
    INTERPRETER = "interpreter", _("medfortolker")
    READER = "reader", _("læser")
    DPO = "dpo", _("databeskyttelsesrådgiver")


class May(StrEnum):
    """Acts a role can open. Named after what the person does."""

    SEE_PROJECT = "see_project"
    EDIT_DOCUMENT = "edit_document"
    EDIT_PLAN = "edit_plan"
    READ_IN = "read_in"
    SEE_VOICES = "see_voices"
    SEE_NAMES = "see_names"
    CAPTURE_VOICE = "capture_voice"
    READ_AGAIN = "read_again"
    RECORD_CONSENT = "record_consent"
    WITHDRAW_VOICE = "withdraw_voice"
    ADD_KNOWLEDGE = "add_knowledge"
    INTERPRET = "interpret"
    EDIT_TRACKS = "edit_tracks"
    MAKE_POSTCARD = "make_postcard"
    APPROVE_POSTCARD = "approve_postcard"
    PUBLISH = "publish"
    INVITE = "invite"
    SEE_JOURNAL = "see_journal"


class Outside(StrEnum):
    """Acts no role opens: anybody's, or those of whoever holds a link, while the thing lets them."""

    READ_PUBLIC = "read_public"
    TAKE_A_PLACE = "take_a_place"


Act = May | Outside

ACTS: "dict[Act, StrOrPromise]" = {
    May.SEE_PROJECT: _("se projektet: overblik, beskrivelse, plan, indsigter, spor og det, der er udgivet"),
    May.EDIT_DOCUMENT: _("rette projektets beskrivelse, navn, kontakt og parter"),
    May.EDIT_PLAN: _("rette planen og skrive ned, hvem der har lovet hvad"),
    May.READ_IN: _("læse et dokument ind"),
    May.SEE_VOICES: _("læse stemmerne og de dokumenter, de står i"),
    May.SEE_NAMES: _("se de rigtige navne bag de opdigtede, og skifte navne ud"),
    May.CAPTURE_VOICE: _("skrive en stemme ned, og hvad der blev aftalt om den"),
    May.READ_AGAIN: _("være anden læser af det, der handler om andre, før det kommer ud"),
    May.RECORD_CONSENT: _("skrive ned, hvad der er aftalt om andres stemmer"),
    May.WITHDRAW_VOICE: _("slette ord for den, der tager dem tilbage"),
    May.ADD_KNOWLEDGE: _("skrive viden udefra ned"),
    May.INTERPRET: _("skrive indsigter og nye ordlyde af problemet"),
    May.EDIT_TRACKS: _("lægge spor og flytte dem"),
    May.MAKE_POSTCARD: _("lave postkort og spørge partnerne"),
    May.APPROVE_POSTCARD: _("se et postkort, der venter på et ja, og sige ja for sin organisation"),
    May.PUBLISH: _("udgive postkort og åbne projektets offentlige side"),
    May.INVITE: _("lukke kolleger ind i projektet og ud af det igen"),
    May.SEE_JOURNAL: _("se, hvem der har gjort hvad"),
    Outside.READ_PUBLIC: _("læse projektets offentlige side og de postkort, der er ude"),
    Outside.TAKE_A_PLACE: _("tage den plads i projektet, et link giver"),
}

_COORDINATOR = frozenset(May)
_FACILITATOR = frozenset(
    {
        May.SEE_PROJECT,
        May.EDIT_PLAN,
        May.SEE_VOICES,
        May.CAPTURE_VOICE,
        May.READ_AGAIN,
        May.RECORD_CONSENT,
        May.ADD_KNOWLEDGE,
        May.INTERPRET,
        May.EDIT_TRACKS,
        May.MAKE_POSTCARD,
        May.APPROVE_POSTCARD,
    }
)
_INTERPRETER = frozenset(
    {
        May.SEE_PROJECT,
        May.SEE_VOICES,
        May.CAPTURE_VOICE,
        May.READ_AGAIN,
        May.ADD_KNOWLEDGE,
        May.INTERPRET,
        May.APPROVE_POSTCARD,
    }
)

MAY: dict[Role, frozenset[May]] = {
    Role.COORDINATOR: _COORDINATOR,
    Role.DEPUTY: _COORDINATOR,
    Role.FACILITATOR: _FACILITATOR,
    Role.INTERPRETER: _INTERPRETER,
    Role.READER: frozenset({May.SEE_PROJECT, May.APPROVE_POSTCARD}),
    Role.DPO: frozenset({May.SEE_PROJECT, May.SEE_JOURNAL}),
}


@dataclass(frozen=True, slots=True)
class State:
    """One way a thing can stand: in words, and the acts that are open while it does."""

    said: "StrOrPromise"
    acts: frozenset[Act] = frozenset()


@dataclass(frozen=True, slots=True)
class Thing:
    """What has states: in words, and its states by the names the code has for them.

    `in_words` are acts the words of its states tell of already.
    """

    said: "StrOrPromise"
    states: dict[str, State]
    in_words: frozenset[Act] = frozenset()


def _while(said: "StrOrPromise", *acts: Act) -> State:
    return State(said, frozenset(acts))


_ON_A_TRACK = (May.SEE_PROJECT, May.EDIT_TRACKS, May.MAKE_POSTCARD)

# The acts that are about one thing of a kind. What is not named in a state is shut while the thing stands so.
OPEN: dict[str, Thing] = {
    "membership": Thing(_("En plads i projektet"), {"current": _while(_("gælder"), *May), "ended": _while(_("slut"))}),
    "invitation": Thing(
        _("Et link til en kollega"),
        {
            "waiting": _while(_("ikke brugt endnu"), Outside.TAKE_A_PLACE),
            "used": _while(_("brugt")),
            "expired": _while(_("løbet ud")),
        },
    ),
    "project": Thing(
        _("Projektets offentlige side"),
        {"open": _while(_("åben"), Outside.READ_PUBLIC), "closed": _while(_("lukket"))},
    ),
    "activity": Thing(
        _("En aktivitet i planen"),
        {
            "planned": _while(_("aftalt"), May.SEE_PROJECT, May.EDIT_PLAN, May.CAPTURE_VOICE),
            "held": _while(_("afholdt"), May.SEE_PROJECT, May.EDIT_PLAN, May.CAPTURE_VOICE),
            "dropped": _while(_("droppet"), May.SEE_PROJECT, May.EDIT_PLAN),
        },
    ),
    "source": Thing(
        _("Et dokument, der er læst ind"),
        {
            "kept": _while(_("gemt, som det kom"), May.SEE_VOICES),
            "forgotten": _while(_("ord i det er taget tilbage"), May.SEE_VOICES, May.READ_IN),
        },
    ),
    "voice": Thing(
        _("En stemme"),
        {
            "kept": _while(
                _("står her"),
                May.SEE_VOICES,
                May.SEE_NAMES,
                May.CAPTURE_VOICE,
                May.READ_AGAIN,
                May.RECORD_CONSENT,
                May.WITHDRAW_VOICE,
                May.INTERPRET,
                May.MAKE_POSTCARD,
            ),
            "withdrawn": _while(_("taget tilbage"), May.SEE_VOICES),
        },
    ),
    "track": Thing(
        _("Et spor"),
        {
            "suggested": _while(_("foreslået"), *_ON_A_TRACK),
            "chosen": _while(_("valgt"), *_ON_A_TRACK),
            "discussed": _while(_("drøftes politisk"), *_ON_A_TRACK),
            "tried": _while(_("bliver prøvet"), *_ON_A_TRACK),
            "kept": _while(_("fortsætter"), *_ON_A_TRACK),
            "stopped": _while(_("stoppet"), *_ON_A_TRACK),
            "open": _while(_("et åbent spørgsmål"), *_ON_A_TRACK),
            "explored": _while(_("gås rundt om"), *_ON_A_TRACK),
            "understood": _while(_("forstået bedre"), *_ON_A_TRACK),
            "became_proposal": _while(_("blev til et forslag"), *_ON_A_TRACK),
            "resting": _while(_("hviler"), *_ON_A_TRACK),
        },
    ),
    "postcard": Thing(
        _("Et postkort"),
        {
            "draft": _while(
                _("kladde, som ses af dem, der må læse stemmerne"), May.SEE_VOICES, May.MAKE_POSTCARD, May.PUBLISH
            ),
            "asking": _while(
                _("venter på partnernes ja, og ses også af dem, der skal give det"),
                May.SEE_VOICES,
                May.MAKE_POSTCARD,
                May.APPROVE_POSTCARD,
                May.PUBLISH,
            ),
            "published": _while(_("udgivet, og ses af alle i projektet"), May.SEE_PROJECT, May.SEE_VOICES),
        },
        in_words=frozenset({May.SEE_PROJECT, May.SEE_VOICES}),
    ),
    "card": Thing(
        _("Det, der står på et postkort"),
        {
            "empty": _while(_("ikke valgt endnu"), May.MAKE_POSTCARD),
            "unprintable": _while(_("ord, der ikke må trykkes"), May.MAKE_POSTCARD),
            "unchecked": _while(_("ord, ingen har tjekket, om nogen kan genkendes på"), May.MAKE_POSTCARD),
            "unanswered": _while(_("ord, en partner ikke har sagt ja til"), May.MAKE_POSTCARD, May.APPROVE_POSTCARD),
            "answered": _while(
                _("ord, alle partnere har sagt ja til"), May.MAKE_POSTCARD, May.APPROVE_POSTCARD, May.PUBLISH
            ),
        },
    ),
}
