import type { PoolClient, QueryConfig, QueryResult } from "pg";

/** A transaction that sees one workspace. Statements are sent at once, and carried out and answered in order. */
export type Session = {
  readonly workspaceId: number;
  /** Runs a statement; it is prepared once per connection, by its name. */
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs a statement whose answer says nothing, without waiting for it: what is written at the end of a transaction
   * goes to the database together with its commit. If it fails, so does the transaction.
   */
  send(statement: Statement, values: readonly unknown[]): void;
};

type Statement = { readonly name: string; readonly text: string };

/** A connection on which statements follow each other without waiting. */
export type Line = {
  ask(query: string | QueryConfig): Promise<QueryResult>;
  /** What went wrong first: a transaction that has failed answers all that follows with the same complaint. */
  firstFailure(): unknown;
};

export function lineOf(client: PoolClient): Line {
  let failure: unknown;
  const ask: Line["ask"] = (query) => {
    gatherWrites(client);
    const answer = client.query(query);
    // Who does not wait for it hears of it at the end.
    answer.catch((error) => {
      failure ??= error;
    });
    return answer;
  };
  return { ask, firstFailure: () => failure };
}

export function sessionOf(line: Line, workspaceId: number): Session {
  return {
    workspaceId,
    rows: async ({ name, text }, values) => (await line.ask({ name, text, values: [...values] })).rows,
    send: ({ name, text }, values) => void line.ask({ name, text, values: [...values] }),
  };
}

/** What is sent in one turn is written to the socket as one: a write wakes up the database and costs more than its bytes. */
function gatherWrites(client: PoolClient): void {
  const { stream } = (client as unknown as WithStream).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The driver's types do not show it. */
type WithStream = {
  readonly connection: { readonly stream: { readonly writableCorked: number; cork(): void; uncork(): void } };
};
