import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, keepMonths, migrate, openDatabase, startEmbedded } from "@plumbline/store";
import { advancePublication } from "../../packages/server/src/publish/advance-publication.ts";
import { publishModel } from "../../packages/server/src/publish/publish-model.ts";
import { type CreatedWorkspace, createWorkspace } from "../../packages/server/src/workspace/create-workspace.ts";

/** An embedded database of a benchmark's own, as `npm start` makes it, with one workspace. */
export type House = {
  readonly url: string;
  readonly folder: string;
  readonly database: Database;
  readonly workspace: CreatedWorkspace;
  /** The process id of the database. */
  readonly postmaster: number;
  close(): Promise<void>;
};

const ZONE = "Europe/Berlin";

/** Opens one in a new folder, and publishes a model to it. */
export async function openHouse(model: Readonly<Record<string, unknown>>): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
  const embedded = await startEmbedded({ folder });
  const database = openDatabase(embedded.url);
  const { pool } = database;
  await migrate(pool);
  await keepMonths(pool, Date.now());
  const source = { name: "Bench", kind: "server" } as const;
  const workspace = await createWorkspace(pool, { name: "Bench", timeZone: ZONE, source }, Date.now());
  const house: House = {
    ...{ url: embedded.url, folder, database, workspace },
    postmaster: Number.parseInt(readFileSync(join(folder, "postgres/data/postmaster.pid"), "utf8"), 10),
    close: async () => {
      await database.close();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void house.close().finally(() => process.exit(1)));
  }
  await publish(house, model);
  return house;
}

/** Publishes a model and does all the work of it. */
export async function publish({ database, workspace }: House, input: Readonly<Record<string, unknown>>): Promise<void> {
  const { pool } = database;
  const { workspaceId } = workspace;
  const published = await publishModel(pool, workspaceId, { input, source: "", author: "bench" }, Date.now());
  if (!published.ok) throw new Error(JSON.stringify(published.problem));
  while ((await advancePublication(pool, workspaceId, published.publicationId, Date.now)) !== "live");
}
