import type { Pool } from "pg";
import { amongPeople } from "./people-pool.ts";

type FoundPerson = {
  readonly person_id: string;
  readonly name: string;
  readonly email: string;
};

/** Whether anybody has signed up yet. */
export async function hasPeople(pool: Pool): Promise<boolean> {
  return (await amongPeople(pool, "select from person limit 1", [])).length > 0;
}

/** By the address, in small letters. */
export async function findPersonByEmail(pool: Pool, email: string): Promise<FoundPerson | undefined> {
  const rows = await amongPeople<FoundPerson>(
    pool,
    "select id as person_id, name, email from person where email = $1",
    [email],
  );
  return rows[0];
}

/** What a person chose for herself; null is the browser's choice. */
export type Choices = { readonly name: string; readonly language: string | null; readonly scheme: string | null };

export async function changePerson(pool: Pool, personId: string, { name, language, scheme }: Choices): Promise<void> {
  await amongPeople(pool, "update person set name = $2, language = $3, scheme = $4, updated_at = now() where id = $1", [
    personId,
    name,
    language,
    scheme,
  ]);
}

/** Takes back a sign-up, with all that hangs on it. */
export async function dropPerson(pool: Pool, personId: string): Promise<void> {
  await amongPeople(pool, "delete from person where id = $1", [personId]);
}

/** How a person can sign in: `credential` is a password. */
export async function findProviders(pool: Pool, personId: string): Promise<string[]> {
  const rows = await amongPeople<{ provider: string }>(
    pool,
    "select distinct provider from credential where person_id = $1 order by provider",
    [personId],
  );
  return rows.map(({ provider }) => provider);
}

/** Her password alone lets a person in from now on, and nothing else: her sessions end. */
export async function dropSecondFactor(pool: Pool, personId: string): Promise<void> {
  await amongPeople(
    pool,
    `with factor as (delete from two_factor where person_id = $1),
       ended as (delete from person_session where person_id = $1)
     update person set two_factor = false, updated_at = now() where id = $1`,
    [personId],
  );
}

export async function keepActiveWorkspace(pool: Pool, sessionId: string, workspaceId: number): Promise<void> {
  await amongPeople(pool, "update person_session set active_workspace = $2 where id = $1", [sessionId, workspaceId]);
}

/**
 * Takes a one-time code for its one use; false where it was used before. Codes that were used before `before` are
 * forgotten.
 */
export async function claimCode(pool: Pool, personId: string, code: string, now: number, before: number) {
  await amongPeople(pool, "delete from used_code where person_id = $1 and at < $2", [personId, before]);
  const claimed = await amongPeople(
    pool,
    "insert into used_code (person_id, code, at) values ($1, $2, $3) on conflict do nothing returning code",
    [personId, code, now],
  );
  return claimed.length > 0;
}

/** Forgets sessions that are over, with where they came from, and what was never answered. */
export async function dropExpired(pool: Pool, now: number): Promise<void> {
  await amongPeople(
    pool,
    `with gone as (delete from person_session where expires_at < to_timestamp($1::double precision / 1000))
     delete from verification where expires_at < to_timestamp($1::double precision / 1000)`,
    [now],
  );
}
