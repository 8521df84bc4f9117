"""Alembic runs this on the connection it is given, inside that connection's transaction: all steps or none."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
