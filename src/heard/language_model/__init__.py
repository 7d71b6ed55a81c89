"""The operator's own language model, where there is one: the only place from which words are sent anywhere at all."""

from heard.language_model.endpoint import Endpoint, endpoint_from_environment

__all__ = ["Endpoint", "endpoint_from_environment"]
