"""`wenbao access`: keys for programs and staff, and the portals that may show the widget."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer(
    help="密钥与嵌入站点。 Keys, and the portals that may show the widget.", no_args_is_help=True
)

ORIGIN = re.compile(r"^https?://[a-z0-9.-]+(?::\d{1,5})?$|^https?://\[[0-9a-f:]+\](?::\d{1,5})?$")


class Opens(StrEnum):
    """What a key opens."""

    ASK = "ask"
    MANAGE = "manage"


@app.command("key")
def add_key(
    name: Annotated[str, typer.Argument(help="What the key is for.")],
    scope: Annotated[Opens, typer.Option(help="What it opens.")] = Opens.MANAGE,
) -> None:
    """Make a key; it is shown this once."""
    from corpus.store.access import AccessBook, Scope
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        key, secret = AccessBook(corpus.database).add_key(name, {Scope(scope.value)})
    typer.echo(f"{key.id}  {secret}")


@app.command("site")
def add_site(
    name: Annotated[str, typer.Argument(help="The portal.")],
    origin: Annotated[list[str], typer.Option(help="Where its pages are, such as https://portal.example.")],
    signed_users: Annotated[bool, typer.Option("--signed-users", help="It signs its own users in.")] = False,
) -> None:
    """Register a portal: its id goes into the page, its key (if any) stays on its server."""
    from corpus.store.access import AccessBook
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    origins = [given.strip().rstrip("/").lower() for given in origin]
    if wrong := [given for given in origins if not ORIGIN.match(given)]:
        raise typer.BadParameter(f"{wrong[0]}: an origin is a scheme, a host and a port, without a path")
    with corpus_of(load()) as corpus:
        site = AccessBook(corpus.database).add_site(name, origins, signed_users)
    typer.echo(site.id)
    if site.user_key is not None:
        typer.echo(f"user key (HS256): {site.user_key}")


@app.command("list")
def show() -> None:
    """List keys and sites."""
    from datetime import UTC, datetime

    from corpus.store.access import AccessBook
    from wenbao.bootstrap import corpus_of
    from wenbao.printing import console, listing
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        book = AccessBook(corpus.database)
        keys, sites = book.keys(), book.sites()
    table = listing("id", "kind", "name", "opens", "since")
    for key in keys:
        opens = ", ".join(sorted(scope.value for scope in key.scopes))
        table.add_row(
            key.id, "key", key.name, opens, f"{datetime.fromtimestamp(key.created_at, UTC):%Y-%m-%d}"
        )
    for site in sites:
        since = f"{datetime.fromtimestamp(site.created_at, UTC):%Y-%m-%d}"
        table.add_row(site.id, "site", site.name, ", ".join(site.origins), since)
    console().print(table, markup=False)


@app.command("revoke")
def revoke(reference: Annotated[str, typer.Argument(metavar="ID", help="Of a key or a site.")]) -> None:
    """Withdraw a key, or a site with all its tokens."""
    from corpus.store.access import AccessBook
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        AccessBook(corpus.database).revoke(reference)
