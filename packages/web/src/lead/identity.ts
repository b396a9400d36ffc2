const KINDS = ["email", "user", "anonymous"] as const;

export type IdentityKind = (typeof KINDS)[number] | "other";

/** An identity as people know it: what it is, and what it says. */
export function identityIn(key: string): { readonly kind: IdentityKind; readonly text: string } {
  const kind = KINDS.find((one) => key.startsWith(`${one}:`));
  return kind === undefined ? { kind: "other", text: key } : { kind, text: key.slice(kind.length + 1) };
}
