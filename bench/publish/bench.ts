import { inTransaction } from "@plumbline/store";
import { openHouse, publish } from "../house/open-house.ts";
import { populate } from "../house/populate.ts";
import { load } from "../house/processor.ts";
import type { Report } from "../report.ts";
import { publishedModel } from "./model.ts";

export type PublishSize = { readonly leads: number; readonly events: number };

/** A changed model of 50 rules on leads with a history: other points, and then a new signal. */
export async function benchPublish(report: Report, { leads, events }: PublishSize): Promise<void> {
  const house = await openHouse(publishedModel());
  try {
    await populate(house, { leads, events, withEvents: true });
    const [counted] = await inTransaction(house.database.pool, house.workspace.workspaceId, (session) =>
      session.rows<{ count: number }>({ name: "", text: "select count(*)::int as count from event" }, []),
    );
    const of = `${leads.toLocaleString("en")} leads, ${counted?.count.toLocaleString("en")} events`;
    const timed = async (model: Record<string, unknown>): Promise<number> => {
      const begin = performance.now();
      await publish(house, model);
      return (performance.now() - begin) / 1000;
    };
    const share = leads / 100_000;
    report(`publish, other points, s (${of})`, await timed(publishedModel(1)), {
      most: 30 * share,
      note: `load ${load()}`,
    });
    const filled = await timed(publishedModel(1, true));
    report(`publish, a new signal, s (${of})`, filled, { most: 180 * share, note: `load ${load()}` });
  } finally {
    await house.close();
  }
}
