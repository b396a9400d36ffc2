import type { Pool } from "pg";

/** Says what the key is called by which secrets are sealed; who comes first says it. What it is called now. */
export async function keepSealKey(pool: Pool, name: string): Promise<string> {
  await pool.query("insert into seal_key (name) values ($1) on conflict do nothing", [name]);
  const { rows } = await pool.query<{ name: string }>("select name from seal_key");
  return rows[0]?.name ?? name;
}

/** From now on it is another one. */
export async function changeSealKey(pool: Pool, name: string): Promise<void> {
  await pool.query("update seal_key set name = $1", [name]);
}
