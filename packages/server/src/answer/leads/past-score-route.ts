import { routes } from "@plumbline/api";
import { formatDay, type Model, parseDay } from "@plumbline/scoring";
import {
  findArmThen,
  findLead,
  findVersionByNumber,
  findVersionThen,
  type Session,
  type VersionThenRow,
} from "@plumbline/store";
import type { ActingVersion, Configuration } from "../../configuration.ts";
import { hasForgotten } from "../../score/has-forgotten.ts";
import { pastScore } from "../../score/past-score.ts";
import { compileKept } from "../../score/readers.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayVerdict } from "../say-score.ts";

export function pastScoreRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.score, async ({ session, params, query, now }) => {
    const configuration = await known(session);
    const { zone } = configuration;
    const lead = found(await findLead(session, Number(params.id)), "lead");
    const today = zone.dayOf(now);
    const on = query.on === undefined ? today : parseDay(query.on);
    if (on === undefined) throw bad("query", "on", "bad-format", "date");
    if (on > today) throw bad("query", "on", "too-large", formatDay(today));
    const at = on < today ? zone.instantOf(on + 1, 0) - 1 : now;
    const version = await versionOf(session, configuration, query.model, { at, leadId: lead.lead_id });
    const verdict = await pastScore(session, configuration, {
      leadId: lead.lead_id,
      chief: lead.chief,
      on,
      modelId: version.model_id,
      compiled: await compileKept(session, version.body as Model, zone),
      knownAt: query.knownAt === undefined ? undefined : Date.parse(query.knownAt),
    });
    const isPartial = await hasForgotten(session, lead, at);
    return { ...sayVerdict({ ...version, name: version.model_name }, verdict), isPartial };
  });
}

/**
 * `name@3`; or by the name, or without, the version by which a lead was scored at an instant: that of its arm where it
 * was in an experiment, else the live one.
 */
export async function versionOf(
  session: Session,
  configuration: Configuration,
  model: string | undefined,
  { at, leadId }: { readonly at: number; readonly leadId: number },
): Promise<ThenVersion> {
  const [, name, number] = /^(.+)@(\d{1,9})$/.exec(model ?? "") ?? [];
  const wanted = model ?? liveVersion(configuration, "lead", undefined).name;
  const version =
    name === undefined
      ? await findVersionThen(session, wanted, at)
      : await findVersionByNumber(session, name, Number(number));
  if (version?.of !== "lead") throw new Refusal({ code: "model-not-live", model: model ?? wanted });
  const acted = name === undefined ? await findArmThen(session, version.model_id, leadId, at) : undefined;
  if (!acted) return version;
  const { experiment_id, arm, ...own } = acted;
  return { ...version, ...own, experiment: { id: String(experiment_id), arm } };
}

type ThenVersion = VersionThenRow & Pick<ActingVersion, "experiment">;
