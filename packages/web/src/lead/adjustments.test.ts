import { expect, test } from "vitest";
import { adjustmentsShown } from "./adjustments.ts";

const given = (id: string, reason: string, until: string | null = null, takesBack: string | null = null) => ({
  ...{ id, reason, until, takesBack, model: "b2b", dimension: "fit", points: 5, by: "user:1", from: "2026-03-01" },
  at: `2026-03-0${id}T10:00:00.000Z`,
});

test("what was taken back or has run out is over, and the counter-entry is not shown", () => {
  const all = [
    given("1", "knows us"),
    given("2", "call", "2026-03-04"),
    given("3", "knows us", null, "1"),
    given("4", "takes-back:2"),
  ];
  expect(adjustmentsShown(all, "2026-03-05").map(({ id, isOver }) => [id, isOver])).toEqual([
    ["4", false],
    ["2", true],
    ["1", true],
  ]);
  expect(adjustmentsShown([given("2", "call", "2026-03-04")], "2026-03-04")[0]?.isOver).toBe(false);
});
