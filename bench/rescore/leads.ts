import { type CompiledModel, type Facts, formatDay, parseDay, type SignalStates } from "@plumbline/scoring";
import { type Random, randomOf } from "../random.ts";
import { SIGNAL_COUNT } from "./model.ts";

export const TODAY = parseDay("2026-11-22") as number;
const ACTIVE_SIGNALS = 4;
const ACTIVE_CELLS = 20;

const MS_PER_DAY = 86_400_000;
const COUNTRIES = ["Germany", "France", "Poland", "Spain", "Italy", "Sweden"];
const INDUSTRIES = ["Software", "Banking", "Insurance", "Retail", "Energy"];
const TITLES = ["CEO", "Marketing Manager", "Sales Representative", "Software Engineer", "Head of Marketing", "CFO"];

/** Leads with what is kept of them: traits, and the states of four signals on five days each. */
export function makeFacts({ measurer }: CompiledModel, count: number, seed = 3): readonly Facts[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, i) => ({ traits: traitsOf(random, i), states: statesOf(random, measurer) }));
}

function traitsOf({ chance, pick, below }: Random, number: number): Facts["traits"] {
  return {
    email: `lead.${number}@${pick(["firm.example", "gmail.com", "bank.example"])}`,
    country: pick(COUNTRIES),
    industry: pick(INDUSTRIES),
    employees: below(8000),
    title: pick(TITLES),
    customer: chance(0.1),
    budget: chance(0.4) ? 1000 * below(50) : null,
    timeline: chance(0.4) ? "This quarter" : null,
    phone: chance(0.6) ? "+49 30 1234567" : null,
    createdAt: formatDay(TODAY - below(1000)),
  };
}

function statesOf({ chance, pick, below }: Random, measurer: CompiledModel["measurer"]): SignalStates {
  const states: SignalStates = new Map();
  const active = new Set<number>();
  while (active.size < ACTIVE_SIGNALS) active.add(below(SIGNAL_COUNT));
  for (const signal of active) {
    const days = new Set<number>();
    while (days.size < ACTIVE_CELLS / ACTIVE_SIGNALS) days.add(TODAY - below(120));
    for (const day of days) {
      do {
        const timestamp = day * MS_PER_DAY + below(MS_PER_DAY);
        const properties = { product: pick(["Analytics", "Suite", "Mobile"]), value: below(5000) / 100 };
        measurer.measure(states, { messageId: "", type: "track", event: `Event ${signal}`, timestamp, properties });
      } while (chance(0.4));
    }
  }
  return states;
}
