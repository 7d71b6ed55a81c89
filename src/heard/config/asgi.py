"""The server's entry point: `uvicorn heard.config.asgi:application`."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")

# WhiteNoise reads a static file in one go, which is right for files this small; Django would rather it did not.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

application = get_asgi_application()
