import { type JsonObject, type LeadHistory, traitsOf } from "@plumbline/scoring";
import type { LeadRow } from "@plumbline/store";
import type { TouchedLead } from "./identify-batch.ts";
import type { KnownIdentity } from "./known-identity.ts";
import { comparable, likenessKeys } from "./likeness.ts";
import { searchKeys } from "./search-keys.ts";

/** How a lead is listed and found: its name, address, traits and the words to search for. */
export function describeLead(
  { leadId, chief, members }: Pick<TouchedLead, "leadId" | "chief" | "members">,
  history: LeadHistory,
  accountId: number | null,
  because: string | undefined,
): LeadRow {
  const traits = traitsOf(history.traits);
  const email = text(traits["email"]) ?? addressIn(chief);
  const name = nameIn(traits);
  const firsts = members.flatMap(({ first }) => first?.at ?? []);
  const lasts = members.flatMap(({ lastAt }) => lastAt ?? []);
  return {
    lead_id: leadId,
    chief,
    name: name ?? null,
    email: email?.toLowerCase() ?? null,
    // PostgreSQL's jsonb cannot hold a NUL.
    traits: JSON.stringify(traits).replaceAll("\\u0000", ""),
    words: [
      ...searchKeys([name, email, companyIn(traits)], members.flatMap(addressesOf), traits),
      ...likenessKeys(comparable(name ?? null, email ?? null, traits)),
    ],
    account_id: accountId,
    ineligible: because ?? null,
    first_at: firsts.length > 0 ? Math.min(...firsts) : null,
    last_at: lasts.length > 0 ? Math.max(...lasts) : null,
  };
}

/** What somebody may be searched by who is shown by another address: an id that a system gave, and what she was called by. */
function addressesOf({ key, history }: KnownIdentity): string[] {
  const id = key.startsWith("anonymous:") ? undefined : key.slice(key.indexOf(":") + 1);
  return [id, text(history.traits.get("email")?.value)].filter((one) => one !== undefined);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim().replaceAll("\0", "") : undefined;
}

function addressIn(chief: string): string | undefined {
  const id = chief.slice(chief.indexOf(":") + 1);
  return /^[^\s@]+@[^\s@]+$/.test(id) ? id : undefined;
}

function nameIn(traits: JsonObject): string | undefined {
  const parts = [text(traits["firstName"]), text(traits["lastName"])].filter((part) => part !== undefined);
  return text(traits["name"]) ?? (parts.length > 0 ? parts.join(" ") : undefined);
}

function companyIn({ company }: JsonObject): string | undefined {
  if (typeof company === "object" && company !== null && "name" in company)
    return text((company as { name: unknown }).name);
  return text(company);
}
