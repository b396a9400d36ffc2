import type { Event } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { defaultConsentPolicy } from "../consent-policy.ts";
import { judgeRecord } from "./judge-record.ts";

test("what a file says of somebody who refused lies in quarantine without it, where it cannot be stored", () => {
  const row = { import_id: 1, source_id: 1, kind: "events" as const };
  const options = { policy: defaultConsentPolicy, classify: () => "person" as const, row, receivedAt: 1000 };
  const rawOf = (context: Event["context"]) => {
    const event: Event = {
      messageId: "m",
      type: "track",
      event: "x",
      timestamp: 1,
      userId: "secret\0",
      context: context ?? {},
    };
    const judged = judgeRecord({ event } as Parameters<typeof judgeRecord>[0], options);
    expect(judged.refused).toEqual({ code: "bad-character", path: "userId" });
    return judged.refused ? Buffer.from(judged.raw).toString() : "";
  };
  expect(rawOf({ consent: { categoryPreferences: { Analytics: false } } })).toBe("");
  expect(rawOf({ consent: { categoryPreferences: { Analytics: true } } })).toContain("secret");
  expect(rawOf({})).toContain("secret");
});
