import { accountOf, fold, type JsonObject, newLead } from "@plumbline/scoring";

/** What speaks for two leads being one person. */
type LikenessReason = "same-address" | "same-phone" | "same-name" | "transposed-name" | "same-company" | "same-domain";

/** What of a lead is compared, made comparable. */
export type Comparable = {
  /** The address without dots, tags and case. */
  readonly address: string | undefined;
  /** Of a company; not of a provider of free mail. */
  readonly domain: string | undefined;
  /** The last digits of the phone. */
  readonly phone: string | undefined;
  /** Folded words of the name, in their order. */
  readonly name: readonly string[];
  readonly company: string | undefined;
};

/** Country codes and zeros come before these. */
const PHONE_DIGITS = 9;
const SHORTEST_PHONE = 7;

/** Makes what a lead says of itself comparable. */
export function comparable(name: string | null, email: string | null, traits: JsonObject): Comparable {
  const company = text(nameOf(traits["company"]));
  return {
    address: email === null ? undefined : plainAddress(email),
    domain: email === null ? undefined : companyDomain(email),
    phone: digitsOf(traits["phone"]),
    name: name === null ? [] : [...fold(name).matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(String).slice(0, 8),
    company:
      company === undefined
        ? undefined
        : fold(company)
            .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
            .trim() || undefined,
  };
}

/** `J.Doe+news@Example.com` and `jdoe@example.com` are one mailbox with nearly everyone. */
function plainAddress(email: string): string | undefined {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at).split("+", 1)[0]?.replaceAll(".", "") ?? "";
  const domain = email.slice(at + 1).replace(/^googlemail\.com$/i, "gmail.com");
  return at > 0 && local !== "" ? `${local}@${domain}`.toLowerCase() : undefined;
}

/** Everybody's account is known by its domain, but not where anybody may have an address. */
function companyDomain(email: string): string | undefined {
  const history = newLead();
  history.traits.set("email", { at: 0, messageId: "", value: email });
  return accountOf(history);
}

function digitsOf(phone: unknown): string | undefined {
  const digits = (typeof phone === "string" || typeof phone === "number" ? String(phone) : "")
    .normalize("NFKC")
    .replace(/\D/g, "")
    .replace(/^0+/, "");
  return digits.length < SHORTEST_PHONE || /^(\d)\1*$/.test(digits) ? undefined : digits.slice(-PHONE_DIGITS);
}

function nameOf(company: unknown): unknown {
  return typeof company === "object" && company !== null && "name" in company ? company.name : company;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** By this the keys begin by which duplicates are found; no word does. */
export const LIKENESS = "~";
const LONGEST = 100;

/**
 * Keys of which two leads who may be one person share at least one: the mailbox, the phone, the words of the name in
 * any order at a domain or in a company. A key says little: `likenessOf` decides.
 */
export function likenessKeys({ address, domain, phone, name, company }: Comparable): string[] {
  const sorted = name.length < 2 ? undefined : name.toSorted().join("_");
  const keys = [
    address && `e:${address}`,
    phone && `p:${phone}`,
    sorted && domain && `n:${sorted}@${domain}`,
    sorted && company && `c:${sorted}@${company}`,
  ];
  return keys.flatMap((key) => (key ? [`${LIKENESS}${key.replace(/\s+/gu, "_")}`.slice(0, LONGEST)] : []));
}

/** How much each speaks for it, as the chance (in percent) that it is no coincidence. */
const ADDRESS = 90;
const PHONE = 60;
const NAME = { "same-name": 60, "transposed-name": 45 } as const;
const PLACE = 50;

/**
 * How likely two leads are one person, from 0 to 100, and what speaks for it. Symmetric. A name alone, or a company
 * alone, says nothing: there are many of both.
 */
export function likenessOf(
  a: Comparable,
  b: Comparable,
): { readonly likeness: number; readonly reasons: readonly LikenessReason[] } {
  const name = namesOf(a.name, b.name);
  const places: LikenessReason[] = [
    ...(isSame(a.company, b.company) ? ["same-company" as const] : []),
    ...(isSame(a.domain, b.domain) ? ["same-domain" as const] : []),
  ];
  const isAddress = isSame(a.address, b.address);
  const isPhone = isSame(a.phone, b.phone);
  const isNamed = name !== undefined && places.length > 0;
  if (!isAddress && !isPhone && !isNamed) return { likeness: 0, reasons: [] };
  const chances = [
    isAddress ? ADDRESS : 0,
    isPhone ? PHONE : 0,
    name === undefined ? 0 : NAME[name],
    places.length > 0 ? PLACE : 0,
  ];
  const coincidence = chances.reduce((left, chance) => (left * (100 - chance)) / 100, 100);
  const reasons: LikenessReason[] = [
    ...(isAddress ? ["same-address" as const] : []),
    ...(isPhone ? ["same-phone" as const] : []),
    ...(name === undefined ? [] : [name]),
    ...places,
  ];
  return { likeness: Math.round(100 - coincidence), reasons };
}

const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b;

/** One word is no whole name. */
function namesOf(a: readonly string[], b: readonly string[]): "same-name" | "transposed-name" | undefined {
  if (a.length < 2 || a.length !== b.length) return undefined;
  if (a.every((word, i) => word === b[i])) return "same-name";
  const sorted = b.toSorted();
  return a.toSorted().every((word, i) => word === sorted[i]) ? "transposed-name" : undefined;
}
