"""Who may do what. One table; nothing else decides."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    CAPTURE_VOICE = "capture_voice"
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


_COORDINATOR = frozenset(May)
_FACILITATOR = frozenset(
    {
        May.SEE_PROJECT,
        May.EDIT_PLAN,
        May.SEE_VOICES,
        May.CAPTURE_VOICE,
        May.RECORD_CONSENT,
        May.ADD_KNOWLEDGE,
        May.INTERPRET,
        May.EDIT_TRACKS,
        May.MAKE_POSTCARD,
        May.APPROVE_POSTCARD,
    }
)
_INTERPRETER = frozenset(
    {May.SEE_PROJECT, May.SEE_VOICES, May.CAPTURE_VOICE, May.ADD_KNOWLEDGE, May.INTERPRET, May.APPROVE_POSTCARD}
)

MAY: dict[Role, frozenset[May]] = {
    Role.COORDINATOR: _COORDINATOR,
    Role.DEPUTY: _COORDINATOR,
    Role.FACILITATOR: _FACILITATOR,
    Role.INTERPRETER: _INTERPRETER,
    Role.READER: frozenset({May.SEE_PROJECT, May.APPROVE_POSTCARD}),
    Role.DPO: frozenset({May.SEE_PROJECT, May.SEE_JOURNAL}),
}
