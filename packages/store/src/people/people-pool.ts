import pg, { type Pool } from "pg";

/** What the library that signs people in asks of a pool of connections. */
export type PeoplePool = {
  connect(): Promise<PeopleClient>;
  end(): Promise<void>;
};

type PeopleClient = {
  query(text: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
  release(): void;
};

/**
 * The same connections as everyone's; while one is lent it sees the people and no workspace, and when it comes back
 * it sees nothing again. Instants read as `Date`, as the library wants them.
 */
export function openPeople(pool: Pool): PeoplePool {
  return {
    connect: async () => {
      const client = await pool.connect();
      const giveBack = (error: unknown) => client.release(error instanceof Error ? error : true);
      try {
        await client.query("set plumbline.workspace = 'people'");
      } catch (error) {
        giveBack(error);
        throw error;
      }
      return {
        query: (text, values = []) => client.query({ text, values: [...values], types: pg.types }),
        release: () => void client.query("reset plumbline.workspace").then(() => client.release(), giveBack),
      };
    },
    end: async () => {},
  };
}

/** Does some work in one transaction that sees the people and no workspace. */
export async function amongPeople<Row>(pool: Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
  const client = await pool.connect();
  let problem: Error | undefined;
  try {
    await client.query("begin; set local plumbline.workspace = 'people'");
    const { rows } = await client.query(text, [...values]);
    await client.query("commit");
    return rows as Row[];
  } catch (error) {
    problem = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(problem);
  }
}
