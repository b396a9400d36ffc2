import type { Pool } from "pg";

/** The doors: what has to be found before a workspace is known. */
export async function findWorkspaceIds(pool: Pool): Promise<number[]> {
  return atTheDoor<{ workspace_id: number }, number[]>(
    pool,
    "select workspace_id from workspace order by workspace_id",
    [],
    (rows) => rows.map(({ workspace_id }) => workspace_id),
  );
}

export async function nextWorkspaceId(pool: Pool): Promise<number> {
  const { rows } = await pool.query("select nextval(pg_get_serial_sequence('workspace', 'workspace_id')) as id");
  return Number(rows[0].id);
}

export type SourceRow = {
  readonly workspace_id: number;
  readonly source_id: number;
  readonly name: string;
  readonly kind: "browser" | "server" | "import" | "webhook" | "cloudevents" | "internal";
  readonly write_key: string;
  readonly secret: Uint8Array | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly disabled_at: number | null;
  readonly time_zone: string;
  readonly workspace_settings: Readonly<Record<string, unknown>>;
};

/** The source that a write key opens, in whichever workspace. */
export async function findSourceByKey(pool: Pool, writeKey: string): Promise<SourceRow | undefined> {
  return atTheDoor<SourceRow, SourceRow | undefined>(
    pool,
    `select source.workspace_id, source_id, source.name, kind, write_key, secret, source.settings, disabled_at, time_zone,
       workspace.settings as workspace_settings
     from source join workspace using (workspace_id) where write_key = $1`,
    [writeKey],
    (rows) => rows[0],
  );
}

export async function atTheDoor<Row, Result>(
  pool: Pool,
  text: string,
  values: unknown[],
  read: (rows: Row[]) => Result,
): Promise<Result> {
  const client = await pool.connect();
  let problem: Error | undefined;
  try {
    await client.query("begin read only; set local plumbline.workspace = 'all'");
    const { rows } = await client.query(text, values);
    await client.query("commit");
    return read(rows);
  } catch (error) {
    problem = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(problem);
  }
}
