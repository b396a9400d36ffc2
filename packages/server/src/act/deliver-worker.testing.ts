import { openDatabase } from "@plumbline/store";
import { testTask } from "./announced.testing.ts";
import { startJobs } from "./jobs.ts";

/** What the program is given: the database. */
export type WorkerArguments = readonly [url: string];

/** A process of its own that delivers, to be killed. */
const [, , url = ""] = process.argv;
const { pool } = openDatabase(url);
await startJobs({ url, tasks: { deliver: testTask(pool) }, concurrency: 5, log: (note) => console.error(note) });
