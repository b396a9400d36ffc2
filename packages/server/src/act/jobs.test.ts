import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { testDatabase } from "@plumbline/store/testing";
import { afterAll, expect, test, vi } from "vitest";
import { newAnnouncer, SECRET, testTask } from "./announced.testing.ts";
import type { WorkerArguments } from "./deliver-worker.testing.ts";
import { type Jobs, type JobsNote, startJobs, type Task } from "./jobs.ts";
import { newReceiver, verified } from "./receiver.testing.ts";
import { recoverDeliveries } from "./tend.ts";

const { pool, url } = await testDatabase({ max: 20 });
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

const notes: JobsNote[] = [];
const start = (tasks: Readonly<Record<string, Task>>): Promise<Jobs> =>
  startJobs({ url, tasks, concurrency: 5, log: (note) => notes.push(note) });

const PROGRAM = join(import.meta.dirname, "deliver-worker.testing.ts");

function startProcess(): ChildProcess {
  const given: WorkerArguments = [url];
  const child = spawn(process.execPath, [PROGRAM, ...given], {
    stdio: "inherit",
  });
  children.push(child);
  return child;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const addJob = (name: string, payload: object = {}) =>
  pool.query("select graphile_worker.add_job($1, $2::json)", [name, JSON.stringify(payload)]);

const jobsLeft = async (name: string): Promise<number> =>
  (await pool.query("select from graphile_worker.jobs where task_identifier = $1", [name])).rowCount ?? 0;

/** Jobs that some worker could do now: not those that a killed one still holds, nor those for later. */
async function runnable(): Promise<number> {
  const text = "select from graphile_worker.jobs where locked_at is null and run_at <= now()";
  return (await pool.query(text)).rowCount ?? 0;
}

test("a process that is killed between the call and the record has it delivered again, as the same message", async () => {
  const receiver = await newReceiver();
  const house = await newAnnouncer(pool);
  await house.addEndpoint(receiver.url);
  for (let round = 0; round < 3; round++) {
    receiver.received.length = 0;
    const child = startProcess();
    // It has the message, the sender dies before it hears so.
    receiver.behave((response) => {
      child.kill("SIGKILL");
      response.writeHead(204).end();
    });
    await house.announce();
    await once(child, "exit");
    const [lost] = (await house.deliveries()).slice(-1);
    expect(lost).toMatchObject({ state: "waiting", attempts: 0 });
    receiver.behave((response) => response.writeHead(204).end());
    // As after the minute in which nobody else may have it.
    await house.within((session) =>
      session.rows(
        {
          name: "test-run-out",
          text: "update delivery set claimed_until = 1 where workspace_id = $1 and claimed_until is not null",
        },
        [house.workspaceId],
      ),
    );
    expect(await recoverDeliveries(pool, house.workspaceId, Date.now())).toBe(1);
    const jobs = await start({ deliver: testTask(pool) });
    await until(async () => (await house.deliveries()).every(({ state }) => state === "delivered"));
    await jobs.stop();
    expect(receiver.received.length).toBe(2);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    for (const one of receiver.received) verified(SECRET, one);
  }
});

test("three processes, with five jobs for each delivery, never tell one at the same time, and each once", async () => {
  const telling = new Map<string, number>();
  let most = 0;
  let failures = 0;
  const receiver = await newReceiver((response, { id }) => {
    telling.set(id, (telling.get(id) ?? 0) + 1);
    most = Math.max(most, telling.get(id) ?? 0);
    setTimeout(() => {
      telling.set(id, (telling.get(id) ?? 0) - 1);
      response.writeHead(204).end();
    }, 100);
  });
  const house = await newAnnouncer(pool);
  await house.addEndpoint(receiver.url);
  // One after the other, so that the five jobs of a delivery are begun together.
  for (let i = 0; i < 40; i++) {
    await house.announce();
    const deliveryId = (await house.deliveries()).at(-1)?.delivery_id;
    for (let j = 0; j < 4; j++) await addJob("deliver", { workspaceId: house.workspaceId, deliveryId });
  }
  const workers = [startProcess(), startProcess(), startProcess()];
  for (const worker of workers) worker.on("exit", () => failures++);
  await until(async () => (await house.deliveries()).every(({ state }) => state === "delivered"));
  await until(async () => (await runnable()) === 0);
  expect(failures).toBe(0);
  expect(most).toBe(1);
  expect(receiver.received).toHaveLength(40);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(40);
  for (const worker of workers) worker.kill("SIGKILL");
  await Promise.all(workers.map((worker) => worker.signalCode ?? once(worker, "exit")));
});

test("stopping waits for what runs, begins nothing more, and says nothing to the console", async () => {
  const spies = (["log", "info", "warn", "error", "debug"] as const).map((name) => vi.spyOn(console, name));
  let [begun, ended] = [0, 0];
  const jobs = await start({
    slow: async () => {
      begun++;
      await new Promise((resolve) => setTimeout(resolve, 300));
      ended++;
    },
  });
  for (let i = 0; i < 20; i++) await addJob("slow");
  await until(() => begun > 0);
  await jobs.stop();
  expect(ended).toBe(begun);
  expect(begun).toBeLessThan(20);
  expect(await jobsLeft("slow")).toBe(20 - begun);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test("what hangs is told to stop, and its job goes to others", async () => {
  let begun = false;
  const jobs = await start({
    hanging: (_, stopping) => {
      begun = true;
      return new Promise((_resolve, reject) => stopping.addEventListener("abort", () => reject(new Error("stopped"))));
    },
  });
  await addJob("hanging");
  await until(() => begun);
  await jobs.stop();
  expect(await jobsLeft("hanging")).toBe(1);
  const { rows } = await pool.query("select locked_at from graphile_worker.jobs where task_identifier = 'hanging'");
  expect(rows).toEqual([{ locked_at: null }]);
});

test("a task that throws is told of, without its payload, and tried again later", async () => {
  notes.length = 0;
  const jobs = await start({ broken: () => Promise.reject(new Error("no luck")) });
  await addJob("broken", { email: "ann@example.com" });
  await until(() => notes.length > 0);
  await jobs.stop();
  expect(notes[0]).toEqual({ code: "job-failed", task: "broken", error: "Error: no luck" });
  expect(JSON.stringify(notes)).not.toContain("ann@example.com");
  expect(await jobsLeft("broken")).toBe(1);
});

test("no queue where there is no database", async () => {
  const nowhere = startJobs({ url: "postgres://x@127.0.0.1:1/x", tasks: {}, log: () => {} });
  await expect(nowhere).rejects.toThrow();
});
