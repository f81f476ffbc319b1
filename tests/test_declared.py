"""What imports cannot show: every column is declared, and every foreign key points to what came before."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from samskab.ground.declared import TABLES_OF_OTHERS, Declared, declared
from tools.architecture import order

STAGES = order()
MODELS = [
    model for name in STAGES if apps.is_installed(f"samskab.{name}") for model in apps.get_app_config(name).get_models()
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_column_is_declared_personal_or_safe(model):
    assert issubclass(model, Declared)
    assert model.personal | model.safe == {field.name for field in model._meta.concrete_fields}
    assert not model.personal & model.safe


OTHERS = [model for model in apps.get_models() if model not in MODELS]


@pytest.mark.parametrize("model", OTHERS, ids=lambda model: model._meta.label)
def test_every_column_of_a_table_that_is_not_ours_is_declared_too(model):
    personal, safe = declared(model)
    assert personal | safe == {field.name for field in model._meta.concrete_fields}
    assert not personal & safe


def test_no_table_is_declared_that_is_gone():
    assert TABLES_OF_OTHERS.keys() == {model._meta.label for model in OTHERS}


def _across_stages():
    for model in MODELS:
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model._meta.app_label != model._meta.app_label:
                yield pytest.param(model, field, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize("model,field", list(_across_stages()))
def test_a_foreign_key_points_to_a_stage_that_came_before_and_leaves_no_way_back(model, field):
    here, there = (STAGES.index(one._meta.app_label) for one in (model, field.related_model))
    assert here < there
    assert field.remote_field.related_name == "+"
