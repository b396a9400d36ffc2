import type { Edit } from "./edit.ts";
import type { Market } from "./market.ts";

type Kind = "rules" | "bands";

/**
 * Says what a market changes of a rule or band, or, where `value` is undefined, that it changes it no longer; nothing
 * empty is left behind.
 */
export function override(
  market: Market,
  at: number,
  kind: Kind,
  name: string,
  key: string,
  value: unknown,
): readonly Edit[] {
  const path = ["markets", at, kind, name, key];
  if (value !== undefined) {
    // A start replaces the other kind of start.
    const other = key === "from" ? "above" : key === "above" ? "from" : undefined;
    const hasOther =
      other !== undefined && (market[kind]?.[name] as Record<string, unknown> | undefined)?.[other] !== undefined;
    const drop: Edit[] = hasOther ? [{ kind: "drop", path: ["markets", at, kind, name, other] }] : [];
    return [...drop, { kind: "set", path, value }];
  }
  const changes = market[kind] ?? {};
  const left = Object.keys(changes[name] ?? {}).filter((one) => one !== key);
  if (left.length > 0) return [{ kind: "drop", path }];
  const others = Object.keys(changes).filter((one) => one !== name);
  return [{ kind: "drop", path: others.length > 0 ? path.slice(0, 4) : path.slice(0, 3) }];
}
