"""Where a request comes from: the nearest address that is not a proxy of ours, and the network it belongs to."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

UNKNOWN = "0.0.0.0"  # noqa: S104 - stands for "no address", nothing listens on it

_HOME_NETWORK = 64  # one customer’s share of IPv6: they may use any address in it


def client_address(remote: str, forwarded: str, proxies: Iterable[str]) -> str:
    """Return the address of the client behind ``proxies`` (addresses or networks that are ours).

    ``remote`` is who opened the connection. ``forwarded`` is the X-Forwarded-For they sent: it is read from the right,
    as each proxy adds at that end, and only as far as it was written by a proxy of ours.
    """
    ours = [ip_network(proxy, strict=False) for proxy in proxies]
    here = _parsed(remote)
    for hop in reversed(forwarded.split(",")):
        if here is None or not any(here in network for network in ours):
            break
        earlier = _parsed(hop)
        if earlier is None:
            break
        here = earlier
    return UNKNOWN if here is None else str(here)


def network_of(address: str) -> str:
    """Return what to count together: an IPv4 address, or the /64 that an IPv6 address is in."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network(f"{parsed}/{_HOME_NETWORK}", strict=False))
    return address


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address in ``text``, without a port; None where there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
