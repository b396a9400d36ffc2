import { vi } from "vitest";
import type { House } from "./house.testing.ts";

const WAIT = { timeout: 120_000, interval: 100 };
const DAY = 86_400_000;
/** So many that a prediction is learned whichever days of theirs are drawn. */
const COUNT = 1600;
export const LIKELY = { params: { name: "likely" } } as const;

/** It holds a demo dear and whoever decides cheap; of the people below both count alike. */
const TEXT = `model: likely
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  # Who decides.
  - { id: boss, label: Decides, dimension: fit, when: { trait: title, is: CEO }, points: 4 }
  - { id: demo, label: Asked for a demo, dimension: interest, each: demo, points: 20, limit: { total: 20 } }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, from: 15 }]
`;

/** How many of those buy who neither lead nor ask, do one of both, or both. */
const BUYS = [0.04, 0.35, 0.85];

type Sent = Readonly<Record<string, unknown>>;

/** People of the last year who came one by one and were decided after three weeks; the same every time. */
export function people(count: number, prefix: string, now: number): Sent[] {
  return Array.from({ length: count }, (_, i): Sent[] => {
    const userId = `${prefix}${i}`;
    const lot = (salt: number) => (((i + 1) * salt) % 997) / 997;
    const born = now - (60 + Math.floor(lot(613) * 280)) * DAY;
    const [isBoss, asks] = [lot(389) < 0.4, lot(751) < 0.5];
    const isSold = lot(127) < (BUYS[Number(isBoss) + Number(asks)] ?? 0);
    const at = (days: number) => ({ userId, timestamp: new Date(born + days * DAY).toISOString() });
    const traits = {
      ...{ email: `${userId}@people.example`, name: `Person ${userId}`, title: isBoss ? "CEO" : "Clerk" },
      gender: lot(271) < 0.5 ? "female" : "male",
    };
    return [
      { type: "identify", ...at(0), traits },
      ...(asks ? [{ type: "track", ...at(1), event: "Demo Requested" }] : []),
      { type: "track", ...at(22), event: isSold ? "Deal Won" : "Deal Lost" },
    ];
  }).flat();
}

export async function sendAll({ send }: House, events: readonly Sent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 200) await send(...events.slice(from, from + 200));
}

/** Publishes the model, and tells of the people, where nobody has done so yet. */
export async function tellPeople(house: House): Promise<void> {
  const { client, leadOf } = house;
  const { items } = await client.models.list();
  if (items.some(({ name }) => name === LIKELY.params.name)) return;
  await client.models.putDraft({ ...LIKELY, body: TEXT });
  await client.models.publish(LIKELY);
  await vi.waitUntil(async () => (await client.models.get(LIKELY)).live === 1, WAIT);
  await sendAll(house, people(COUNT, "p", Date.now()));
  await leadOf(`p${COUNT - 1}@people.example`);
}
