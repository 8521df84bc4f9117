"""Finding indicators of the plan: what a reader typed enters, those that fit leave, the best first. Plan text, no figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.people import Verb, Viewer
from nap.plan import Plan
from nap.releases.frameworks import Reference, framework_name, references, split_code
from nap.search import Answer, Document, Index, documents_of, find, index_of
from nap.words import Text, languages


@dataclass(frozen=True)
class Searched:
    """What was found, with everything the plan says of each (to mark and quote from), by code."""

    answer: Answer
    documents: Mapping[str, Document]


def search_indicators(viewer: Viewer, house: House, query: str) -> Searched:
    """The indicators of the plan in force that fit what was typed, in whichever language."""
    require(viewer, Verb.READ_PLAN)
    index, documents = _prepared(house.plan)
    answer = find(index, query)
    return Searched(answer, {hit.key: documents[hit.key] for hit in answer.hits})


def reference(mapped: str) -> Reference | None:
    """What `WPS:12a` stands for; None where no table knows it."""
    framework, code = split_code(mapped)
    return next((one for one in references().get(framework, ()) if one.code == code), None)


@lru_cache(maxsize=4)
def _prepared(plan: Plan) -> tuple[Index, Mapping[str, Document]]:
    """Made once per plan: half a second for a hundred indicators."""
    documents = documents_of(plan, _names)
    return index_of(documents), {document.key: document for document in documents}


def _names(mapped: str) -> Iterable[Text]:
    found, framework = reference(mapped), split_code(mapped)[0]
    names: Text = {lang: framework_name(lang, framework) for lang in languages()} if framework else {}
    return chain((names,), (found.name, found.part) if found else ())
