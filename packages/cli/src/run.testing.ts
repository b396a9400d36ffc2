import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";

/** What a command line printed, and how it ended. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

type Given = { readonly env?: Record<string, string>; readonly isTerminal?: boolean; readonly columns?: number };

/** Runs a command line in this process, at noon of 1 March 2026. */
export async function plumbline(
  argv: readonly string[],
  { env = {}, isTerminal = false, columns = 200 }: Given = {},
): Promise<Ran> {
  const [out, err]: string[][] = [[], []];
  const code = await run(argv, {
    out: { write: (text) => out?.push(text) },
    err: { write: (text) => err?.push(text) },
    isTerminal,
    columns,
    env,
    now: () => Date.UTC(2026, 2, 1, 12),
    random: () => 0.5,
  });
  return { code, out: (out ?? []).join(""), err: (err ?? []).join("") };
}

/** Writes files into a folder of their own; the result is their paths. */
export async function files<Name extends string>(
  contents: Readonly<Record<Name, string | Uint8Array>>,
): Promise<Record<Name, string>> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  const paths = Object.entries<string | Uint8Array>(contents).map(async ([name, content]) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return [name, path] as const;
  });
  return Object.fromEntries(await Promise.all(paths)) as Record<Name, string>;
}
