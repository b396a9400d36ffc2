import type { FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import { Overloaded } from "../collect/arrival.ts";
import { problemOf } from "./send-problem.ts";

const request = { method: "POST", routeOptions: { url: "/api/v1/leads/{id}/objection" } } as unknown as FastifyRequest;

test("what cannot be taken just now is to be asked again, and is no fault", () => {
  const faults: string[] = [];
  const said = (error: unknown) => problemOf(error, request, 1000, (what) => faults.push(what));
  expect(said(new Overloaded(3))).toEqual({ code: "unavailable", seconds: 3 });
  expect(said(Object.assign(new Error("down"), { code: "57P01" }))).toEqual({ code: "unavailable", seconds: 2 });
  expect(faults).toEqual([]);
  expect(said(new Error("ann@house.example is twice there"))).toEqual({ code: "internal" });
  expect(faults).toHaveLength(1);
  expect(faults.join()).not.toContain("ann@house.example");
});
