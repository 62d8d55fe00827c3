/** Light or dark: as chosen, or as the system has it; the choice of the page is kept. */

export type Theme = "light" | "dark";
export type Choice = Theme | "auto";

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

export const resolved = (choice: Choice): Theme => (choice === "auto" ? (dark().matches ? "dark" : "light") : choice);

/** Tell about changes of the system; the returned function ends it. */
export function watch(onChange: () => void): () => void {
  const query = dark();
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

export const asChoice = (value: string | null | undefined): Choice => (value === "light" || value === "dark" ? value : "auto");

/** A preference of this browser; storage may be refused. */
export function preference(name: string): string | null {
  try {
    return localStorage.getItem(`wenbao:${name}`);
  } catch {
    return null;
  }
}

export function prefer(name: string, value: string): void {
  try {
    localStorage.setItem(`wenbao:${name}`, value);
  } catch {
    // Refused: the choice lasts as long as the page.
  }
}
