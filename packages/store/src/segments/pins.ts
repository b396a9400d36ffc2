import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** What somebody took of the workspace: lists, segments, the champions of predictions. */
export type PinRow = { readonly kind: "list" | "segment" | "prediction"; readonly name: string; readonly hash: string };

type Holder = { readonly holder: "version" | "segment"; readonly id: number };

/** Who took something: a version of a model that is live or on its way, or a segment. */
export type PinHolderRow = PinRow & {
  readonly holder: "version" | "segment";
  readonly holder_name: string;
  /** Of a model's version. */
  readonly version: number | null;
};

/** Writes down all that somebody took, in the place of what was taken before. */
export async function keepPins(session: Session, { holder, id }: Holder, pins: readonly PinRow[]): Promise<void> {
  await session.rows(CLEAR, [session.workspaceId, holder, id]);
  if (pins.length === 0) return;
  await session.rows(KEEP, [
    session.workspaceId,
    holder,
    id,
    textArray(pins.map((pin) => pin.kind)),
    textArray(pins.map((pin) => pin.name)),
    textArray(pins.map((pin) => pin.hash)),
  ]);
}

export function findPins(session: Session, { holder, id }: Holder): Promise<PinRow[]> {
  return session.rows(FIND, [session.workspaceId, holder, id]);
}

/** Everybody who holds something now. */
export function findPinHolders(session: Session): Promise<PinHolderRow[]> {
  return session.rows(HOLDERS, [session.workspaceId]);
}

const CLEAR = {
  name: "clear-pins",
  text: "delete from pin where workspace_id = $1 and holder = $2 and holder_id = $3",
};

const KEEP = {
  name: "keep-pins",
  text: `
    insert into pin (workspace_id, holder, holder_id, kind, name, hash)
    select $1, $2, $3, kind, name, hash from unnest($4::text[], $5::text[], $6::text[]) as one (kind, name, hash)`,
};

const FIND = {
  name: "find-pins",
  text: `
    select kind, name, hash from pin
    where workspace_id = $1 and holder = $2 and holder_id = $3 order by kind, name`,
};

const HOLDERS = {
  name: "find-pin-holders",
  text: `
    select kind, pin.name, pin.hash, holder, model.name as holder_name, version.number as version
    from pin
    join model_version as version on version.workspace_id = $1 and version.version_id = pin.holder_id
    join model on model.workspace_id = $1 and model.model_id = version.model_id
    where pin.workspace_id = $1 and holder = 'version' and exists (
      select from publication
      where workspace_id = $1 and version_id = pin.holder_id and state in ('filling', 'scoring', 'live')
    )
    union all
    select pin.kind, pin.name, pin.hash, holder, segment.name, null
    from pin join segment on segment.workspace_id = $1 and segment.segment_id = pin.holder_id
    where pin.workspace_id = $1 and holder = 'segment'
    order by kind, name, holder_name`,
};

/** Views that everybody sees and that show a segment; with null, those that show any. */
export function findViewsOfSegments(
  session: Session,
  segment: string | null,
): Promise<{ readonly name: string; readonly segment: string }[]> {
  return session.rows(VIEWS, [session.workspaceId, segment]);
}

const VIEWS = {
  name: "find-views-of-segments",
  text: `
    select name, filter->>'segment' as segment from saved_view
    where workspace_id = $1 and shared and filter->>'segment' = coalesce($2, filter->>'segment') order by name`,
};
