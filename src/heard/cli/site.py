"""The site, for commands that work on it: set up once, and what goes wrong in it said in a sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def the_site() -> Iterator[None]:
    """Django and its settings are there inside the block. Raises BadInput for what a person can mend."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from heard.files.keys import SealingError
    from heard.text.errors import BadInput

    try:
        django.setup()
        yield
    except (SealingError, ImproperlyConfigured) as error:
        raise BadInput(str(error)) from error
    except DatabaseError as error:
        raise BadInput(
            "The database does not answer, or is not made yet. Check DATABASE_URL and HEARD_DATA; heard manage migrate "
            "makes it."
        ) from error
