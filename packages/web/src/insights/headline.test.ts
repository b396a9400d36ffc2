import { expect, test } from "vitest";
import { headlineOf } from "./headline.ts";
import type { Truth } from "./study.ts";

type Band = Truth["bands"][number];

const rate = (share: number, low: number, high: number) => ({ rate: share, interval: { low, high } });

function band(group: string | null, conversion: Band["conversion"]): Band {
  return { group, leads: conversion ? 100 : 0, converted: 0, conversion, time: { enough: false, missing: [] } };
}

function truth(given: Partial<Truth>): Truth {
  return {
    model: "b2b",
    leads: { told: 10, taken: 10, left: { unnamed: 0, decided: 0, outside: 0, ineligible: 0, unscored: 0 } },
    events: 0,
    converted: 5,
    conversion: rate(0.1, 0.08, 0.12),
    auc: { enough: false, missing: [] },
    deciles: [],
    bands: [],
    curve: [],
    calibration: null,
    rules: { enough: false, missing: [] },
    weeks: [],
    ...given,
  };
}

const auc = (low: number, value: number, high: number): Truth["auc"] => ({
  enough: true,
  auc: value,
  variance: 0.01,
  interval: { low, high },
});

test("the score is true only where its interval leaves chance out", () => {
  expect(headlineOf(truth({ auc: auc(0.61, 0.78, 0.85) }))).toMatchObject({
    verdict: "true",
    pairs: { of100: 78, low: 61, high: 85 },
  });
  expect(headlineOf(truth({ auc: auc(0.5, 0.6, 0.7) })).verdict).toBe("chance");
  expect(headlineOf(truth({ auc: auc(0.3, 0.4, 0.5) })).verdict).toBe("chance");
  expect(headlineOf(truth({ auc: auc(0.3, 0.4, 0.49) })).verdict).toBe("reversed");
  expect(headlineOf(truth({}))).toMatchObject({ verdict: "unknown", pairs: null });
});

test("the highest band that has leads is held against the average", () => {
  const bands = [
    band("cold", rate(0.05, 0.03, 0.07)),
    band("hot", rate(0.52, 0.4, 0.6)),
    band("hottest", null),
    band(null, rate(0.9, 0.8, 1)),
  ];
  expect(headlineOf(truth({ bands })).top).toEqual({ band: "hot", times: 5.2, isSure: true });
  const few = [band("hot", rate(0.2, 0.05, 0.5))];
  expect(headlineOf(truth({ bands: few })).top).toEqual({ band: "hot", times: 2, isSure: false });
  expect(headlineOf(truth({ bands, conversion: null })).top).toBeNull();
  expect(headlineOf(truth({ bands, conversion: rate(0, 0, 0.1) })).top).toBeNull();
});

test("bands are out of order only where their intervals do not meet", () => {
  const bands = [
    band("low", rate(0.2, 0.15, 0.25)),
    band("middle", rate(0.05, 0.03, 0.08)),
    band("high", rate(0.04, 0.02, 0.07)),
  ];
  expect(headlineOf(truth({ bands })).outOfOrder).toEqual([{ upper: "middle", lower: "low" }]);
});
