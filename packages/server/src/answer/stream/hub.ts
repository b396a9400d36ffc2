import { findScores, inTransaction, SCORES_CHANNEL } from "@plumbline/store";
import type { Notification, Pool } from "pg";
import type { Configuration } from "../../configuration.ts";
import type { ScoreChange } from "../../decide/keep-placed.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { liveVersions } from "../known-configurations.ts";
import { keepLine, RECONNECT } from "./line.ts";
import { subscriptions, type Told } from "./subscriptions.ts";

/** A score that changed, points in hundredths. */
export type ScoreNews = {
  readonly of: "lead" | "account";
  readonly subjectId: number;
  readonly model: string;
  readonly version: number;
  readonly total: number | null;
  readonly band: string | null;
  readonly former: { readonly total: number | null; readonly band: string | null } | null;
};

export type Hub = {
  /** Takes what changed here; every process hears of it a moment later. */
  readonly onChange: (workspaceId: number, changes: readonly ScoreChange[]) => void;
  subscribe(workspaceId: number, signal: AbortSignal): Promise<AsyncGenerator<Told<ScoreNews>>>;
  close(): Promise<void>;
};

export type HubOptions = {
  readonly pool: Pool;
  readonly known: KnownConfigurations;
  readonly onError?: (error: unknown) => void;
};

/** How long changes are gathered, in ms. */
const PAUSE = 250;
/** PostgreSQL takes payloads below 8000 bytes. */
const LONGEST = 7900;
/** More changes at a time are told as one: read again. */
const MOST_PENDING = 20_000;
const REMEMBERED = 20_000;

/**
 * Tells all processes which scores changed, over one connection of its own, and whoever listens here what they are
 * now. Nothing of it is part of a transaction, and nobody waits for it: who misses something is told so.
 */
export function openHub({ pool, known, onError = () => {} }: HubOptions): Hub {
  const pending = new Map<number, Map<string, ScoreChange>>();
  /** Of these, changes could not be told: that they have to be read again is, as soon as anything can. */
  const untold = new Set<number>();
  const listeners = subscriptions<ScoreNews>();
  const told = new Map<string, { readonly total: number | null; readonly band: string | null }>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let sending: Promise<void> = Promise.resolve();

  const hear = ({ channel, payload }: Notification): void => {
    if (channel !== SCORES_CHANNEL || payload === undefined) return;
    const { workspaceId, changes } = readPayload(payload);
    if (!listeners.has(workspaceId)) return;
    if (changes === "many") listeners.miss(workspaceId);
    else {
      tell(workspaceId, changes).catch((error: unknown) => {
        listeners.miss(workspaceId);
        onError(error);
      });
    }
  };

  const tell = async (workspaceId: number, changes: readonly ScoreChange[]): Promise<void> => {
    const news = await inTransaction(pool, workspaceId, async (session) => {
      const configuration = await known(session);
      const versions = liveVersionsById(configuration);
      const numbers = new Map(
        configuration.trials.flatMap(({ arms }) => arms.map(({ version }) => [version.versionId, version.number])),
      );
      const live = changes.filter(({ versionId }) => versions.has(versionId));
      const versionIds = [...new Set(live.map(({ versionId }) => versionId))];
      const rows = await findScores(session, versionIds, [...new Set(live.map(({ subjectId }) => subjectId))]);
      const asked = new Set(live.map(keyOf));
      return rows.flatMap((row) => {
        const version = versions.get(row.version_id);
        const key = keyOf({ versionId: row.version_id, subjectId: row.subject_id });
        if (!version || !asked.has(key)) return [];
        const { total, band } = row;
        const former = told.get(key) ?? null;
        remember(key, { total, band });
        if (former && former.total === total && former.band === band) return [];
        const { of, name: model } = version;
        // Of a lead in an arm, the arm's version says so.
        const number = numbers.get(row.by_version_id ?? -1) ?? version.number;
        return [{ of, subjectId: row.subject_id, model, version: number, total, band, former } satisfies ScoreNews];
      });
    });
    listeners.give(workspaceId, news);
  };

  const remember = (key: string, now: { total: number | null; band: string | null }): void => {
    told.delete(key);
    told.set(key, now);
    for (const oldest of told.keys()) {
      if (told.size <= REMEMBERED) return;
      told.delete(oldest);
    }
  };

  const line = keepLine({
    ...{ pool, channels: [SCORES_CHANNEL], hear, onError },
    isWanted: () => listeners.workspaces().length > 0,
    onGap: listeners.missAll,
  });

  const publish = async (): Promise<void> => {
    const changed = new Map(pending);
    pending.clear();
    try {
      const { client } = await line.connect();
      const say = (payload: string) => client.query("select pg_notify($1, $2)", [SCORES_CHANNEL, payload]);
      for (const workspaceId of untold) {
        await say(payloadOfMany(workspaceId));
        untold.delete(workspaceId);
      }
      for (const [workspaceId, changes] of changed) {
        for (const payload of writePayloads(workspaceId, [...changes.values()])) await say(payload);
        changed.delete(workspaceId);
      }
    } catch (error) {
      for (const workspaceId of changed.keys()) untold.add(workspaceId);
      publishIn(RECONNECT);
      throw error;
    }
  };

  const publishIn = (ms: number): void => {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      sending = sending.then(publish).catch(onError);
    }, ms).unref();
  };

  return {
    onChange: (workspaceId, changes) => {
      const own = pending.get(workspaceId) ?? new Map<string, ScoreChange>();
      pending.set(workspaceId, own);
      // Beyond that nobody is told one by one.
      for (const change of changes) if (own.size <= MOST_PENDING) own.set(keyOf(change), change);
      publishIn(PAUSE);
    },
    subscribe: async (workspaceId, signal) => {
      await line.connect();
      return listeners.open(workspaceId, signal);
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      listeners.closeAll();
      // Others listen elsewhere.
      if (pending.size > 0) sending = sending.then(publish).catch(onError);
      await sending;
      await line.close();
    },
  };
}

const keyOf = ({ versionId, subjectId }: ScoreChange): string => `${versionId}:${subjectId}`;

function liveVersionsById({ leadVersions, accountVersions }: Configuration) {
  const live = liveVersions([...leadVersions, ...accountVersions]);
  return new Map(live.map((version) => [version.versionId, version]));
}

const payloadOfMany = (workspaceId: number): string => String(workspaceId);

/** `[workspace, version, subject, version, subject, …]`, as many as a message holds. */
export function writePayloads(workspaceId: number, changes: readonly ScoreChange[]): string[] {
  if (changes.length > MOST_PENDING) return [payloadOfMany(workspaceId)];
  const payloads: string[] = [];
  let text = "";
  for (const { versionId, subjectId } of changes) {
    const one = ` ${versionId} ${subjectId}`;
    if (text.length + one.length > LONGEST - 20) {
      payloads.push(`${workspaceId}${text}`);
      text = "";
    }
    text += one;
  }
  return text === "" ? payloads : [...payloads, `${workspaceId}${text}`];
}

export function readPayload(payload: string): {
  readonly workspaceId: number;
  readonly changes: readonly ScoreChange[] | "many";
} {
  const [workspaceId = 0, ...rest] = payload.split(" ").map(Number);
  if (rest.length === 0) return { workspaceId, changes: "many" };
  const changes: ScoreChange[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    changes.push({ versionId: rest[i] as number, subjectId: rest[i + 1] as number });
  }
  return { workspaceId, changes };
}
