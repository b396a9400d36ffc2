import { assignArm } from "@plumbline/learning";
import { type Day, type Facts, totalOf } from "@plumbline/scoring";
import { type EnrolmentRow, findEnrolments, keepEnrolments, type Session } from "@plumbline/store";
import { type ActingVersion, actingIn, type Configuration, type ScoringVersion, type Trial } from "../configuration.ts";
import type { Places } from "./place-leads.ts";

/** What has to be known of a lead that may be in an experiment. */
type Lead = {
  readonly leadId: number;
  readonly merged: readonly number[];
  readonly kept: { readonly account_id: number | null } | undefined;
};

/** Who of some locked leads is in which arm. */
export type Enrolments = {
  /** The version that speaks for a lead where `version` does for others. */
  by(version: ScoringVersion, leadId: number): ActingVersion;
  /** Enrols a lead that is ranked already, where an experiment takes everyone; before anything happens to it. */
  enrolRanked(version: ScoringVersion, lead: Lead, factsThen: () => Facts): void;
  /** Enrols a lead that enters the ranking, and notes what the versions say of one that is enrolled. */
  enrolEntering(version: ScoringVersion, lead: Lead, accountId: number | null, facts: Facts): void;
  /** Writes what is new. */
  keep(): Promise<void>;
};

const NONE: Enrolments = {
  by: (version) => version,
  enrolRanked: () => {},
  enrolEntering: () => {},
  keep: async () => {},
};

/**
 * Reads in which arms some leads are, and joins those of leads that became one. An arm is given by the hash of the
 * lead's account, else of the lead, when the lead is enrolled; from then on it stays, whatever becomes of either.
 */
export async function readEnrolments(
  session: Session,
  { trials }: Pick<Configuration, "trials">,
  leads: readonly Lead[],
  places: Places,
  { today, now }: { readonly today: Day; readonly now: number },
): Promise<Enrolments> {
  if (trials.length === 0 || leads.length === 0) return NONE;
  const rows = await findEnrolments(
    session,
    trials.map(({ experimentId }) => experimentId),
    leads.flatMap(({ leadId, merged }) => [leadId, ...merged]),
  );
  const known = new Map(rows.map((row) => [keyOf(row.experiment_id, row.lead_id), row]));
  const changed = new Map<string, EnrolmentRow>();
  const rowOf = ({ experimentId }: Trial, leadId: number) => known.get(keyOf(experimentId, leadId));
  const note = (row: EnrolmentRow): void => {
    const key = keyOf(row.experiment_id, row.lead_id);
    known.set(key, row);
    changed.set(key, row);
  };
  for (const trial of trials) {
    for (const lead of leads) {
      const others = lead.merged.flatMap((leadId) => rowOf(trial, leadId) ?? []);
      const wasRanked = isRanked(places.kept(controlOf(trial), lead.leadId));
      for (const row of joined(lead.leadId, rowOf(trial, lead.leadId), others, wasRanked)) note(row);
    }
  }
  const trialOf = (version: ScoringVersion) =>
    version.isLive ? trials.find((trial) => controlOf(trial).versionId === version.versionId) : undefined;
  const enrol = (trial: Trial, lead: Lead, accountId: number | null, facts: Facts): void => {
    const totals = totalsBy(trial, facts, today);
    // Whoever one of the versions ranks is enrolled: which of them it is has no say in it.
    if (totals.every((total) => total === null)) return;
    // In shadow mode nobody is put anywhere: each lead is an observation.
    const unit = unitOf(lead.leadId, trial.mode === "shadow" ? null : accountId);
    const ids = { experiment_id: trial.experimentId, lead_id: lead.leadId };
    const place = placeOf(trial, unit);
    note({ ...ids, unit, place, at: now, on_day: today, totals, merged_into: null, contaminated: false });
  };
  return {
    by: (version, leadId) => {
      const trial = trialOf(version);
      return (trial && actingIn(trial, rowOf(trial, leadId)?.place)) ?? version;
    },
    enrolRanked: (version, lead, factsThen) => {
      const trial = trialOf(version);
      if (!trial?.isEnrolling || trial.enrols !== "everyone" || rowOf(trial, lead.leadId)) return;
      if (!isRanked(places.kept(version, lead.leadId))) return;
      enrol(trial, lead, lead.kept?.account_id ?? null, factsThen());
    },
    enrolEntering: (version, lead, accountId, facts) => {
      const trial = trialOf(version);
      if (!trial) return;
      const row = rowOf(trial, lead.leadId);
      if (row && today <= row.on_day + trial.scoreAfter) {
        const totals = totalsBy(trial, facts, today);
        if (totals.some((total, i) => total !== row.totals[i])) note({ ...row, totals });
      }
      if (row || !trial.isEnrolling || isRanked(places.get(version, lead.leadId))) return;
      enrol(trial, lead, accountId, facts);
    },
    keep: async () => {
      if (changed.size > 0) await keepEnrolments(session, [...changed.values()]);
    },
  };
}

const keyOf = (experimentId: number, leadId: number): string => `${experimentId} ${leadId}`;

const controlOf = ({ arms }: Trial): ScoringVersion => (arms[0] as Trial["arms"][number]).version;

const isRanked = (placing: { readonly total: number | null } | null): boolean => (placing?.total ?? null) !== null;

/** What is put into an arm as a whole. */
export function unitOf(leadId: number, accountId: number | null): string {
  return accountId === null ? `lead:${leadId}` : `account:${accountId}`;
}

/** The place of a unit's arm. In shadow mode everyone is treated as the control. */
export function placeOf({ mode, salt, arms }: Pick<Trial, "mode" | "salt" | "arms">, unit: string): number {
  if (mode === "shadow") return 0;
  const name = assignArm(salt, unit, arms);
  return Math.max(
    0,
    arms.findIndex((arm) => arm.name === name),
  );
}

function totalsBy({ arms }: Trial, facts: Facts, today: Day): (number | null)[] {
  return arms.map(({ version }) => totalOf(version.compiled, facts, today) ?? null);
}

/**
 * What changes where a lead took in others: whoever was in no ranking and in no arm goes on in that of the first of
 * them; those of another arm, or of a lead that is in none, have seen two versions and are left out of the figures.
 */
function joined(
  leadId: number,
  own: EnrolmentRow | undefined,
  others: readonly EnrolmentRow[],
  wasRanked: boolean,
): EnrolmentRow[] {
  // It became part of another one once, and is one of its own again.
  const back = own && own.merged_into !== null ? { ...own, merged_into: null } : own;
  const apart = others.filter(({ merged_into }) => merged_into === null);
  const [first] = apart.toSorted((a, b) => a.at - b.at || a.lead_id - b.lead_id);
  const heir = back ?? (first && !wasRanked ? { ...first, lead_id: leadId } : undefined);
  const strangers = apart.filter(({ place }) => place !== heir?.place);
  const taken = apart.map((other) => ({
    ...other,
    merged_into: leadId,
    contaminated: other.contaminated || strangers.includes(other),
  }));
  if (!heir) return taken;
  const isMixed = strangers.length > 0 && !heir.contaminated;
  const after = isMixed ? { ...heir, contaminated: true } : heir;
  return after === own ? taken : [...taken, after];
}
