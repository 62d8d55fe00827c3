/** What failed, said to the reader in one sentence, and to the page's owner in the console. */

import type { Strings } from "../i18n";
import { inLanguage } from "./wording";

/** What went wrong: `code` as the API names it, or one of ours: `offline`, `interrupted`, `stopped`, `signin_needed`,
 * `signin_refused`, `site_missing`. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 0,
    readonly trace = "",
  ) {
    super(message);
  }
}

/** One sentence for the reader. */
export function reason(failed: { code: string; message?: string }, t: Strings, language: string): string {
  const known: Record<string, string> = {
    offline: t.offline,
    interrupted: t.interrupted,
    stopped: t.stopped,
    origin_refused: t.refused,
    site_missing: t.refused,
    signin_needed: t.signIn,
    signin_refused: t.signInAgain,
    key_required: t.needKey,
    not_permitted: t.notPermitted,
    store_busy: t.busy,
    store_unavailable: t.storeGone,
    body_too_large: t.tooLong,
    internal: t.internal,
  };
  return known[failed.code] ?? (inLanguage(failed.message ?? "", language) || t.failed);
}

/** The same of anything that was thrown. */
export function reasonOf(error: unknown, t: Strings, language: string): string {
  // A part of the page itself that cannot be loaded is no `Failure`: the service is gone.
  const failed = error instanceof Failure ? error : new Failure(error instanceof TypeError ? "offline" : "failed", "");
  return reason(failed, t, language);
}

const LINES: Record<string, (origin: string, site: string, base: string) => string> = {
  origin_refused: (origin, site) =>
    `the service refuses this page: ${origin} is not an origin of site "${site}". Register it: wenbao access site NAME --origin ${origin}`,
  site_missing: () => 'no site is named: <script src="…/widget.js" data-site="site_…"> or <wenbao-chat site="site_…">',
  signin_needed: (_, site) =>
    `site "${site}" signs its users in, and this page gave no token: data-user-token="JWT", or the property userToken of <wenbao-chat>`,
  signin_refused: (_, site) =>
    `the user token was refused: a JWT is needed, HS256 by the key of site "${site}", aud "${site}", a sub, and an exp that is not past`,
  key_required: (_, __, base) => `the service at ${base} is private: embed it by a registered site`,
  offline: (_, __, base) => `the service at ${base} cannot be reached: is it up, and does the page's Content-Security-Policy name it in connect-src?`,
};

const told = new Set<string>();

/** A line for whoever runs the portal, once for each thing that is wrong. */
export function tellOwner(code: string, site: string, base: string): void {
  const line = LINES[code]?.(location.origin, site, base);
  if (!line || told.has(code)) return;
  told.add(code);
  console.error(`[wenbao] ${line}`);
}
