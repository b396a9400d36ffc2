/** A value of a list. */
export type Entry = string | number | boolean;

/** What is to become of the values of a list, as far as it is not saved. */
export type ListDraft = {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  /** Null where the note stays as it is. */
  readonly note: string | null;
  /** The tag of what it began as. */
  readonly tag: string | null;
};

export const NO_CHANGES: ListDraft = { added: [], removed: [], note: null, tag: null };

export const MOST_ENTRIES = 50_000;
export const LONGEST_ENTRY = 500;

/** Conditions do not tell capitals apart, so neither does a list. */
function keyOf(entry: Entry): string {
  return `${typeof entry} ${String(entry).toLowerCase()}`;
}

/** The lines of what was pasted, as values; as numbers where the list has nothing but numbers. */
export function entriesIn(text: string, beside: readonly Entry[]): Entry[] {
  const areNumbers = beside.length > 0 && beside.every((entry) => typeof entry === "number");
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => (areNumbers && Number.isFinite(Number(line)) ? Number(line) : line));
}

/** What the list has once the draft is saved. */
export function entriesAfter(standing: readonly Entry[], { added, removed }: ListDraft): Entry[] {
  const gone = new Set(removed.map(keyOf));
  const kept = standing.filter((entry) => !gone.has(keyOf(entry)));
  return [...kept, ...unknownOf(kept, added)];
}

/** Adds values to a draft; what is there already is folded, and what was to be removed stays after all. */
export function withAdded(standing: readonly Entry[], draft: ListDraft, given: readonly Entry[]) {
  const wanted = new Set(given.map(keyOf));
  const before = entriesAfter(standing, draft);
  const removed = draft.removed.filter((entry) => !wanted.has(keyOf(entry)));
  const staying = entriesAfter(standing, { ...draft, removed });
  const added = [...draft.added, ...unknownOf(staying, given)];
  const next: ListDraft = { ...draft, added, removed };
  const count = entriesAfter(standing, next).length - before.length;
  return { draft: next, added: count, doubles: given.length - count };
}

/** Takes a value off: one that was only just added is forgotten. */
export function withRemoved(draft: ListDraft, entry: Entry): ListDraft {
  const key = keyOf(entry);
  const added = draft.added.filter((one) => keyOf(one) !== key);
  if (added.length < draft.added.length) return { ...draft, added };
  return { ...draft, removed: [...draft.removed, entry] };
}

/** Keeps a value that was to be removed. */
export function withKept(draft: ListDraft, entry: Entry): ListDraft {
  return { ...draft, removed: draft.removed.filter((one) => keyOf(one) !== keyOf(entry)) };
}

/** Whether nothing would change. */
export function isUnchanged({ added, removed, note }: ListDraft): boolean {
  return added.length === 0 && removed.length === 0 && note === null;
}

/** What came and went from one version to another. */
export function diffEntries(before: readonly Entry[], after: readonly Entry[]) {
  return { added: unknownOf(before, after), removed: unknownOf(after, before) };
}

/** Those of `given`, each once, that are not among `known`. */
function unknownOf(known: readonly Entry[], given: readonly Entry[]): Entry[] {
  const keys = new Set(known.map(keyOf));
  return given.filter((entry) => {
    const key = keyOf(entry);
    return !keys.has(key) && keys.add(key);
  });
}
