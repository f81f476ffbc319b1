"""The one inversion: a later stage answers an earlier one without the earlier one knowing it.

`@reacts_to("voice_withdrawn")` runs in the same transaction as what it answers; `@answers("what_rests_on_this_voice")`
is its reading twin, for previews. There are no other signals.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

Reaction = Callable[..., None]
Answer = Callable[..., Iterable[Any]]

_reactions: dict[str, list[Reaction]] = defaultdict(list)
_answers: dict[str, list[Answer]] = defaultdict(list)


def reacts_to(event: str) -> Callable[[Reaction], Reaction]:
    def register(reaction: Reaction) -> Reaction:
        _reactions[event].append(reaction)
        return reaction

    return register


def answers(question: str) -> Callable[[Answer], Answer]:
    def register(answer: Answer) -> Answer:
        _answers[question].append(answer)
        return answer

    return register


def tell(event: str, **facts: Any) -> None:
    """Let every later stage answer, in the caller's transaction. One that fails stops the whole act."""
    for reaction in _reactions[event]:
        reaction(**facts)


def ask(question: str, **facts: Any) -> list[Any]:
    """Everything the later stages have to say, in the order of the stages."""
    return [item for answer in _answers[question] for item in answer(**facts)]
