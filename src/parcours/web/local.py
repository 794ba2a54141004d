"""Addresses that somebody else may have put into a form or a link: only pages of this site are gone to."""

from django.utils.http import url_has_allowed_host_and_scheme


def is_local(address: str | None) -> bool:
    """Return whether ``address`` is a path of this site: ``/o/city/?page=2``, but not ``//other.example``.

    Nor one with a tab or the end of a line: browsers drop these, and what stood apart stands together.
    """
    return (
        bool(address)
        and str(address).startswith("/")
        and not set("\t\r\n") & set(str(address))
        and not str(address).startswith(("//", "/\\"))
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
