"""`wenbao mcp`: the tools of the MCP server on standard input and output."""

from __future__ import annotations


def run() -> None:
    """供其他软件的模型调用（MCP，标准输入输出）。 Serve as MCP tools on standard input and output.

    Started by the client that uses it; ends when the client closes its input.
    """
    from service.http import logs
    from service.mcp import serve_stdio
    from wenbao import __version__
    from wenbao.bootstrap import answering_of, corpus_of
    from wenbao.serving import tools_of
    from wenbao.settings import load

    settings = load()
    logs.configure(settings.log_level, settings.log_format)  # to standard error: output is the protocol's
    with corpus_of(settings) as corpus:
        if corpus.vectors is not None:
            corpus.vectors.open_soon()
        serve_stdio(tools_of(corpus, answering_of(corpus)), __version__)
