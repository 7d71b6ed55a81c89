"""Lets the secretariat write pages. Wagtail asks its own tables, so the role is entered there after every migration."""

from typing import Any

from django.contrib.auth.models import Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from heard.inquiry.inquiries.actions import group_for
from heard.inquiry.inquiries.states import Role
from heard.publish.pages.models import HomePage

ON_PAGES = ("add_page", "change_page", "publish_page")
ON_MEDIA = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def let_secretariat_write(**_: Any) -> None:
    """May run any number of times."""
    group = group_for(Role.SECRETARIAT)
    home = HomePage.objects.first()
    media = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=ON_PAGES, content_type__app_label="wagtailcore"):
        if home is not None:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    for permission in Permission.objects.filter(codename__in=ON_MEDIA):
        if media is not None:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=media, permission=permission)
