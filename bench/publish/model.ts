import { ingestModel } from "../ingest/model.ts";

type Rule = { readonly id: string; readonly points: number };

/** The model of the ingest benchmark with 20 rules more. `more` is added to the points of each second rule. */
export function publishedModel(more = 0, withSignal = false): Record<string, unknown> {
  const model = ingestModel();
  const countries = ["FR", "JP", "BR", "IN", "AU", "NL", "SE", "NO", "DK", "FI"];
  const industries = ["Retail", "Health", "Logistics", "Energy", "Media", "Travel", "Legal", "Public", "Food", "Law"];
  const added = [
    ...countries.map((is) => ({ id: `country-${is}`, when: { trait: "country", is } })),
    ...industries.map((is) => ({ id: `industry-${is}`, when: { trait: "industry", is } })),
  ].map((rule, i) => ({ ...rule, dimension: "fit", points: 1 + (i % 5) }));
  const rules = [...(model["rules"] as Rule[]), ...added].map((rule, i) =>
    i % 2 === 0 ? { ...rule, points: rule.points + more } : rule,
  );
  if (!withSignal) return { ...model, rules };
  return {
    ...model,
    signals: { ...(model["signals"] as object), "used-reports": { on: "Feature Used", where: { section: "report" } } },
    rules: [...rules, { id: "each-used-reports", dimension: "engagement", each: "used-reports", points: 2 }],
  };
}
