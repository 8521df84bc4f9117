"""Other people's numbers in every address: the answer is that of what does not exist, on the real server too."""

from __future__ import annotations

from itertools import product

import pytest

from tests.hostile.conftest import SECRETS, WORD, Enter, Site
from tests.walk import table as who
from tests.walk.table import ADDRESSES, COORDINATORS
from tests.walk.test_addresses import filled

pytestmark = pytest.mark.server
ABOUT_ONE = [path for path in ADDRESSES if any(name in path for name in ("{id}", "{partner}", "{secret}", "{number}"))]
CURIOUS = [who.PARTNER, who.DONOR, who.NOBODY]
INVENTED = "x" * 8


@pytest.mark.parametrize("person", CURIOUS)
def test_what_is_of_others_is_not_there(site: Site, enter: Enter, person: str) -> None:
    client, before = enter(person), site.house.store.version()
    for pattern, theirs in product(ABOUT_ONE, (site.walk.others_submitted,)):
        method = "POST" if ADDRESSES[pattern].methods == "POST" else "GET"
        told = []
        for id, partner in ((theirs, "MIA"), (theirs[:-1] + INVENTED, "XXX")):
            path = filled(pattern.replace("{partner}", partner), site.walk, id)
            answer = client.request(method, path, data={"form": WORD, "reason": "why"} if method == "POST" else None)
            assert SECRETS[0] not in answer.text, path
            told.append((answer.status_code, len(answer.text.replace(id, "").replace(partner, ""))))
        assert told[0] == told[1] or pattern.startswith("/releases"), pattern
    assert site.house.store.version() == before


@pytest.mark.parametrize(
    "said",
    [
        "%2e%2e%2f%2e%2e",
        "x%00y",
        "x%0d%0aSet-Cookie:%20a=b",
        "x' OR 1=1--",
        "%",
        "x" * 5000,
        "${7*7}",
        "{0.__class__}",
        "%F0%9F",
    ],
)
def test_what_is_no_name_of_anything_is_answered_like_what_is_not_there(enter: Enter, said: str) -> None:
    client = enter(who.COORDINATOR)
    for address in ("/light/return/{}", "/receipt/{}", "/calendar/{}.ics", "/brief/{}.html?source=live", "/figures/{}.csv"):
        answer = client.get(address.replace("{}", said))
        assert answer.status_code in {303, 307, 400, 404}
        assert "a=b" not in str(answer.headers.get("set-cookie"))
        assert not any(secret in answer.text for secret in SECRETS)


@pytest.mark.parametrize("person", [who.PARTNER, who.DONOR])
def test_the_query_opens_nothing_that_the_path_does_not(site: Site, enter: Enter, person: str) -> None:
    id = site.walk.others_submitted
    queries = [
        f"?id={id}",
        "?partner=MIA",
        f"?return={id}&as=coordinator",
        "?viewer=coordinator@example.org",
        "?audience=coordinator",
    ]
    for path, query in product(("/light", "/light/review", f"/receipt/{id}", "/account"), queries):
        answer = enter(person).get(path + query)
        assert SECRETS[0] not in answer.text
        if path in {"/light/review", f"/receipt/{id}"} and person not in COORDINATORS:
            assert answer.status_code == 404
