import { compile, type Event, type Facts, findZone, parseDay, parseModel, score, UTC } from "@plumbline/scoring";

/** An example of `spec/scores.json`, as far as it says what is given. */
export type Example = {
  readonly name: string;
  readonly model: object;
  readonly zone?: string;
  readonly today?: string;
  readonly traits?: Facts["traits"];
  readonly events?: readonly (Partial<Omit<Event, "timestamp">> & {
    readonly timestamp?: string;
    readonly times?: number;
  })[];
};

/** What the product says of each example, with every line and day. Runs in Node as in a browser. */
export function saidBy(examples: readonly Example[]): readonly unknown[] {
  return examples.map(({ name, model, zone, today = "2026-01-15", traits = {}, events = [] }) => {
    const parsed = parseModel({ model: "spec", rules: [], dimensions: { all: {} }, ...model });
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`);
    const compiled = compile(parsed.model, zone === undefined ? UTC : (findZone(zone) ?? UTC));
    const states = new Map();
    for (const [i, { timestamp = "2026-01-15T12:00:00Z", times = 1, ...event }] of events.entries()) {
      for (let k = 0; k < times; k++) {
        const messageId = `m${i}-${k}`;
        compiled.measurer.measure(states, { type: "track", ...event, messageId, timestamp: Date.parse(timestamp) });
      }
    }
    return { name, ...score(compiled, { traits, states }, parseDay(today) as number) };
  });
}
