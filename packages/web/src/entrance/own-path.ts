const HERE = "http://here.invalid";

/** Where to go after signing in: only a path of this application, whatever an address says; else undefined. */
export function ownPath(next: string | undefined): string | undefined {
  if (next === undefined || !next.startsWith("/") || !URL.canParse(next, HERE)) return undefined;
  const { origin, pathname, search, hash } = new URL(next, HERE);
  if (origin !== HERE || pathname.startsWith("//") || isElsewhere(pathname)) return undefined;
  return `${pathname}${search}${hash}`;
}

/** The entrance would come round again, and the API is no screen. */
function isElsewhere(pathname: string): boolean {
  return ["/entrance", "/api"].some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

/** The token of an invitation, which stands behind the `#` so that no server's log has it. */
export function invitationIn(hash: string): string | undefined {
  return tokenIn(hash, "invitation");
}

/** The token of a link for a new password, which stands there as well. */
export function passwordTokenIn(hash: string): string | undefined {
  return tokenIn(hash, "password");
}

function tokenIn(hash: string, name: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, "")).get(name) ?? undefined;
}
