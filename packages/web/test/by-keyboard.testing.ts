import { loadPhrases } from "@plumbline/phrases";
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { tabTo } from "./tab-to.testing.ts";

const { shell } = (await loadPhrases("en")).screens;

const WAIT = { timeout: 60_000 };

/**
 * Turns a chart into its table by keyboard alone, and answers with the rows of that, cell by cell, without its head.
 * The keyboard stays where it was, so that the chart comes back by the same key.
 */
export async function twinOf(chart: Locator): Promise<readonly (readonly string[])[]> {
  await tabTo(chart.getByRole("button", { name: shell.asTable, exact: true }));
  await chart.page().keyboard.press("Enter");
  const table = chart.getByRole("table");
  await table.waitFor(WAIT);
  const back = chart.getByRole("button", { name: shell.asChart, exact: true });
  expect(await back.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true);
  return rowsOf(table);
}

/** The rows of a table without its head, cell by cell. */
export async function rowsOf(table: Locator): Promise<readonly (readonly string[])[]> {
  const [, ...rows] = await table.getByRole("row").allInnerTexts();
  return rows.map((row) => row.split("\t").map((cell) => cell.trim()));
}
