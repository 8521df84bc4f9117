"""Where it is kept: tables, migrations, queries. The only room that knows SQLAlchemy."""
