import type { DecisionRow, IdentityLink } from "@plumbline/store";
import type { KnownIdentity } from "./known-identity.ts";

/** An address or a former id, and an identity of the same lead that it stands for. */
export type Join = Pick<IdentityLink, "one" | "other">;

/**
 * What joins the identities of a lead beside their devices and people's merges: addresses and former ids through which
 * at least two of them meet, one entry for each. Pure; what people parted is left out.
 */
export function joinsOf(
  members: readonly KnownIdentity[],
  links: readonly IdentityLink[],
  decisions: readonly DecisionRow[],
  joinByEmail: boolean,
): Join[] {
  const own = new Map<string, KnownIdentity>(members.map((member) => [member.key, member]));
  const holds = ({ kind, one, other }: IdentityLink): boolean =>
    (kind === "alias" || joinByEmail) &&
    one !== other &&
    own.has(one) &&
    // A device goes with its user, whatever it said.
    own.get(other)?.claim === undefined &&
    own.has(other) &&
    !isParted(decisions, { one, other });
  const holding = links.filter(holds);
  const meets = (link: IdentityLink): boolean =>
    own.get(link.one)?.first !== undefined ||
    holding.some(({ one, other }) => one === link.one && other !== link.other);
  return holding.filter(meets).map(({ one, other }) => ({ one, other }));
}

/** Whether people decided that an address or a former id does not stand for an identity. */
export function isParted(decisions: readonly DecisionRow[], { one, other }: Join): boolean {
  return decisions.some((made) => made.kind === "part" && made.one === one && made.other === other);
}
