"""What import-linter cannot see: relations that point to a later stage, and accessors that leak into an earlier."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

STAGES = ("accounts", "audit", "approvals", "files", "inquiry", "collect", "protect", "understand", "publish", "health")


def stage_of(model: type[Model]) -> int | None:
    """Where our model stands in the order of stages; None for a library's."""
    package, _, rest = model.__module__.partition(".")
    return STAGES.index(rest.split(".")[0]) if package == "heard" else None


def relations_among_ours() -> Iterator[tuple[type[Model], "Field[Any, Any]", int, int]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields(include_parents=False):
            if field.is_relation and field.concrete and field.related_model and not field.auto_created:
                here, there = stage_of(model), stage_of(field.related_model)
                if here is not None and there is not None:
                    yield model, field, here, there


def test_there_are_relations_to_check() -> None:
    assert len(list(relations_among_ours())) > 30


def test_no_relation_points_to_a_later_stage() -> None:
    found = relations_among_ours()
    upward = [f"{model._meta.label}.{field.name}" for model, field, here, there in found if there > here]
    assert upward == []


def test_no_earlier_stage_grows_an_accessor_to_a_later_one() -> None:
    leaks = [
        f"{model._meta.label}.{field.name}"
        for model, field, here, there in relations_among_ours()
        if there < here and not field.remote_field.hidden
    ]
    assert leaks == []
