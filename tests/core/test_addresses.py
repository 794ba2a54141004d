"""Whose request it is, behind proxies that are ours and in front of those that are not."""

import pytest

from parcours.core.addresses import UNKNOWN, client_address, network_of

PROXIES = ["203.0.113.1", "10.0.0.0/8", "2001:db8:ffff::/48"]


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "192.0.2.1", "198.51.100.7"),  # not our proxy: what it says counts for nothing
        ("203.0.113.1", "192.0.2.1", "192.0.2.1"),
        ("203.0.113.1", "6.6.6.6, 192.0.2.1", "192.0.2.1"),  # the left end is the client's own invention
        ("203.0.113.1", "6.6.6.6, 192.0.2.1, 10.1.2.3", "192.0.2.1"),
        ("203.0.113.1", "192.0.2.1:4711", "192.0.2.1"),
        ("203.0.113.1", "[2001:db8::5]:4711", "2001:db8::5"),
        ("2001:db8:ffff::1", "2001:db8::5", "2001:db8::5"),
        ("::ffff:203.0.113.1", "192.0.2.1", "192.0.2.1"),
        ("203.0.113.1", "nonsense", "203.0.113.1"),
        ("203.0.113.1", "", "203.0.113.1"),
        ("", "192.0.2.1", UNKNOWN),
        ("nonsense", "", UNKNOWN),
    ],
)
def test_the_nearest_address_that_is_not_ours(remote: str, forwarded: str, client: str) -> None:
    assert client_address(remote, forwarded, PROXIES) == client


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
    ],
)
def test_addresses_of_one_customer_are_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
