"""Where it is kept: tables, migrations, queries. The only room that knows SQLAlchemy.

Frozen data enter and leave; every function works in a `Transaction` from `Store.reading()` or `Store.writing()`.
"""

from nap.store import attempts, audit, incidents, installations, life_tables, links, persons, release_tables, returns, sessions
from nap.store.migrate import NewerSchema
from nap.store.opening import Store, Transaction, open_store
from nap.store.unavailable import Unavailable

__all__ = [
    "NewerSchema",
    "Store",
    "Transaction",
    "Unavailable",
    "attempts",
    "audit",
    "incidents",
    "installations",
    "life_tables",
    "links",
    "open_store",
    "persons",
    "release_tables",
    "returns",
    "sessions",
]
