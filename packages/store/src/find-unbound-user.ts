import type { Pool } from "pg";

/**
 * Whom the database lets past row-level security: the user that we connect as, where it is a superuser or exempt.
 * Undefined where the second wall stands.
 */
export async function findUnboundUser(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ name: string }>(
    "select rolname as name from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)",
  );
  return rows[0]?.name;
}
