"""Why a mail server could not be reached, in a sentence for whoever runs the machine. It names nobody."""

import socket
import ssl

from django.utils.translation import gettext as _


def why_not_reached(error: OSError, host: str, port: int) -> str:
    """What to mend. `host` and `port` are those of our own settings."""
    where = {"host": host, "port": port}
    if isinstance(error, ssl.SSLCertVerificationError):
        where["why"] = error.verify_message.rstrip(".")
        return _("The certificate of the mail server at %(host)s is not one that this machine trusts: %(why)s.") % where
    if isinstance(error, ssl.SSLError):
        return _("What answers at %(host)s on port %(port)d does not encrypt in the way that belongs to it.") % where
    if isinstance(error, socket.gaierror):
        return _("No machine called “%(host)s” can be found.") % where
    if isinstance(error, TimeoutError):
        return _("The mail server at %(host)s on port %(port)d did not answer in time.") % where
    if isinstance(error, ConnectionRefusedError):
        return _("Nothing answers at %(host)s on port %(port)d.") % where
    return _("The connection to the mail server at %(host)s broke off.") % where
