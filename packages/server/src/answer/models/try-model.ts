import { type Answer, type Asked, routes } from "@plumbline/api";
import {
  type CompiledModel,
  type Facts,
  type JsonObject,
  type Model,
  type Placing,
  place,
  type SignalStates,
  score,
} from "@plumbline/scoring";
import {
  findModel,
  findSamples,
  findScores,
  findSubjects,
  type ModelRow,
  type SampleRow,
  type Session,
  type WalkedSubject,
} from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../../configuration.ts";
import { readPlacing } from "../../decide/record.ts";
import { factsOfPage, factsPlanFor } from "../../publish/page-facts.ts";
import { compileKept } from "../../score/readers.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { invent } from "../leads/what-if.ts";
import { found, Refusal } from "../refusal.ts";
import { sayVerdict } from "../say-score.ts";
import { modelAs, modelIn } from "./read-model.ts";

type Body = Asked<typeof routes.models.try>["body"];
type Item = Answer<typeof routes.models.try>["items"][number];
type Invented = Body["invented"][number];

/** A model on a handful of leads, or of accounts where it is of those, while somebody writes it: nothing is kept. */
export function answerTry(api: Api, known: KnownConfigurations): void {
  answer(api, routes.models.try, async ({ session, params, body, now }) => {
    const row = await findModel(session, params.name);
    const configuration = await known(session);
    const trial = await trialOf(session, configuration, row, params.name, body, now);
    const samples = body.samples && row ? await findSamples(session, { model_id: row.model_id, of: trial.of }) : [];
    const ids = [...new Set([...body.leads, ...samples.map(({ subject_id }) => String(subject_id))])];
    const subjects = await findSubjects(session, trial.of, ids.map(Number));
    const facts = await factsOfPage(session, trial.plan, subjects);
    const before = await placesOf(session, trial, [...facts.keys()]);
    const items = subjects.flatMap((subject): Item[] => {
      const own = facts.get(subject.id);
      const sample = samples.find(({ subject_id }) => subject_id === subject.id);
      return own ? [tryOn(trial, subject, own, before.get(subject.id) ?? null, sample)] : [];
    });
    const there = new Set(items.map(({ lead }) => lead));
    return {
      items: [...inOrder(items, ids), ...body.invented.map((one) => tryInvented(trial, one))],
      missing: ids.filter((id) => !there.has(id)),
    };
  });
}

type Trial = {
  readonly of: "lead" | "account";
  readonly name: string;
  readonly compiled: CompiledModel;
  readonly live: ScoringVersion | undefined;
  readonly plan: Awaited<ReturnType<typeof factsPlanFor>>;
  readonly today: number;
  readonly now: number;
};

async function trialOf(
  session: Session,
  { zone, leadVersions, accountVersions }: Configuration,
  row: ModelRow | undefined,
  name: string,
  { text, version }: Body,
  now: number,
): Promise<Trial> {
  const said = text === undefined ? await modelAs(session, found(row, "model"), version) : await modelIn(session, text);
  // A text of any name stands for the model that is asked for.
  const model: Model = { ...said, model: name };
  const of = model.of ?? "lead";
  if (row?.versions && row.of !== of) throw new Refusal({ code: "model-of-others", model: name, of: row.of });
  const compiled = await compileKept(session, model, zone);
  return {
    of,
    name,
    compiled,
    live: [...leadVersions, ...accountVersions].find((one) => one.isLive && one.name === name),
    plan: await factsPlanFor(session, model, row?.model_id, zone),
    today: zone.dayOf(now),
    now,
  };
}

async function placesOf(session: Session, { live }: Trial, ids: readonly number[]): Promise<Map<number, Placing>> {
  const rows = live && ids.length > 0 ? await findScores(session, [live.versionId], ids) : [];
  return new Map(rows.map((one) => [one.subject_id, readPlacing(one)]));
}

function tryOn(
  trial: Trial,
  { id, name }: WalkedSubject,
  facts: Facts,
  previous: Placing | null,
  sample: SampleRow | undefined,
): Item {
  return {
    lead: String(id),
    name,
    ...triedAs(trial, { tried: facts, live: facts }, previous, sample?.expects ? { band: sample.band } : undefined),
    note: sample?.note ?? "",
  };
}

/** Somebody who is not. */
function tryInvented(trial: Trial, { name, traits, accountTraits, events, band }: Invented): Item {
  const factsFor = ({ measurer }: CompiledModel): Facts => {
    const states: SignalStates = new Map();
    for (const event of invent(events, trial.now)) measurer.measure(states, event);
    const account = accountTraits && { traits: accountTraits as JsonObject, states: new Map() };
    return { traits: traits as JsonObject, states, ...(account && { account }) };
  };
  const facts = { tried: factsFor(trial.compiled), live: factsFor((trial.live ?? trial).compiled) };
  const expected = band === undefined ? undefined : { band };
  return { lead: null, name: name === "" ? null : name, ...triedAs(trial, facts, null, expected), note: "" };
}

function triedAs(
  { compiled, live, name, today }: Trial,
  facts: { readonly tried: Facts; readonly live: Facts },
  previous: Placing | null,
  expected: { readonly band: string | null } | undefined,
) {
  const band = bandBy(compiled, facts.tried, previous, today);
  return {
    verdict: { ...sayVerdict({ name, number: 1 }, score(compiled, facts.tried, today)), version: null },
    band,
    live: live
      ? {
          verdict: sayVerdict(live, score(live.compiled, facts.live, today)),
          band: bandBy(live.compiled, facts.live, previous, today),
        }
      : null,
    expected: expected ? { band: expected.band, holds: expected.band === band } : null,
  };
}

/** As it would be after publishing: it goes on from where the live version has the lead. */
function bandBy(compiled: CompiledModel, facts: Facts, previous: Placing | null, today: number): string | null {
  return place(compiled, facts, previous, today).placing.band?.band ?? null;
}

function inOrder(items: readonly Item[], ids: readonly string[]): Item[] {
  const places = new Map(ids.map((id, place_) => [id, place_]));
  return [...items].sort((a, b) => (places.get(a.lead ?? "") ?? 0) - (places.get(b.lead ?? "") ?? 0));
}
