import type { Pool } from "pg";
import type { Session } from "../session.ts";
import { atTheDoor } from "../workspaces/find-workspaces.ts";

export type HeldRole = {
  readonly workspace_id: number;
  readonly role: string;
  readonly name: string;
  /** Whether a sample is still being loaded into the workspace. */
  readonly is_loading: boolean;
};

/** Where a person belongs, in the order of the workspaces. */
export function findRolesOf(pool: Pool, personId: string): Promise<readonly HeldRole[]> {
  return atTheDoor<HeldRole, readonly HeldRole[]>(
    pool,
    `select workspace_id, role, workspace.name, loading is not null as is_loading
     from member join workspace using (workspace_id)
     where person_id = $1 and removed_at is null order by workspace_id`,
    [personId],
    (rows) => rows,
  );
}

export type PersonRow = {
  readonly person_id: string;
  readonly role: string;
  readonly since: number;
  readonly name: string;
  readonly email: string;
  readonly two_factor: boolean | null;
};

/** The members of the workspace, by name. */
export function findPeople(session: Session): Promise<PersonRow[]> {
  return session.rows(FIND, [session.workspaceId]);
}

/** Somebody or something that records say did something. */
type NamedRow = {
  /** As it stands in records: `user:…`, `key 3`. */
  readonly by: string;
  readonly kind: "person" | "key";
  readonly name: string;
  readonly is_former: boolean;
};

/** Who is or was a member of the workspace, and its keys, by what records call them. */
export function findNames(session: Session): Promise<NamedRow[]> {
  return session.rows(NAMES, [session.workspaceId]);
}

/** Lets all memberships of the workspace stand still until the transaction ends, and reads them. */
export function lockPeople(session: Session): Promise<Pick<PersonRow, "person_id" | "role">[]> {
  return session.rows(LOCK, [session.workspaceId]);
}

/** A person belongs to the workspace from now on, again where she had left it. */
export async function keepPersonIn(session: Session, personId: string, role: string, now: number): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, personId, role, now]);
}

export async function changeRole(session: Session, personId: string, role: string): Promise<void> {
  await session.rows(CHANGE, [session.workspaceId, personId, role]);
}

export async function removePersonFrom(session: Session, personId: string, now: number): Promise<void> {
  await session.rows(REMOVE, [session.workspaceId, personId, now]);
}

const FIND = {
  name: "find-people",
  text: `
    select person_id, role, since, person.name, email, two_factor
    from member join person on person.id = person_id
    where workspace_id = $1 and removed_at is null
    order by person.name, person_id`,
};

const NAMES = {
  name: "find-names",
  text: `
    select 'user:' || person_id as by, 'person' as kind, person.name, removed_at is not null as is_former
    from member join person on person.id = person_id
    where workspace_id = $1
    union all
    select 'key ' || key_id, 'key', name, revoked_at is not null from api_key
    where workspace_id = $1
    order by kind desc, name, by`,
};

const LOCK = {
  name: "lock-members",
  text: `
    select person_id, role from member
    where workspace_id = $1 and removed_at is null order by person_id for update`,
};

const KEEP = {
  name: "keep-member",
  text: `
    insert into member (workspace_id, person_id, role, since) values ($1, $2, $3, $4)
    on conflict (workspace_id, person_id) do update set role = $3, since = $4, removed_at = null`,
};

const CHANGE = {
  name: "change-role",
  text: "update member set role = $3 where workspace_id = $1 and person_id = $2 and removed_at is null",
};

const REMOVE = {
  name: "remove-member",
  text: "update member set removed_at = $3 where workspace_id = $1 and person_id = $2 and removed_at is null",
};
