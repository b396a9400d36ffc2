export const SOME_ARTEFACT = "0".repeat(32);

type Sent = { readonly query?: Readonly<Record<string, string>>; readonly body?: unknown };

/**
 * What a stranger may well send, route by route, where an empty request would be refused before anything is looked up:
 * every id in it is another workspace's.
 */
export function foreignRequests(id: string): Readonly<Record<string, Sent>> {
  const reason = "because";
  const bounds = { mostPoints: null, mostPercent: null, excluded: [], leastOutcomes: 1 };
  const proposals = ["rule:boss"];
  const cost = { source: "ads", from: "2026-01-01", until: "2026-01-31", amount: 5, currency: "EUR" };
  const arms = [
    { name: "a", version: "live" },
    { name: "b", version: "draft" },
  ];
  const experiment = { name: "x", model: "b2b", arms, difference: 0.1 };
  return {
    "leads.adjust": { body: { dimension: "fit", points: 1, reason } },
    "leads.merge": { body: { one: id, other: String(Number(id) + 1), reason } },
    "leads.part": { body: { one: "email:ann@secret.example", other: "user:ann", reason } },
    "leads.unmerge": { body: { decision: id, reason } },
    "leads.stand": { body: { says: "objection-raised", reason } },
    "leads.erase": { query: { erase: "true" } },
    "leads.addNote": { body: { text: "x" } },
    "leads.changeNote": { body: { text: "x" } },
    "leads.setOwner": { body: { owner: "x" } },
    "leads.giveFeedback": { body: { says: "accepted" } },
    "leads.evidence": { query: { rule: "boss" } },
    "leads.list": { query: { segment: id, experiment: id, model: "b2b" } },
    "leads.lookup": { query: { email: "ann@secret.example" } },
    "views.create": { body: { name: "x", model: "b2b", filter: { segment: id } } },
    "views.change": { body: { name: "x", model: "b2b", filter: { segment: id } } },
    "bulks.create": { body: { action: { kind: "set-owner", owner: "x" }, leads: { ids: [id] } } },
    "duplicates.dismiss": { body: { one: id, other: String(Number(id) + 1) } },
    "models.diff": { query: { from: "1", to: "draft" } },
    "models.putSample": { body: {} },
    "reviews.putPlan": { body: { every: "month", owner: null } },
    "reviews.sign": { body: { role: "sales", hash: "0".repeat(64) } },
    "segments.create": { body: { name: `own ${id}`, where: { trait: "title", is: "CEO" } } },
    "segments.preview": { body: { where: { trait: "title", is: "CEO" } } },
    "segments.put": { body: { leads: [id] } },
    "segments.take": { body: { leads: [id] } },
    "lists.put": { body: { entries: ["x"] } },
    "studies.create": { body: { kind: "truth", model: "b2b" } },
    "kpis.leads": { query: { population: "leads-created" } },
    "costs.create": { body: cost },
    "costs.put": { body: cost },
    "rates.put": { body: { rates: [{ day: "2026-01-01", base: "EUR", currency: "USD", rate: 2 }] } },
    "rates.drop": { query: { base: "EUR", currency: "CHF" } },
    "experiments.sampleSize": { query: { baseline: "0.1", difference: "0.05" } },
    "experiments.create": { body: experiment },
    "experiments.change": { body: experiment },
    "experiments.decide": { body: { arm: "a" } },
    "proposals.accept": { body: { study: id, accept: proposals } },
    "proposals.dismiss": { body: { proposals } },
    "proposals.restore": { body: { proposals } },
    "autoTune.put": { body: { isOn: false, every: "week", target: "won", horizon: 30, bounds } },
    "predictions.create": { body: { name: "win", model: "b2b" } },
    "predictions.promote": { body: { artefact: SOME_ARTEFACT } },
    "sources.create": { body: { name: "own", kind: "server" } },
    "imports.create": { query: { kind: "events", source: id, fileName: "x.csv" } },
    "endpoints.create": { body: { url: "https://own.example/hook", types: ["lead.band.entered"] } },
    "endpoints.redeliver": { body: { since: "2026-01-01T00:00:00Z" } },
    "quarantine.replayAll": { body: { code: "no-identity", source: id } },
    "quarantine.dropAll": { body: { code: "no-identity", source: id } },
    "workspace.putReadiness": { body: { answers: {} } },
    "people.invite": { body: { email: "own@own.example", role: "readonly" } },
    "people.changeRole": { body: { role: "readonly" } },
    "keys.create": { body: { name: "own", scopes: ["read"] } },
  };
}
