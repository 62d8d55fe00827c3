// Builds the pages and the widget into service/http/static (or the folder named).
//   node build.mjs [FOLDER]
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, copyFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(root, "../service/http/static"));
const common = {
  root,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  base: "./",
  resolve: { alias: { "linkify-it": join(root, "src/core/no-links.ts") } },
};

function sources() {
  const kept = (path) => !/node_modules|^test\/|\.npmrc$|\.md$|^demo\//.test(path);
  return readdirSync(root, { recursive: true })
    .map((path) => String(path).replaceAll("\\", "/"))
    .filter((path) => kept(path) && statSync(join(root, path)).isFile())
    .sort();
}

export function digest() {
  const hash = createHash("sha256");
  for (const path of sources()) hash.update(path).update("\0").update(readFileSync(join(root, path))).update("\0");
  return hash.digest("hex");
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "assets"), { recursive: true });
const built = await build({
  ...common,
  build: {
    outDir: out,
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: { index: join(root, "index.html"), staff: join(root, "staff.html"), element: join(root, "src/embed/element.ts") },
      preserveEntrySignatures: "exports-only",
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
const element = built.output.find((part) => part.type === "chunk" && part.name === "element").fileName;
await build({
  ...common,
  define: { __ELEMENT__: JSON.stringify(element) },
  build: {
    outDir: out,
    emptyOutDir: false,
    target: "es2020",
    rollupOptions: {
      input: join(root, "src/embed/loader.ts"),
      output: { format: "iife", entryFileNames: "widget.js" },
    },
  },
});
copyFileSync(join(root, "mark.svg"), join(out, "assets/mark.svg"));
for (const page of ["index.html", "staff.html"]) {
  const path = join(out, page);
  // Pages lie at several depths; their assets lie at one place.
  writeFileSync(path, readFileSync(path, "utf8").replaceAll('"./assets/', '"/assets/').replaceAll(" crossorigin", ""));
}
writeFileSync(join(out, "built-from.txt"), digest() + "\n");
console.log(`widget: built into ${relative(process.cwd(), out) || out}`);
