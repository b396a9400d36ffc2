import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Day, type Event, type JsonObject, parseDay, UTC } from "@plumbline/scoring";

const DATA = join(import.meta.dirname, "../../../../shared/data/online-retail");
export const RETAIL = "online-retail/events.csv.gz";

/** What one customer did, in the order of the file. */
export type Customer = { readonly id: string; readonly events: readonly Event[] };

/** The lines of all invoices with a customer, as events; times are those of the shop's clock. */
export function customers(): readonly Customer[] {
  const text = gunzipSync(readFileSync(join(DATA, "events.csv.gz"))).toString("utf8");
  const lines = text.trim().split(/\r?\n/).slice(1);
  const byCustomer = new Map<string, Event[]>();
  for (const line of lines) {
    const [id, customer, time, type, order, , quantity, price, country] = line.split(",") as string[];
    if (!customer) continue;
    const own = byCustomer.get(customer) ?? [];
    byCustomer.set(customer, own);
    const timestamp = Date.parse(`${time}Z`);
    const person = { userId: customer, timestamp };
    if (own.length === 0) {
      own.push({ ...person, messageId: `c${customer}`, type: "identify", traits: { country: country as string } });
    }
    const [count, each] = [Number(quantity), Number(price)];
    const properties: JsonObject = {
      order: order as string,
      items: count,
      value: Math.round(100 * count * each) / 100,
    };
    const event = type === "item_purchased" ? "Item Purchased" : "Item Cancelled";
    own.push({ ...person, messageId: id as string, type: "track", event, properties });
  }
  return [...byCustomer].map(([id, events]) => ({ id, events }));
}

export const isPurchase = ({ event }: Event): boolean => event === "Item Purchased";

/** What the file of reference says became of whom, by customer and cut. */
export function labels(): ReadonlyMap<string, boolean> {
  const lines = readFileSync(join(DATA, "snapshots.csv"), "utf8").trim().split(/\r?\n/).slice(1);
  return new Map(
    lines.map((line) => {
      const cells = line.split(",");
      return [`${cells[0]} ${cells[1]}`, cells.at(-1) === "1"];
    }),
  );
}

/** The first day of a month of 2011. */
export const cutOf = (month: number): Day => parseDay(`2011-${String(month).padStart(2, "0")}-01`) as Day;
export const startOf = (day: Day): number => UTC.instantOf(day, 0);
