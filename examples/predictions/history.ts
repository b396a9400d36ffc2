// A year of an invented shop for software: who visited what, and what became of whom. Prints events, one a line.

const START = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;
const LEADS = 900;

/** Chance that is the same on every machine: Lehmer's generator. */
let state = 11;
function chance(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}

let written = 0;
function say(userId: string, day: number, what: object): void {
  written += 1;
  const timestamp = new Date(START + Math.floor(day * DAY)).toISOString();
  process.stdout.write(`${JSON.stringify({ messageId: `m${written}`, userId, timestamp, ...what })}\n`);
}

for (let i = 0; i < LEADS; i++) {
  const lead = `lead-${i}`;
  const first = Math.floor(chance() * 250);
  const department = chance() < 0.4 ? "IT" : "Sales";
  say(lead, first, { type: "identify", traits: { email: `${lead}@example.com`, department } });
  const visits = Math.floor(chance() * 6);
  for (let k = 0; k < visits; k++) say(lead, first + chance() * 9, { type: "page", properties: { path: "/pricing" } });
  const others = Math.floor(chance() * 4);
  for (let k = 0; k < others; k++) say(lead, first + chance() * 9, { type: "page", properties: { path: "/blog" } });
  const pull = -3 + 0.7 * visits + (department === "IT" ? 1 : 0);
  const isWon = chance() < 1 / (1 + Math.exp(-pull));
  const end = first + 12 + Math.floor(chance() * 40);
  // Who sells is named when the deal is closed: nothing that could be known before.
  if (isWon) say(lead, end, { type: "identify", traits: { owner: chance() < 0.5 ? "Ann" : "Bob" } });
  if (isWon || chance() < 0.7) say(lead, end, { type: "track", event: isWon ? "Opportunity Won" : "Opportunity Lost" });
}
