import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";
import { BUILDS, bundling, ROOM } from "./bundle.ts";

/** What the screens are made of, as globs below the repository. */
const MADE_OF = [
  "package-lock.json",
  "packages/web/{src,scripts,public}/**/*",
  "packages/web/index.html",
  "packages/{api,phrases,scoring,learning}/src/**/*.ts",
];
const COMPRESSED = /\.(js|css|html|svg|json)$/;
/** What no server has used for so long is taken away; a running one says every day that it uses its own. */
const KEPT_MS = 7 * 86_400_000;

const folder = join(BUILDS, digest());

// Building takes seconds, and a server is started often: what is there is used as long as nothing has changed. Each
// build has a folder of its own, so that servers that run from another one keep theirs.
if (!existsSync(folder)) await buildInto(folder);
const now = new Date();
utimesSync(folder, now, now);
takeOldAway();
process.stdout.write(`${folder}\n`);

async function buildInto(whole: string): Promise<void> {
  mkdirSync(BUILDS, { recursive: true });
  const fresh = `${whole}.${process.pid}`;
  // Whoever starts this may be a test; what is kept is for everybody.
  process.env["NODE_ENV"] = "production";
  await build(bundling(fresh));
  for (const path of globSync("**/*", { cwd: fresh })) if (COMPRESSED.test(path)) compress(join(fresh, path));
  // Whole or not at all: two servers may start at once, and one may be stopped half-way.
  try {
    renameSync(fresh, whole);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(whole)) throw error;
  }
}

function takeOldAway(): void {
  for (const name of readdirSync(BUILDS)) {
    const path = join(BUILDS, name);
    // Another process may do the same.
    const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (used < Date.now() - KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}

function digest(): string {
  const root = join(ROOM, "../..");
  const files = MADE_OF.flatMap((glob) => globSync(glob, { cwd: root, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/\.(test|testing)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash("sha256");
  for (const path of files.toSorted()) hash.update(path.slice(root.length)).update("\0").update(readFileSync(path));
  return hash.digest("hex").slice(0, 32);
}

function compress(path: string): void {
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content));
}
