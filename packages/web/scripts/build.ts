import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";
import { bundling, OUT, ROOM } from "./bundle.ts";

/** What the screens are made of, as globs below the repository. */
const MADE_OF = [
  "package-lock.json",
  "packages/web/{src,scripts,public}/**/*",
  "packages/web/index.html",
  "packages/{api,phrases,scoring,learning}/src/**/*.ts",
];
const COMPRESSED = /\.(js|css|html|svg|json)$/;

const mark = join(OUT, "made-of");
const made = digest();

// Building takes seconds, and a server is started often: what is there is used as long as nothing has changed.
if (!existsSync(mark) || readFileSync(mark, "utf8") !== made) {
  const fresh = `${OUT}.${process.pid}`;
  // Whoever starts this may be a test; what is kept is for everybody.
  process.env["NODE_ENV"] = "production";
  await build(bundling(fresh));
  for (const path of globSync("**/*", { cwd: fresh })) if (COMPRESSED.test(path)) compress(join(fresh, path));
  writeFileSync(join(fresh, "made-of"), made);
  // Whole or not at all: two servers may start at once, and one may be stopped half-way.
  const former = `${OUT}.${process.pid}.former`;
  if (existsSync(OUT)) renameSync(OUT, former);
  renameSync(fresh, OUT);
  rmSync(former, { recursive: true, force: true });
}

function digest(): string {
  const root = join(ROOM, "../..");
  const files = MADE_OF.flatMap((glob) => globSync(glob, { cwd: root, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/\.(test|testing)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash("sha256");
  for (const path of files.toSorted()) hash.update(path.slice(root.length)).update("\0").update(readFileSync(path));
  return hash.digest("hex");
}

function compress(path: string): void {
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content));
}
