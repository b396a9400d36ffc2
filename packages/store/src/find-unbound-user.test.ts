import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "./database.ts";
import { placeIn, spawnOptions } from "./embedded/place.ts";
import { startEmbedded } from "./embedded/start-embedded.ts";
import { findUnboundUser } from "./find-unbound-user.ts";

test("whom row-level security does not bind is found, and nobody else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-unbound-"));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const found: (string | undefined)[] = [];
  for (const is of ["nosuperuser", "bypassrls", "superuser nobypassrls"]) {
    await (await startEmbedded({ folder })).stop();
    // Only with the server stopped: no superuser may connect.
    const place = placeIn(join(folder, "postgres"));
    const { status, stderr } = spawnSync(place.binaries.postgres, ["--single", "-D", place.dataAsSeen, "plumbline"], {
      ...spawnOptions(place),
      input: `alter role plumbline ${is}\n`,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, expect.not.stringContaining("ERROR")]);
    const embedded = await startEmbedded({ folder });
    const database = openDatabase(embedded.url, { max: 1 });
    found.push(await findUnboundUser(database.pool));
    await database.close();
    await embedded.stop();
  }
  expect(found).toEqual([undefined, "plumbline", "plumbline"]);
});
