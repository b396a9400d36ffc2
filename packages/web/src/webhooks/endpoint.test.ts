import { expect, test } from "vitest";
import { byUrgency, type Endpoint, standingOf } from "./endpoint.ts";

const WHEN = "2026-03-01T10:00:00.000Z";

const endpoint = (id: string, failingSince: string | null, disabledAt: string | null): Endpoint => ({
  ...{ id, url: "https://crm.example/hook", description: "", types: [], createdAt: WHEN },
  ...{ failingSince, disabledAt, disabledBecause: null, formerSecretUntil: null },
});

test("what fails stands out, and what is disabled no longer fails", () => {
  expect(standingOf(endpoint("1", null, null))).toBe("works");
  expect(standingOf(endpoint("1", WHEN, null))).toBe("failing");
  expect(standingOf(endpoint("1", WHEN, WHEN))).toBe("disabled");
});

test("the endpoints that need somebody come first, the others stay in their order", () => {
  const all = [
    endpoint("1", null, WHEN),
    endpoint("2", null, null),
    endpoint("3", WHEN, null),
    endpoint("4", null, null),
  ];
  expect(byUrgency(all).map(({ id }) => id)).toEqual(["3", "2", "4", "1"]);
});
