import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(asked: Any) -> str:
    """What the browser is asked for, as the text of an attribute; the template escapes it."""
    return json.dumps(asked, cls=DjangoJSONEncoder)
