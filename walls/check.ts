import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult, type IViolation } from "dependency-cruiser";
import { rules } from "./rules.ts";

export type Breach = { readonly rule: string; readonly says: string };

export type Walls = { readonly modules: number; readonly dependencies: number; readonly breaches: readonly Breach[] };

/** Walks every import of a repository, those of types included, and holds them against the rules. */
export async function checkWalls(root: string): Promise<Walls> {
  const places = ["packages", "bench", "docs", "scripts", "walls"].filter((place) => existsSync(join(root, place)));
  const { output } = await cruise(places, {
    baseDir: root,
    ruleSet: { forbidden: [...rules] },
    validate: true,
    // Imports of types are edges like others: what they tie together can no longer be read alone.
    tsPreCompilationDeps: true,
    // Not `exclude`, which takes the edge away before any rule has seen it.
    doNotFollow: "node_modules",
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types"] },
  });
  const { modules, summary } = output as ICruiseResult;
  const walked = modules.map(({ source }) => source).filter((path) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path));
  const onDisk = globSync("packages/*/src/**/*.{ts,tsx}", { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  return {
    modules: summary.totalCruised,
    dependencies: summary.totalDependenciesCruised ?? 0,
    breaches: [...unwalked(onDisk, walked), ...summary.violations.map(breach)],
  };
}

/** What is on disk and was not read: a gap that no rule would report. */
function unwalked(onDisk: readonly string[], walked: readonly string[]): readonly Breach[] {
  const seen = new Set(walked);
  return onDisk
    .filter((path) => !seen.has(path))
    .map((path) => ({ rule: "every-file", says: `${path} was not walked` }));
}

function breach({ rule, from, to, cycle }: IViolation): Breach {
  const way = cycle ? [from, ...cycle.map(({ name }) => name)].join(" → ") : from === to ? from : `${from} → ${to}`;
  return { rule: rule.name, says: way };
}

if (import.meta.main) {
  const { modules, dependencies, breaches } = await checkWalls(process.cwd());
  const reasons = new Map(rules.map(({ name, comment }) => [name, comment]));
  for (const { rule, says } of breaches)
    console.error(`${rule}: ${says}\n  ${reasons.get(rule) ?? "A file that the walk did not see has no walls."}`);
  console.log(`${modules} modules, ${dependencies} dependencies, ${breaches.length} breaches`);
  if (breaches.length > 0) process.exitCode = 1;
}
