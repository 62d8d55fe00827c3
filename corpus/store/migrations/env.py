"""How Alembic runs here: on the connection, and in the transaction, that it is handed."""

from alembic import context

from corpus.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Both engines roll schema changes back; SQLite because the driver is told not to interfere.
    transactional_ddl=True,
)
context.run_migrations()
