import type { Role } from "@plumbline/api";

export const SIDES = ["marketing", "sales"] as const;
export type Side = (typeof SIDES)[number];

/** For which side somebody of a role may sign; the server asks again. */
const SIGNS: Readonly<Record<Side, readonly Role[]>> = {
  marketing: ["admin", "marketer"],
  sales: ["admin", "sales"],
};

export function maySign(role: Role | null, side: Side): boolean {
  return role !== null && SIGNS[side].includes(role);
}

/** Which sides have not signed. */
export function missingSides(signed: readonly { readonly role: Side }[]): readonly Side[] {
  return SIDES.filter((side) => !signed.some(({ role }) => role === side));
}
