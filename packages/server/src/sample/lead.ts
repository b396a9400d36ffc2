import type { Zone } from "@plumbline/scoring";
import type { Company } from "./company.ts";
import type { Traces } from "./law.ts";
import type { Person } from "./person.ts";
import type { Random } from "./random.ts";

/** Whom a lead of the sample stands for. */
export type LeadKind = "prospect" | "customer" | "competitor" | "job-seeker" | "employee" | "crawler";

export type Device = {
  readonly anonymousId: string;
  readonly agent: string;
  readonly address: string;
  /** From this instant on its events carry the user's id. */
  knownFrom: number;
};

/** A lead while its year is told; the fields that are not readonly change with it. */
export type Lead = {
  readonly number: number;
  readonly kind: LeadKind;
  readonly random: Random;
  readonly zone: Zone;
  readonly hidden: { readonly fit: number; readonly intent: number };
  /** The first day, counted from the first of the sample. */
  readonly startsOn: number;
  /** Known from the start, from a list of the CRM. */
  readonly imported: boolean;
  /** How many visits a day in quiet times. */
  readonly pace: number;
  /** Days in which it looks for something to buy. */
  readonly buying: readonly [number, number];
  /** The product it leans to. */
  readonly line: string;
  /** How likely a person opens an e-mail. */
  readonly opening: number;
  /** Its mail program fetches every e-mail by itself. */
  readonly privacy: boolean;
  readonly devices: Device[];
  readonly traces: Traces;
  /** Every id it was known under. */
  readonly userIds: string[];
  person: Person;
  company: Company;
  userId: string;
  /** What the product calls it, where that differs. */
  productId: string | undefined;
  known: boolean;
  subscribed: boolean;
  reachable: boolean;
  consents: boolean;
  customer: boolean;
  trialUntil: number;
  opportunity: "none" | "open" | "won" | "lost";
  /** The chance that the year had brought no purchase so far. */
  unsold: number;
};

/** How much a lead wants to buy on a day, from 0 to 1. */
export function heatOf({ kind, hidden, buying: [from, to], customer, company }: Lead, day: number): number {
  if (kind === "job-seeker" || kind === "employee" || company.role !== "market") return 0.05;
  if (customer) return 0.12;
  return 1 / (1 + Math.exp(-(0.9 * hidden.intent - 2.6 + (day >= from && day <= to ? 2.4 : 0))));
}

/** Whether a lead may become an opportunity at all. */
export const isInMarket = ({ kind, company, known, customer, opportunity }: Lead): boolean =>
  kind === "prospect" && company.role === "market" && known && !customer && opportunity === "none";
