import { formatDay } from "@plumbline/scoring";
import { type LeadTraits, TODAY } from "./leads.ts";

const FIRST_DAY = formatDay(TODAY - 29);
const AFTER_TODAY = formatDay(TODAY + 1);

/**
 * What a generator would write for the twenty rules, knowing the type and form of every trait
 * (dates are ISO, days are UTC's, so they compare as text): the limit for any engine. Text compares
 * without regard to case, as the rules ask; no accent decides anything here.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: this is what a generator of code would write.
export function pointsByHand(lead: LeadTraits, competitors: ReadonlySet<string>): number {
  let points = 0;
  const { company, address } = lead;

  const country = address.country?.toLowerCase();
  if (country === "united states" || country === "united kingdom" || country === "canada") points += 5;
  if (company.industry?.toLowerCase() === "technology") points += 15;
  const { employees } = company;
  if (employees !== undefined) {
    if (employees >= 50 && employees <= 500) points += 10;
    if (employees > 5000) points += 5;
  }
  if (company.revenue !== undefined && company.revenue >= 1_000_000) points += 10;

  const title = lead.title?.toLowerCase();
  if (title) {
    if (title.includes("chief") || title.includes("vp ") || title.includes("founder")) points += 20;
    if (title.endsWith("manager")) points += 10;
  }
  const email = lead.email.toLowerCase();
  if (email.endsWith("@gmail.com") || email.endsWith("@yahoo.com") || email.endsWith("@outlook.com")) points -= 10;
  if (email.endsWith(".edu")) points -= 5;
  for (const interest of lead.interests) {
    if (interest.toLowerCase() === "analytics") {
      points += 10;
      break;
    }
  }
  for (const tag of lead.tags) {
    const folded = tag.toLowerCase();
    if (folded === "partner" || folded === "reseller") {
      points -= 15;
      break;
    }
  }
  if (lead.unsubscribed === true) points -= 30;
  if (lead.customer) points -= 50;
  if (competitors.has(company.name.toLowerCase())) points -= 40;

  if (lead.budget !== undefined && lead.budget >= 10_000) {
    const timeline = lead.timeline?.toLowerCase();
    if (timeline === "this quarter" || timeline === "next quarter") points += 15;
  }
  if (lead.authority?.toLowerCase() === "decision maker" || title?.startsWith("head of")) points += 15;
  if (lead.phone === undefined) points -= 3;
  if (lead.createdAt > "2025-12-31") points += 5;
  const { lastContacted } = lead;
  if (lastContacted !== undefined && lastContacted >= FIRST_DAY && lastContacted < AFTER_TODAY) points += 10;
  if (lead.language !== undefined && lead.language.toLowerCase() !== "english") points -= 2;
  return points;
}
