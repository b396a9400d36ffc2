import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { TABS } from "../src/models/model-search.ts";
import { partsFor } from "../src/settings/parts.ts";
import { type House, MODEL } from "./house.testing.ts";
import { OPENED } from "./opened.testing.ts";

const ROUTER = readFileSync(join(import.meta.dirname, "../src/app/router.tsx"), "utf8");

/** Screens that show more than one thing, by their address. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "/insights": ["/insights", "/insights?tab=kpis&by=source"],
  "/models/$name": TABS.map((tab) => `/models/$name?tab=${tab}`),
  "/predictions": ["/predictions", "/predictions?name=$name"],
  "/experiments": ["/experiments", "/experiments?id=$id"],
};

/** The paths of all screens behind the entrance as the router has them, with each part of those that have parts. */
export const PATHS: readonly string[] = [...ROUTER.matchAll(/^\s*path: "(.+)",$/gm)]
  .map(([, path = ""]) => path)
  .filter((path) => path !== "/" && path !== "/entrance")
  .flatMap((path) => {
    const parts = PARTS[path];
    if (parts) return parts;
    return path.includes("{-$part}") ? partsFor(() => true).map((part) => path.replace("{-$part}", part)) : [path];
  });

/** A screen as it is looked at: as it comes, or with something opened. */
export type Shown = { readonly name: string; readonly path: string; readonly open?: (page: Page) => Promise<void> };

export const SHOWN: readonly Shown[] = PATHS.flatMap((path) => [
  { name: path, path },
  ...Object.entries(OPENED[path] ?? {}).map(([part, open]) => ({ name: `${path} with ${part}`, path, open })),
]);

/** An address for a path: with somebody or something of the house in the place of its parameter. */
export async function addressOf(path: string, { client }: House): Promise<string> {
  const find: Readonly<Record<string, () => Promise<string | undefined>>> = {
    "/leads/$id": async () => (await client.leads.list()).items[0]?.id,
    "/accounts/$id": async () => (await client.accounts.list()).items[0]?.id,
    "/segments/$id": async () => (await client.segments.list()).items[0]?.id,
    "/models/$name": async () => MODEL,
    "/models/$name/edit": async () => MODEL,
    "/predictions?name=$name": async () => (await client.predictions.list()).items[0]?.name,
    "/experiments?id=$id": async () => (await client.experiments.list()).items[0]?.id,
  };
  if (!path.includes("$")) return path;
  const found = await find[path.split("?tab=")[0] ?? path]?.();
  if (found === undefined) throw new Error(`Nothing is known that ${path} could show`);
  return path.replace(/\$\w+/, encodeURIComponent(found));
}
