"""Every address of the site, and what it says of who may go there. Read from the addresses themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import FunctionType

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

# Who turns people away from what is not ours, by how the address begins; the first that fits.
GUARDS = {
    "desk/": "the desk’s frame (Wagtail), by the permissions a role brings",
    "accounts/": "the pages of signing in (allauth), which are for everybody or for one’s own account",
    "documents/": "published documents (Wagtail), for everybody",
    "_util/": "Wagtail’s own pages for what has a password, which nothing here has",
    "": "published pages (Wagtail), for everybody",
}


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is written down, with its places: “desk/evidence/<str:reference>/”."""

    route: str
    view: object

    @property
    def access(self) -> object:
        """Our own rule: what `staff_only` was given, `open_to_everybody` or `open_to_givers`. None of a library's."""
        return getattr(self.view, "access", None)

    @property
    def is_ours(self) -> bool:
        """Whether the view is ours and no library's table of permissions guards it."""
        return str(getattr(self.view, "__module__", "")).startswith("heard.") and not self.asks_permission

    @property
    def asks_permission(self) -> bool:
        """Whether the view asks for a permission by name: Wagtail's own for the words of the inquiry."""
        kind = getattr(self.view, "view_class", None)
        guarded = isinstance(kind, type) and issubclass(kind, PermissionCheckedMixin)
        return guarded and bool(getattr(kind, "permission_required", None))

    @property
    def guard(self) -> str:
        """Who guards it, where that is not a rule of ours."""
        return next(guard for beginning, guard in GUARDS.items() if self.route.startswith(beginning))

    @property
    def is_classified(self) -> bool:
        """Whether anything says who may go there."""
        return self.access is not None or not self.is_ours


def every_address() -> list[Address]:
    """In the order in which they are tried. Of two that are the same the first answers, so the second is left out."""
    found: dict[str, Address] = {}
    for route, view in _walk(get_resolver().url_patterns):
        found.setdefault(route, Address(route, _unwrapped(view)))
    return list(found.values())


def _walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def _unwrapped(view: object) -> object:
    """The view itself, under whatever Wagtail put around it."""
    while isinstance(view, FunctionType) and not hasattr(view, "access") and view.__closure__:
        inner = [cell.cell_contents for cell in view.__closure__ if isinstance(cell.cell_contents, FunctionType)]
        if not inner:
            break
        view = next((found for found in inner if hasattr(found, "access")), inner[0])
    return view
