"""`wenbao serve`: the HTTP service."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import SettingInvalid

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from wenbao.settings import Settings


def run(
    host: Annotated[str | None, typer.Option(help="Address to listen on [WENBAO_HOST].")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port, 0 for a free one [WENBAO_PORT].", min=0, max=65535)
    ] = None,
) -> None:
    """启动服务。 Run the service until Ctrl-C; it answers while its heavy parts still load."""
    from service.http import logs
    from wenbao.settings import load

    settings = load()
    logs.configure(settings.log_level, settings.log_format)
    chosen = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=chosen)
    listening = listen(settings.host, settings.port)

    from wenbao.serving import application

    server_of(application(settings), listening, settings).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A bound socket.  Raises SettingInvalid when the address or the port cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        raise SettingInvalid(f"WENBAO_HOST, WENBAO_PORT: {host}:{port}: {error.strerror}") from error
    return bound


def server_of(app: FastAPI, listening: socket.socket, settings: Settings) -> uvicorn.Server:
    """The server of `app`, which prints its address as soon as it listens."""
    import uvicorn

    from service.http.connections import bounded

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            host, port = listening.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            typer.echo(f"Wenbao 问报: http://{shown}:{port}")

    config = uvicorn.Config(
        app,
        http=bounded(settings.connections),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    return Announcing(config)
