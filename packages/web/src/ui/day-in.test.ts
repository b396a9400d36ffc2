import { expect, test } from "vitest";
import { dayIn } from "./day-in.ts";

test("days are those of the zone, and not those of UTC that an instant begins with", () => {
  expect(dayIn("Asia/Tokyo")(Date.parse("2026-02-28T15:00:00Z"))).toBe("2026-03-01");
  expect(dayIn("Asia/Tokyo")("2026-03-01T20:00:00.000Z")).toBe("2026-03-02");
  expect(dayIn("America/New_York")("2026-03-01T02:00:00.000Z")).toBe("2026-02-28");
  expect(dayIn("UTC")("2026-03-01T20:00:00.000Z")).toBe("2026-03-01");
});
