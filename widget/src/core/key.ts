/** The key of staff: kept for this tab alone. */

export const KEY = "wenbao:key";

export function sessionStored(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}
