/** The key of staff: given once, kept in this browser until its owner leaves. */

const KEY = "wenbao:key";

export function storedKey(): string | null {
  return guarded(() => localStorage.getItem(KEY) ?? sessionStorage.getItem(KEY));
}

export function keepKey(key: string): void {
  // A browser that keeps nothing still has the tab.
  if (guarded(() => (localStorage.setItem(KEY, key), true)) === null) guarded(() => sessionStorage.setItem(KEY, key));
}

export function dropKey(): void {
  guarded(() => localStorage.removeItem(KEY));
  guarded(() => sessionStorage.removeItem(KEY));
}

/** What is kept for this tab alone. */
export function ofTab(name: string): string | null {
  return guarded(() => sessionStorage.getItem(name));
}

export function keepForTab(name: string, value: string): void {
  guarded(() => sessionStorage.setItem(name, value));
}

function guarded<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}
