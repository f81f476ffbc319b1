"""What the living document answers the plan."""

from samskab.ground.reactions import answers
from samskab.projects.document import queries
from samskab.projects.document.models import PrincipleAct
from samskab.projects.models import Activity


@answers("principles_acted_on")
def principles_acted_on(activity: Activity) -> list[PrincipleAct]:
    return queries.acts_of(activity)
