import { afterAll, expect, test } from "vitest";
import { type Column, readCatalog, type Table } from "../scripts/catalog.ts";
import { testDatabase } from "../src/database.testing.ts";

const { pool } = await testDatabase({ max: 1 });
const tables = (await readCatalog(pool)).tables.filter(({ parent }) => parent === null);
const isOfWorkspace = ({ columns }: Table) => columns.some(({ name }) => name === "workspace_id");
const ofWorkspace = tables.filter(isOfWorkspace);

/** What has to be found before a workspace is known: who says `all` sees every row of them. */
const DOORS = ["api_key", "invitation", "member", "source", "workspace"];
/** A person belongs to workspaces, not to one: these open to whoever signs people in, who says `people`. */
const OF_PEOPLE = ["credential", "person", "person_session", "two_factor", "used_code", "verification"];
/** Of the installation; neither says anything of anybody: which migrations are applied, what the key is called. */
const OF_THE_HOUSE = ["plumbline_migration", "seal_key"];

test("every table begins with its workspace and stands behind the wall, but for the few that are named", () => {
  const policyOf = ({ name }: Table): string[] => {
    if (DOORS.includes(name)) return ["door"];
    if (OF_PEOPLE.includes(name)) return name === "person" ? ["own_people", "people"] : ["people"];
    return OF_THE_HOUSE.includes(name) ? [] : ["own_workspace"];
  };
  const found = tables.map((table) => {
    const policies = table.policies.map((text) => text.split(" ")[2]);
    const isForced = ["enable", "force"].every((what) => table.security.includes(`${what} row level security`));
    return [table.name, table.columns[0]?.name === "workspace_id", isForced, policies];
  });
  const expected = tables.map((table) => {
    const isShared = [...OF_PEOPLE, ...OF_THE_HOUSE].includes(table.name);
    return [table.name, !isShared, policyOf(table).length > 0, policyOf(table)];
  });
  expect(found).toEqual(expected);
});

const [OURS, THEIRS] = [7, 8];

async function as(workspace: number | "all" | "people" | "", text: string, values: readonly unknown[] = []) {
  await pool.query(`select set_config('plumbline.workspace', $1, false)`, [String(workspace)]);
  return pool.query<Record<string, unknown>>(text, [...values]);
}

/** Something that a column takes and that is another one for each workspace. */
function valueFor({ name, type }: Column, workspace: number): unknown {
  if (name === "workspace_id") return workspace;
  if (type.endsWith("[]")) return "{}";
  if (type === "text") return `of-${workspace}`;
  if (type === "uuid") return `00000000-0000-0000-0000-00000000000${workspace}`;
  if (type === "bytea") return Buffer.from([workspace]);
  if (type.startsWith("json")) return "{}";
  if (type === "boolean") return true;
  if (type === "date" || type.startsWith("timestamp")) return "2026-11-22";
  return workspace;
}

/** A row of a workspace in a table, whatever the table is for. */
async function add({ name, columns }: Table, workspace: number, says: Parameters<typeof as>[0]): Promise<void> {
  const filled = columns.filter(({ nullable, value }) => !nullable && !value?.includes("always"));
  const places = filled.map((_, at) => `$${at + 1}`);
  await as(
    says,
    `insert into ${name} (${filled.map((column) => JSON.stringify(column.name))}) values (${places})`,
    filled.map((column) => valueFor(column, workspace)),
  );
}

// What rows have to be is not asked here: one row of each of two workspaces in every table, and who sees it.
for (const { name } of tables) {
  const { rows } = await pool.query<{ name: string }>(
    "select conname as name from pg_constraint where conrelid = $1::regclass and contype in ('f', 'c') and conislocal",
    [name],
  );
  for (const constraint of rows) await pool.query(`alter table ${name} drop constraint if exists ${constraint.name}`);
  await pool.query(`alter table ${name} disable trigger user`);
}
for (const table of tables) {
  if (OF_THE_HOUSE.includes(table.name)) continue;
  for (const workspace of [OURS, THEIRS]) await add(table, workspace, isOfWorkspace(table) ? workspace : "people");
}
afterAll(() => as("", "select 1"));

test.each(ofWorkspace.map((table) => [table.name, table] as const))(
  "%s: without its workspace a statement sees, changes, drops and adds nothing",
  async (name, table) => {
    const seen = async (says: Parameters<typeof as>[0]) =>
      (await as(says, `select workspace_id from ${name} order by 1`)).rows.map((row) => row["workspace_id"]);
    expect(await seen(OURS)).toEqual([OURS]);
    expect(await seen("")).toEqual([]);
    if (DOORS.includes(name)) expect(await seen("all")).toEqual([OURS, THEIRS]);
    else await expect(seen("all")).rejects.toThrow("invalid input syntax");
    expect((await as(OURS, `update ${name} set workspace_id = workspace_id`)).rowCount).toBe(1);
    await expect(as(OURS, `update ${name} set workspace_id = ${THEIRS}`)).rejects.toThrow("row-level security");
    await expect(add(table, THEIRS, OURS)).rejects.toThrow("row-level security");
    expect((await as(OURS, `delete from ${name}`)).rowCount).toBe(1);
    expect(await seen(THEIRS)).toEqual([THEIRS]);
    await add(table, OURS, OURS);
  },
);

test("a workspace sees of people who its members are, and nothing else of them", async () => {
  for (const name of OF_PEOPLE) {
    const seen = async (says: Parameters<typeof as>[0]) => (await as(says, `select * from ${name}`)).rows.length;
    expect([name, await seen("people"), await seen(OURS), await seen("")]).toEqual([
      name,
      2,
      name === "person" ? 1 : 0,
      0,
    ]);
  }
  expect((await as(OURS, "select id from person")).rows).toEqual([{ id: `of-${OURS}` }]);
  expect((await as(OURS, "update person set name = 'x'")).rowCount).toBe(0);
});
