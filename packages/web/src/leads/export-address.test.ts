import { expect, test } from "vitest";
import { exportAddress } from "./export-address.ts";

test("a link to a file says who is on it and of which workspace", () => {
  expect(exportAddress({ search: "Ann & Söhne", totalFrom: 0 }, "csv", "2")).toBe(
    "/api/v1/leads/export?search=Ann+%26+S%C3%B6hne&totalFrom=0&format=csv&workspace=2",
  );
  expect(exportAddress({ segment: "bosses" }, "ndjson", undefined)).toBe(
    "/api/v1/leads/export?segment=bosses&format=ndjson",
  );
});
