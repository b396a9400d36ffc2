import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";

const { screens } = await loadPhrases("en");
const { experiments, lead, leads, presets, settings, shell, sources } = screens;

/** What can be opened on a screen, by its path: drawers, dialogs, menus and forms, and how one gets there. */
export const OPENED: Readonly<Record<string, Readonly<Record<string, (page: Page) => Promise<void>>>>> = {
  "/leads": { filter: (page) => press(page, leads.filter.title) },
  "/leads/$id": {
    merge: (page) => press(page, lead.people.merge),
    adjust: async (page) => {
      await page.getByRole("button", { name: lead.adjust.give, exact: true }).click();
      await page.getByLabel(lead.adjust.points, { exact: true }).waitFor();
    },
    "an entry": (page) => page.locator(".moment-button").first().click(),
  },
  "/board": {
    person: async (page) => {
      await page.getByRole("button", { name: shell.account("Some admin") }).click();
      await page.getByRole("menuitem", { name: shell.signOut }).waitFor();
    },
  },
  "/models": { gallery: (page) => press(page, presets.gallery.title) },
  "/experiments": { plan: (page) => press(page, experiments.create) },
  "/data": {
    "a refused event": async (page) => {
      await page.locator(".mantine-Accordion-control[aria-expanded=false]").first().click();
      await page.getByRole("button", { name: sources.quarantine.show, exact: true }).first().click();
      await page.getByRole("button", { name: sources.quarantine.hide, exact: true }).waitFor();
    },
  },
  "/imports": { report: (page) => press(page, sources.imports.report) },
  "/settings/people": { invite: (page) => press(page, settings.people.invite) },
  "/settings/keys": { "new key": (page) => press(page, settings.keys.create) },
};

/** Presses the first button of this name, which opens a dialog or a drawer. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().click();
  await page.getByRole("dialog").waitFor();
}
