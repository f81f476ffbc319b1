"""The only door for reading postcards."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from samskab.projects.access import May
from samskab.projects.models import Party, Project
from samskab.projects.policy import is_open, states_open_to
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.choosing import OwnWords, lines_for
from samskab.publishing.postcards.conditions import asked
from samskab.publishing.postcards.contents import CardData, card_data, fingerprint
from samskab.publishing.postcards.layout import Laid, Table
from samskab.publishing.postcards.models import Approval, Echo, Edition, Postcard
from samskab.publishing.postcards.printing import what_is_wrong
from samskab.publishing.postcards.spoken import is_checked


def seen_by(membership: Membership) -> QuerySet[Postcard]:
    """A partner sees a card when asked for a yes, the project's own circle while it is made, everyone when it is out."""
    acts = [act for act in (May.SEE_PROJECT, May.SEE_VOICES, May.APPROVE_POSTCARD) if membership.may(act)]
    cards = Postcard.objects.filter(project=membership.project, state__in=states_open_to("postcard", acts))
    return cards.select_related("project").order_by("-number")


def find(membership: Membership, number: int) -> Postcard:
    """One card; 404 for one this person may not see."""
    card = seen_by(membership).filter(number=number).first()
    if card is None:
        raise Http404
    return card


def find_open(membership: Membership, number: int) -> Postcard:
    """One card that can still be changed; 404 for a published one."""
    card = find(membership, number)
    if not is_open("postcard", card.state, May.MAKE_POSTCARD):
        raise Http404
    return card


def may_read(membership: Membership, postcard: Postcard) -> bool:
    """Whether this person may read the card as it is: those who may not see the voices, only what was checked."""
    return membership.may(May.SEE_VOICES) or not is_draft(postcard) or is_checked(postcard)


def echoes_on(postcard: Postcard) -> list[Echo]:
    """The places where its own words said what somebody took back since; none once it is out."""
    if postcard.state == Postcard.State.PUBLISHED:
        return []
    return list(postcard.echoes.select_related("voice").order_by("id"))


def with_echoes(membership: Membership) -> QuerySet[Postcard]:
    """The cards not yet out with such places, for those who make them."""
    cards = seen_by(membership).exclude(state=Postcard.State.PUBLISHED).filter(echoes__isnull=False).distinct()
    return cards if membership.may(May.MAKE_POSTCARD) else cards.none()


def find_party(postcard: Postcard, pk: str) -> Party:
    """A partner that is asked about this card."""
    party = next((party for party in asked(postcard) if str(party.pk) == pk), None)
    if party is None:
        raise Http404
    return party


def all_cards() -> QuerySet[Postcard]:
    """Every card in the installation, for the command line."""
    return Postcard.objects.select_related("project").order_by("pk")


def latest_edition(postcard: Postcard) -> Edition | None:
    return postcard.editions.order_by("-number").first()


def as_it_stands(postcard: Postcard) -> CardData:
    """What the card says: a published one as it was frozen, the others as they are now."""
    edition = latest_edition(postcard) if postcard.state == Postcard.State.PUBLISHED else None
    return edition.card if edition else card_data(postcard)


def later_editions(postcard: Postcard) -> list[Edition]:
    """Those made after something was taken back."""
    return list(postcard.editions.order_by("number")[1:])


def is_draft(postcard: Postcard) -> bool:
    return postcard.state != Postcard.State.PUBLISHED


def how_it_would_fit(postcard: Postcard, words: OwnWords, table: Table, laid: Laid) -> str:
    """What would be wrong with the card if it were laid out like this; "" when nothing is. Nothing is saved."""
    postcard.title, postcard.intro = words.title, words.intro
    postcard.edition_label, postcard.disagreements = words.edition_label, words.disagreements
    choice = table.choice(laid)
    front = choice.front.pk if choice.front else None
    return what_is_wrong(card_data(postcard, lines_for(postcard, choice), front))


def voices_read_on(postcard: Postcard) -> list[int]:
    """The ids of the voices whoever looks at the card reads. What is published is everybody's."""
    lines = postcard.lines.filter(voice__isnull=False) if is_draft(postcard) else postcard.lines.none()
    return [voice for voice in lines.values_list("voice", flat=True) if voice is not None]


@dataclass(frozen=True, slots=True)
class Yes:
    """One partner and its yes. `before` is a yes to a card that has since been changed: it does not count."""

    party: Party
    given: Approval | None = None
    before: Approval | None = None
    is_mine: bool = False


def answers(postcard: Postcard, membership: Membership) -> list[Yes]:
    """Every partner that is asked, in order, with its yes to the card as it is now."""
    now = fingerprint(postcard)
    given = {one.party_id: one for one in postcard.approvals.select_related("given_by")}
    found = []
    for party in asked(postcard):
        approval = given.get(party.pk)
        counts = approval is not None and (approval.fingerprint == now or not is_draft(postcard))
        mine = membership.party_id == party.pk and membership.may(May.APPROVE_POSTCARD)
        found.append(Yes(party, approval if counts else None, None if counts else approval, mine))
    return found


def published(project: Project) -> list[tuple[Postcard, CardData]]:
    """The published cards, newest first, each as its latest edition says."""
    latest = Edition.objects.filter(postcard=OuterRef("postcard")).order_by("-number").values("pk")[:1]
    editions = Edition.objects.filter(postcard__project=project, postcard__state=Postcard.State.PUBLISHED)
    editions = editions.filter(pk=Subquery(latest)).select_related("postcard").order_by("-postcard__number")
    return [(edition.postcard, edition.card) for edition in editions]
