import { readFile } from "node:fs/promises";
import { routes } from "@plumbline/api";
import { findPreset, presetNames, readModelText } from "@plumbline/connectors";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found } from "../refusal.ts";

/** The models that come with Plumbline. */
export function answerPresets(api: Api): void {
  answer(api, routes.presets.list, async () => ({ items: await Promise.all((await presetNames()).map(describe)) }));

  answer(api, routes.presets.get, async ({ params: { name } }) => ({ name, text: await textOf(name) }));
}

async function describe(name: string) {
  const read = readModelText(await textOf(name));
  const { label = null, note = null } = read.ok ? read.model : {};
  return { name, label, note };
}

async function textOf(name: string): Promise<string> {
  // The name is one of those that there are, so that the path stays in its folder.
  return readFile(found(await findPreset(name), "preset"), "utf8");
}
