import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = join(dirname(fileURLToPath(import.meta.resolve("@plumbline/scoring/package.json"))), "presets");

/** The names of the presets that come with Plumbline. */
export async function presetNames(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/** The file of a preset, or undefined where there is none of that name. */
export async function findPreset(name: string): Promise<string | undefined> {
  return (await presetNames()).includes(name) ? join(FOLDER, `${name}.yaml`) : undefined;
}
