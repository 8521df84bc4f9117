"""Whether an installation may begin to answer: enters where it would listen and who else vouches for people, leaves why not.

Demo people need no password. So a demo is for the machine it runs on, and never stands beside people who sign in elsewhere.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from nap.monitor.house import House, installation
from nap.settings import Settings

START_REFUSALS = ("demo_identity", "demo_beyond", "demo_address", "proxies", "issuers")
"""Every code of `start_refusal`: a demo where a provider of sign-in is configured; a demo that would listen beyond this machine,
or that `NAP_BASE_URL` says is reached from elsewhere, without `NAP_DEMO_BEYOND`; `NAP_PROXIES` names what is no address or
network; `NAP_TRUSTED_ISSUERS` what is not the address of one provider."""


def start_refusal(house: House, address: str, *, identity: bool) -> str | None:
    """The code of what stands in the way of listening at `address` (empty: everywhere); `identity`: a provider is configured."""
    settings = house.settings
    if not all(map(is_network, settings.proxies)):
        return "proxies"
    if not all(map(is_issuer, settings.trusted_issuers)):
        return "issuers"
    return _demo_refusal(house, address, identity=identity) if _is_demo(house) else None


def is_loopback(host: str) -> bool:
    """True for the names and addresses by which a machine means itself."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (inner or address).is_loopback


def is_here(settings: Settings) -> bool:
    """Whether the address under which people reach the monitor leads to this very machine."""
    return is_loopback(urlsplit(settings.base_url).hostname or "")


def _is_demo(house: House) -> bool:
    return house.settings.demo and installation(house).demo


def _demo_refusal(house: House, address: str, *, identity: bool) -> str | None:
    if identity:
        return "demo_identity"
    if house.settings.demo_beyond:
        return None
    if not is_loopback(address):
        return "demo_beyond"
    return None if is_here(house.settings) else "demo_address"


def is_network(text: str) -> bool:
    """Whether it is an address or a network, as `NAP_PROXIES` names them."""
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def is_issuer(text: str) -> bool:
    """One provider by name. A pattern for many, such as Microsoft's `{tenantid}`, would believe anybody's directory."""
    parts = urlsplit(text)
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    return safe and bool(parts.hostname) and not set("{}*?#") & set(text)
