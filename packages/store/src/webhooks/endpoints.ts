import type { Session } from "../session.ts";

/** Where announcements go. Secrets are sealed. */
export type EndpointRow = {
  readonly endpoint_id: number;
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly former_secret_until: number | null;
  readonly created_at: number;
  readonly failing_since: number | null;
  readonly disabled_at: number | null;
  readonly disabled_because: DisabledBecause | null;
};

/** A person did it; the receiver said that it is gone; nothing has arrived for days. */
export type DisabledBecause = "person" | "gone" | "failing";

export type NewEndpoint = Pick<EndpointRow, "url" | "description" | "types"> & { readonly secret: Uint8Array };

/** All endpoints, those that are disabled too, in the order in which they were made. */
export function findEndpoints(session: Session): Promise<EndpointRow[]> {
  return session.rows(FIND_ALL, [session.workspaceId]);
}

export async function findEndpoint(session: Session, endpointId: number): Promise<EndpointRow | undefined> {
  const [row] = await session.rows<EndpointRow>(FIND, [session.workspaceId, endpointId]);
  return row;
}

export async function keepEndpoint(session: Session, endpoint: NewEndpoint, now: number): Promise<EndpointRow> {
  const { url, description, types, secret } = endpoint;
  const [row] = await session.rows<EndpointRow>(KEEP, [session.workspaceId, url, description, types, secret, now]);
  return row as EndpointRow;
}

export type EndpointChange = {
  readonly url: string | undefined;
  readonly description: string | undefined;
  readonly types: readonly string[] | undefined;
  readonly enabled: boolean | undefined;
};

/** Changes what is said; one that is enabled begins anew, whatever failed before. */
export async function changeEndpoint(
  session: Session,
  endpointId: number,
  { url, description, types, enabled }: EndpointChange,
  now: number,
): Promise<EndpointRow | undefined> {
  const changes = [url ?? null, description ?? null, types ?? null, enabled ?? null, now];
  const [row] = await session.rows<EndpointRow>(CHANGE, [session.workspaceId, endpointId, ...changes]);
  return row;
}

/** A new secret; the one before stays valid until an instant. */
export async function replaceSecret(
  session: Session,
  endpointId: number,
  secret: Uint8Array,
  formerUntil: number,
): Promise<EndpointRow | undefined> {
  const [row] = await session.rows<EndpointRow>(REPLACE, [session.workspaceId, endpointId, secret, formerUntil]);
  return row;
}

/** With all its deliveries; whether there was one. */
export async function dropEndpoint(session: Session, endpointId: number): Promise<boolean> {
  const rows = await session.rows(DROP, [session.workspaceId, endpointId]);
  return rows.length > 0;
}

/** Nothing goes there any more; whether it did until now. `failingFor`: only if nothing arrived for so long, in ms. */
export async function disableEndpoint(
  session: Session,
  endpointId: number,
  because: DisabledBecause,
  now: number,
  failingFor?: number,
): Promise<boolean> {
  const failingUntil = failingFor === undefined ? null : now - failingFor;
  const rows = await session.rows(DISABLE, [session.workspaceId, endpointId, because, now, failingUntil]);
  return rows.length > 0;
}

/** Whether an attempt arrived; written only where it is news, because all deliveries of an endpoint write here. */
export async function keepEndpointHealth(
  session: Session,
  endpointId: number,
  arrived: boolean,
  now: number,
): Promise<void> {
  if (arrived) await session.rows(ARRIVED, [session.workspaceId, endpointId]);
  else await session.rows(FAILED, [session.workspaceId, endpointId, now]);
}

const COLUMNS = `endpoint_id, url, description, types, former_secret_until, created_at, failing_since, disabled_at,
  disabled_because`;

const FIND_ALL = {
  name: "find-endpoints",
  text: `select ${COLUMNS} from endpoint where workspace_id = $1 order by endpoint_id`,
};

const FIND = {
  name: "find-endpoint",
  text: `select ${COLUMNS} from endpoint where workspace_id = $1 and endpoint_id = $2`,
};

const KEEP = {
  name: "keep-endpoint",
  text: `
    insert into endpoint (workspace_id, url, description, types, secret, created_at)
    values ($1, $2, $3, $4, $5, $6)
    returning ${COLUMNS}`,
};

const CHANGE = {
  name: "change-endpoint",
  text: `
    update endpoint set
      url = coalesce($3, url),
      description = coalesce($4, description),
      types = coalesce($5::text[], types),
      failing_since = case when $6::boolean then null else failing_since end,
      disabled_at = case $6::boolean when true then null when false then coalesce(disabled_at, $7) else disabled_at end,
      disabled_because = case $6::boolean
        when true then null when false then coalesce(disabled_because, 'person') else disabled_because end
    where workspace_id = $1 and endpoint_id = $2
    returning ${COLUMNS}`,
};

const REPLACE = {
  name: "replace-endpoint-secret",
  text: `
    update endpoint set secret = $3, former_secret = secret, former_secret_until = $4
    where workspace_id = $1 and endpoint_id = $2
    returning ${COLUMNS}`,
};

const DROP = {
  name: "drop-endpoint",
  text: "delete from endpoint where workspace_id = $1 and endpoint_id = $2 returning 1",
};

const DISABLE = {
  name: "disable-endpoint",
  text: `
    update endpoint set disabled_at = $4, disabled_because = $3
    where workspace_id = $1 and endpoint_id = $2 and disabled_at is null
      and ($5::bigint is null or failing_since <= $5)
    returning 1`,
};

const ARRIVED = {
  name: "endpoint-arrived",
  text: `
    update endpoint set failing_since = null
    where workspace_id = $1 and endpoint_id = $2 and failing_since is not null`,
};

const FAILED = {
  name: "endpoint-failed",
  text: `
    update endpoint set failing_since = $3
    where workspace_id = $1 and endpoint_id = $2 and failing_since is null`,
};
