import { UTC } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { openInput } from "./input.ts";
import { previewFile } from "./preview-file.ts";
import type { FileError } from "./problem.ts";
import { readLeads } from "./read-leads.ts";
import { newReport } from "./report.ts";

async function* pieces(...texts: readonly string[]) {
  yield* texts;
}

const LEADS = "Email;Company;Score now\nann@a.example;Ada;1\nbob@b.example;;2\n";

test("a preview understands columns as the import itself does", async () => {
  const seen = await previewFile("leads.csv", pieces(LEADS.slice(0, 20), LEADS.slice(20)));
  const report = newReport();
  const bytes = (async function* () {
    yield new TextEncoder().encode(LEADS);
  })();
  const leads = readLeads(await openInput({ name: "leads.csv", bytes }), { zone: UTC, report });
  for await (const _ of leads);
  expect(seen).toMatchObject({ format: "csv", columns: ["Email", "Company", "Score now"], isSegmentLog: false });
  expect(seen.guesses.leads.guesses).toEqual(report.guesses);
  expect(seen.guesses.leads.unmapped).toEqual(report.unmapped);
  expect(seen.rows).toEqual([
    ["ann@a.example", "Ada", "1"],
    ["bob@b.example", "", "2"],
  ]);
  expect(seen.samples.get("Company")).toEqual(["Ada"]);
});

test("events in Segment's shape are known as such", async () => {
  const line =
    '{"type":"track","event":"Demo","userId":"1","properties":{"plan":"pro"},"timestamp":"2026-03-01T10:00:00Z"}';
  const seen = await previewFile("events.ndjson", pieces(`${line}\n${line}\n`));
  expect(seen).toMatchObject({ format: "ndjson", isSegmentLog: true });
  expect(seen.columns).toContain("properties.plan");
});

test("it reads no further than it has to", async () => {
  let asked = 0;
  const endless = (async function* () {
    yield "Email\n";
    for (;;) {
      asked++;
      yield "ann@a.example\n".repeat(500);
    }
  })();
  const { rows } = await previewFile("endless.csv", endless);
  expect(rows).toHaveLength(20);
  expect(asked).toBeLessThan(20);
});

test("what cannot be read is said as the import would", async () => {
  const failure = await previewFile("empty.csv", pieces(" \n")).catch((error: FileError) => error.problem);
  expect(failure).toEqual({ code: "empty-file", file: "empty.csv" });
});
