"""Finding things of the plan by what people type: three languages, word forms, slips, codes. Pure: texts enter, hits leave.

`spoken` knows the languages by their data in `locales/*/search.yaml`, `words` folds, cuts and stems, `documents` makes of a plan
what can be found, `index` prepares it once, `matching` says which of its words a typed one can mean, `finding` ranks,
`showing` marks the words found.
"""

from nap.search.documents import Document, Said, documents_of
from nap.search.finding import MOST_LETTERS, Answer, Hit, Problem, find
from nap.search.index import Index, index_of
from nap.search.showing import Marked, marked, snippet

__all__ = [
    "MOST_LETTERS",
    "Answer",
    "Document",
    "Hit",
    "Index",
    "Marked",
    "Problem",
    "Said",
    "documents_of",
    "find",
    "index_of",
    "marked",
    "snippet",
]
