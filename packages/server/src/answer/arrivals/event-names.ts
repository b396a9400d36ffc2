import { type Answer, routes } from "@plumbline/api";
import { findZone, fold, type Json, type Model, measurerFor, UTC, type Zone } from "@plumbline/scoring";
import {
  type EventMemberRow,
  findEventMembers,
  findEventTallies,
  findReading,
  findScoringVersions,
  findWorkspace,
  type Session,
} from "@plumbline/store";
import { type Heard, heardBy } from "../../publish/heard.ts";
import { readersFor } from "../../score/readers.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

type Member = Answer<typeof routes.events.names>["traits"][number];
type Kind = Member["kinds"][number];

const DAYS = 30;
const MOST_NAMES = 5000;

/** What has been seen of events: for whoever writes conditions, and to find what no signal listens to. */
export function answerEventNames(api: Api): void {
  answer(api, routes.events.names, async ({ session, query, now }) => {
    const zone = await zoneOf(session);
    const wanted = fold(query.q ?? "");
    const seen = (await findEventTallies(session, zone.dayOf(now) - DAYS, MOST_NAMES)).filter(
      ({ type, name }) => fold(name).includes(wanted) || type.includes(wanted),
    );
    const tallies = seen.slice(0, query.limit);
    const members = await membersOf(session, tallies);
    const traits = await findEventMembers(session, ["identify", "group"], ["", ""]);
    return {
      items: tallies.map(({ type, name, events, last_at }) => ({
        type,
        name: name === "" ? null : name,
        count: events,
        lastAt: sayInstant(last_at),
        properties: (members.get(keyOf({ type, name })) ?? []).map(sayMember),
      })),
      traits: traits.filter(({ type }) => type === "identify").map(sayMember),
      accountTraits: traits.filter(({ type }) => type === "group").map(sayMember),
      readTo: sayInstantIf(await findReading(session)),
    };
  });

  answer(api, routes.signals.unmatched, async ({ session, query, now }) => {
    const zone = await zoneOf(session);
    const hears = await hearing(session, zone);
    const tallies = (await findEventTallies(session, zone.dayOf(now) - query.days, MOST_NAMES))
      .filter(({ type, name }) => COUNTED.has(type) && !hears(type, name === "" ? null : name))
      .slice(0, query.limit);
    const members = await membersOf(session, tallies);
    return {
      items: tallies.map(({ type, name, events, last_at }) => ({
        type,
        name: name === "" ? null : name,
        count: events,
        lastAt: sayInstant(last_at),
        example: exampleOf(members.get(keyOf({ type, name })) ?? []),
      })),
      readTo: sayInstantIf(await findReading(session)),
    };
  });
}

/** Events that say who somebody is are heard by whoever asks for traits. */
const COUNTED = new Set(["track", "page", "screen"]);

/** Whether any signal of a live model listens to events of a type and name. */
async function hearing(session: Session, zone: Zone): Promise<(type: string, name: string | null) => boolean> {
  const live = (await findScoringVersions(session)).filter(({ state }) => state === "live");
  const heard: Heard[] = [];
  for (const { body } of live) {
    const model = body as Model;
    const predictions = [...(await readersFor(session, [model], zone)).values()];
    heard.push(heardBy(model, new Set(measurerFor([model], zone, predictions).keys), zone, predictions));
  }
  return (type, name) => heard.some((one) => one.hears(type, name));
}

type Named = { readonly type: string; readonly name: string };

async function membersOf(session: Session, named: readonly Named[]): Promise<Map<string, EventMemberRow[]>> {
  const rows = await findEventMembers(
    session,
    named.map(({ type }) => type),
    named.map(({ name }) => name),
  );
  return Map.groupBy(rows, keyOf);
}

const keyOf = ({ type, name }: Named): string => JSON.stringify([type, name]);

function sayMember({ path, kinds, examples }: EventMemberRow): Member {
  return { path, kinds: kinds as Kind[], examples: JSON.parse(examples) as Member["examples"] };
}

/** One value for each member that has one that may be shown. */
function exampleOf(members: readonly EventMemberRow[]): Record<string, Json> {
  return Object.fromEntries(
    members.flatMap(({ path, examples }) => {
      const [first] = JSON.parse(examples) as Json[];
      return first === undefined ? [] : [[path, first]];
    }),
  );
}

async function zoneOf(session: Session): Promise<Zone> {
  return findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
}
