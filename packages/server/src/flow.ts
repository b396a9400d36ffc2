import { type Identity, identityOf } from "@plumbline/scoring";
import { keepEvents, type Session } from "@plumbline/store";
import type { BatchItem } from "./batch.ts";
import type { Arrived } from "./collect/arrival.ts";
import { keptEvent } from "./collect/kept-event.ts";
import type { Configuration } from "./configuration.ts";
import type { ScoreChange } from "./decide/keep-placed.ts";
import { noteGroups } from "./identify/belong.ts";
import { identifyBatch } from "./identify/identify-batch.ts";
import type { KnownIdentity } from "./identify/known-identity.ts";
import { withoutForgotten } from "./identify/suppress.ts";
import { noteJourneys } from "./learn/note-journeys.ts";
import { foldEvents } from "./measure/fold-events.ts";
import { settle } from "./settle.ts";

/**
 * Identify, measure, score, decide: what a batch of new events comes to, in the transaction that keeps them.
 * Reads before, writes after, thinking between.
 */
export async function flow(
  session: Session,
  configuration: Configuration,
  arrived: readonly BatchItem<Arrived>[],
  now: number,
): Promise<ScoreChange[]> {
  const items = await withoutForgotten(session, configuration, arrived);
  const counted = items.filter(({ item }) => item.consent.kept === "full").map(({ item }) => item);
  const events = counted.map(({ event }) => event);
  const identified = await identifyBatch(session, configuration, events);
  await keepEvents(
    session,
    items.map((item) => keptEvent(item, identityIdOf(item.item, identified.identities))),
  );
  await noteJourneys(session, counted, identified.identities);
  const told = await noteGroups(session, events);
  const change = () => foldEvents(counted, identified.identities, configuration.measurer);
  return settle(session, configuration, identified, now, "event", change, told);
}

function identityIdOf({ event, consent }: Arrived, identities: ReadonlyMap<Identity, KnownIdentity>): number | null {
  if (consent.kept === "minimal") return null;
  const key = identityOf(event);
  return (key && identities.get(key)?.id) ?? null;
}
