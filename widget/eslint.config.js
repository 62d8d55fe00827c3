import tseslint from "typescript-eslint";

export default tseslint.config(...tseslint.configs.recommended, {
  rules: {
    eqeqeq: "error",
    "no-eval": "error",
    "no-implied-eval": "error",
    "max-lines": ["error", 350],
    "no-restricted-properties": [
      "error",
      { property: "innerHTML", message: "Text becomes markup in core/markdown.ts alone." },
      { property: "outerHTML", message: "Text becomes markup in core/markdown.ts alone." },
      { property: "insertAdjacentHTML", message: "Text becomes markup in core/markdown.ts alone." },
    ],
    "no-restricted-imports": [
      "error",
      { paths: [{ name: "lit/directives/unsafe-html.js", message: "See core/markdown.ts." },
                { name: "lit/directives/style-map.js", message: "Writes style attributes, which a strict CSP refuses: core/placed.ts." }] },
    ],
  },
});
