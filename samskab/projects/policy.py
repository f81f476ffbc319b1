"""Policy asks about the state: is this act open while the thing stands as it does? It knows nothing of the person."""

from collections.abc import Collection

from samskab.projects.access import OPEN, Act


def is_open(thing: str, state: str, act: Act) -> bool:
    """May this be done to a thing of that kind in that state, by somebody who may? Names are those of `access.OPEN`."""
    return act in OPEN[thing].states[state].acts


def states_open_to(thing: str, acts: Collection[Act]) -> list[str]:
    """The states in which at least one of these acts is open."""
    return [name for name, state in OPEN[thing].states.items() if not state.acts.isdisjoint(acts)]
