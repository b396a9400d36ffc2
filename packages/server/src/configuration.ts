import {
  type CompiledModel,
  compile,
  findZone,
  type Measurer,
  type Model,
  measurerFor,
  type PredictionReaders,
  readsAccounts,
  UTC,
  type Zone,
} from "@plumbline/scoring";
import {
  findConfigVersion,
  findPresence,
  findScoringVersions,
  findSegments,
  findTrialArms,
  findWorkspace,
  type Presence,
  type ScoringVersionRow,
  type Session,
  type TrialArmRow,
} from "@plumbline/store";
import { readersFor } from "./score/readers.ts";
import { type CompiledSegment, compileSegment } from "./segment/compiled-segment.ts";

/** A workspace as it is set up, compiled. It holds as long as the transaction that read it. */
export type Configuration = {
  readonly workspaceId: number;
  readonly version: number;
  readonly zone: Zone;
  readonly digestKey: Uint8Array;
  readonly joinByEmail: boolean;
  /** Domains of providers of free mail beside the usual ones. */
  readonly freeMail: ReadonlySet<string>;
  /** Measures everything that any version needs. */
  readonly measurer: Measurer;
  /** Versions that score leads, and those that score accounts; live ones and those on their way. */
  readonly leadVersions: readonly ScoringVersion[];
  readonly accountVersions: readonly ScoringVersion[];
  /** Whether any version asks something of a lead's account. */
  readonly readsAccounts: boolean;
  readonly presence: Presence;
  /** Segments that are asked of every lead that is settled. */
  readonly segments: readonly CompiledSegment[];
  /** Experiments by which leads are scored, one of a model at most. */
  readonly trials: readonly Trial[];
};

/** An experiment that is under way. */
export type Trial = {
  readonly experimentId: number;
  readonly modelId: number;
  /** Whether leads are acted upon by their arms' versions, or all by the live one. */
  readonly mode: "live" | "shadow";
  /** Which leads it enrols: those that enter the ranking, or everyone. */
  readonly enrols: "entering" | "everyone";
  /** Nobody is enrolled any more while the winner is on its way to being live. */
  readonly isEnrolling: boolean;
  readonly salt: string;
  /** How many days after the enrolment versions are held against one another. */
  readonly scoreAfter: number;
  /** The control first: the live version. */
  readonly arms: readonly { readonly name: string; readonly weight: number; readonly version: ScoringVersion }[];
};

export type ScoringVersion = {
  /** The later it was published, the higher. */
  readonly publicationId: number;
  readonly versionId: number;
  readonly modelId: number;
  readonly name: string;
  readonly number: number;
  /** Whether it answers where no model is named. */
  readonly isDefault: boolean;
  /** Versions on their way have scores but are silent. */
  readonly isLive: boolean;
  readonly compiled: CompiledModel;
  readonly of: "lead" | "account";
  /** The live version from whose bands this one goes on, where that one is not scored along with it. */
  readonly follows?: ScoringVersion;
};

/** A version that speaks for a lead, and in which arm of which experiment, where that is why. */
export type ActingVersion = ScoringVersion & { readonly experiment?: { readonly id: string; readonly arm: string } };

/** The version of the arm of a lead that an experiment acts upon; undefined where it acts upon none, or upon others. */
export function actingIn({ mode, experimentId, arms }: Trial, place: number | undefined): ActingVersion | undefined {
  const arm = mode === "live" && place !== undefined ? arms[place] : undefined;
  return arm && { ...arm.version, experiment: { id: String(experimentId), arm: arm.name } };
}

/** Reads and compiles the configuration of the session's workspace. */
export async function readConfiguration(session: Session): Promise<Configuration> {
  const workspace = await findWorkspace(session);
  if (!workspace) throw new Error(`There is no workspace ${session.workspaceId}`);
  const rows = await findScoringVersions(session);
  const zone = findZone(workspace.time_zone) ?? UTC;
  const segmentRows = await findSegments(session);
  const armRows = await findTrialArms(session);
  const kept = [...rows, ...armRows, ...segmentRows].map(({ body }) => body as Model);
  const predictions = await readersFor(session, kept, zone);
  const all = rows.map((row) => scoringVersion(row, zone, predictions));
  const allSegments = segmentRows.map((row) => compileSegment(row, zone, predictions));
  const models = [
    ...all.map(({ compiled }) => compiled.model),
    ...armRows.map(({ body }) => body as Model),
    ...allSegments.flatMap(({ model }) => (model ? [model] : [])),
  ];
  // While its signals are being filled from the past, a version would score too little.
  const versions = all.filter((_, i) => rows[i]?.state !== "filling");
  const segments = allSegments.filter((_, i) => segmentRows[i]?.state !== "filling");
  const settings = workspace.settings as { joinByEmail?: boolean; freeMail?: readonly string[] };
  return {
    workspaceId: session.workspaceId,
    version: workspace.config_version,
    zone,
    digestKey: workspace.digest_key,
    joinByEmail: settings.joinByEmail ?? true,
    freeMail: new Set(settings.freeMail ?? []),
    measurer: measurerFor(models, zone, predictions.values()),
    leadVersions: versions.filter((version) => version.of === "lead"),
    accountVersions: versions.filter((version) => version.of === "account"),
    readsAccounts: models.some(readsAccounts) || [...predictions.values()].some((one) => one.readsAccounts),
    presence: await findPresence(session),
    segments,
    trials: trialsOf(armRows, versions, zone, predictions),
  };
}

function scoringVersion(row: ScoringVersionRow, zone: Zone, predictions: PredictionReaders): ScoringVersion {
  return {
    publicationId: row.publication_id,
    versionId: row.version_id,
    modelId: row.model_id,
    name: row.model_name,
    number: row.number,
    isDefault: row.is_default,
    isLive: row.state === "live",
    // It was checked when it became a version.
    compiled: compile(row.body as Model, zone, { predictions }),
    of: row.of,
  };
}

/** Experiments whose versions can score: those that are still being filled would score too little. */
function trialsOf(
  rows: readonly TrialArmRow[],
  versions: readonly ScoringVersion[],
  zone: Zone,
  predictions: PredictionReaders,
): Trial[] {
  const ready = Map.groupBy(
    rows.filter(({ state }) => state !== "filling"),
    ({ experiment_id }) => experiment_id,
  );
  return [...ready].flatMap(([experimentId, arms]) => {
    const [first] = arms;
    const live = versions.find(({ isLive, versionId }) => isLive && versionId === first?.version_id);
    if (!first || !live) return [];
    const plan = JSON.parse(first.plan) as Pick<Trial, "mode" | "enrols" | "scoreAfter">;
    const versionOf = ({ version_id, number, body }: TrialArmRow): ScoringVersion =>
      version_id === live.versionId
        ? live
        : { ...live, versionId: version_id, number, compiled: compile(body as Model, zone, { predictions }) };
    return [
      {
        ...{ experimentId, modelId: first.model_id, salt: first.salt, isEnrolling: first.state === "running" },
        ...{ mode: plan.mode, enrols: plan.enrols, scoreAfter: plan.scoreAfter },
        arms: arms.map((arm) => ({ name: arm.name, weight: arm.weight, version: versionOf(arm) })),
      },
    ];
  });
}

/** The configuration as this transaction sees it: the copy at hand, or a fresh one where it has changed. */
export async function currentConfiguration(session: Session, known: Configuration | undefined): Promise<Configuration> {
  if (known && known.version === (await findConfigVersion(session))) return known;
  return readConfiguration(session);
}
