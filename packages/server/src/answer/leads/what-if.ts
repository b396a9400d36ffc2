import { type Answer, type Asked, routes } from "@plumbline/api";
import {
  type Event,
  type Facts,
  type JsonObject,
  mergeStates,
  place,
  type SignalStates,
  score,
} from "@plumbline/scoring";
import { findLead, findScores } from "@plumbline/store";
import type { ScoringVersion } from "../../configuration.ts";
import { readPlacing, writePlacing } from "../../decide/record.ts";
import { actingOn } from "../acting.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import { found } from "../refusal.ts";
import { sayStanding, sayVerdict } from "../say-score.ts";
import { factsOfLeads } from "./facts-of-leads.ts";

export function whatIfRoute(api: Api, known: KnownConfigurations): void {
  answer(
    api,
    routes.leads.whatIf,
    async ({ session, params, body, now }): Promise<Answer<typeof routes.leads.whatIf>> => {
      const configuration = await known(session);
      const live = liveVersion(configuration, "lead", body.model);
      const lead = found(await findLead(session, Number(params.id)), "lead");
      const version = (await actingOn(session, configuration, [lead.lead_id]))(live, lead.lead_id);
      const facts = found((await factsOfLeads(session, configuration, [lead])).get(lead.lead_id), "lead").of(
        version.modelId,
      );
      const [row] = await findScores(session, [live.versionId], [lead.lead_id]);
      const previous = row ? readPlacing(row) : null;
      const today = configuration.zone.dayOf(now);
      const changed = withMore(facts, body, version, now);
      const stand = (with_: Facts) => {
        const { placing } = place(version.compiled, with_, previous, today);
        return sayStanding(version, writePlacing(placing, version.versionId, lead.lead_id, now));
      };
      return {
        before: stand(facts),
        after: stand(changed),
        verdict: sayVerdict(version, score(version.compiled, changed, today)),
      };
    },
  );
}

/** The facts as they would be with more events and other traits. */
function withMore(
  facts: Facts,
  { events, traits }: Asked<typeof routes.leads.whatIf>["body"],
  { compiled }: ScoringVersion,
  now: number,
): Facts {
  const measured: SignalStates = new Map();
  for (const event of invent(events, now)) compiled.measurer.measure(measured, event);
  return {
    ...facts,
    traits: { ...facts.traits, ...(traits as JsonObject) },
    states: mergeStates(facts.states, measured),
  };
}

/** Events that did not happen, as if they had. */
export function* invent(events: Asked<typeof routes.leads.whatIf>["body"]["events"], now: number): Generator<Event> {
  for (const [i, { times, at, event, name, type, properties }] of events.entries()) {
    for (let n = 0; n < times; n++) {
      yield {
        messageId: `what-if-${i}-${n}`,
        type,
        timestamp: at === undefined ? now : Date.parse(at),
        ...(event !== undefined && { event }),
        ...(name !== undefined && { name }),
        properties: properties as JsonObject,
      };
    }
  }
}
