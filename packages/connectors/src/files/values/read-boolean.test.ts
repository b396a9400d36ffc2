import { expect, test } from "vitest";
import { readBoolean } from "./read-boolean.ts";

test.each([
  "1",
  "true",
  "TRUE",
  "Yes",
  "y",
  "on",
  "да",
  "ИСТИНА",
  "是",
  "真",
  "有",
  "對",
  "ja",
  "oui",
  "sí",
  "１",
  " x ",
])("%j is yes", (text) => {
  expect(readBoolean(text)).toBe(true);
});

test.each(["0", "false", "No", "n", "off", "нет", "否", "假", "無", "nein", "non"])("%j is no", (text) => {
  expect(readBoolean(text)).toBe(false);
});

test.each(["", "2", "maybe", "unknown", "constructor"])("%j is neither", (text) => {
  expect(readBoolean(text)).toBeUndefined();
});
