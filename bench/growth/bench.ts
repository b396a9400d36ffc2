import { openHouse } from "../house/open-house.ts";
import { populate } from "../house/populate.ts";
import { load } from "../house/processor.ts";
import { serve } from "../house/serve.ts";
import { watched } from "../ingest/bench.ts";
import { ingestModel } from "../ingest/model.ts";
import { rank } from "../ranked/bench.ts";
import type { Report } from "../report.ts";
import { sweepAlone, sweepBeside } from "../sweep/bench.ts";

export type GrowthSize = { readonly sizes: readonly number[]; readonly seconds: number; readonly requests: number };

/** The same with more and more leads: events, the list, the sweep. */
export async function benchGrowth(report: Report, { sizes, seconds, requests }: GrowthSize): Promise<void> {
  for (const leads of sizes) {
    const house = await openHouse(ingestModel());
    try {
      const begin = performance.now();
      await populate(house, { leads, events: 8, withEvents: false });
      console.error(`${leads} leads made in ${Math.round((performance.now() - begin) / 1000)} s`);
      const served = await serve(house);
      const order = { url: served.url, key: house.workspace.writeKey, leads, who: "users", batch: 100 } as const;
      const sent = { ...order, connections: 8, isFirst: false };
      await watched(house, served, { ...sent, seconds: 4, seed: 1 });
      const { rate, note } = await watched(house, served, { ...sent, seconds, seed: 2 });
      report(`${leads.toLocaleString("en")} leads: events/s in batches of 100`, rate, { note });
      await served.stop();
      await rank(report, house, { leads, requests });
      await sweepAlone(report, house, leads);
      if (leads === sizes.at(-1)) await sweepBeside(report, house, leads);
    } finally {
      console.error(`load ${load()}`);
      await house.close();
    }
  }
}
