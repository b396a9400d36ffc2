import type { PoolClient } from "pg";

/** A transaction that sees one workspace. */
export type Session = {
  readonly workspaceId: number;
  /** Runs a statement; it is prepared once per connection, by its name. */
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
};

type Statement = { readonly name: string; readonly text: string };

export function sessionOf(client: PoolClient, workspaceId: number): Session {
  return {
    workspaceId,
    rows: async ({ name, text }, values) => (await client.query({ name, text, values: [...values] })).rows,
  };
}
