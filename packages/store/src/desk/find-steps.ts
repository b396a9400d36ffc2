import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** Something that happened under a name that was asked for; `body` is JSON. */
export type StepRow = {
  readonly at: number;
  readonly name: string;
  readonly body: string;
};

/** What some identities have under one of these names (in small letters), the newest first. */
export function findSteps(
  session: Session,
  identityIds: readonly number[],
  names: readonly string[],
  most: number,
): Promise<StepRow[]> {
  return session.rows(FIND, [session.workspaceId, bigintArray(identityIds), textArray(names), most]);
}

const FIND = {
  name: "find-steps",
  text: `
    select at, name, body from event
    where workspace_id = $1 and identity_id = any($2::bigint[]) and type = 'track' and lower(name) = any($3::text[])
    order by at desc limit $4`,
};
