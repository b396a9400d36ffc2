/**
 * Which messageIds have been seen, at 12 bytes a slot: two 32-bit digests of the id and one of the
 * content, in open addressing, at most half full. Ten million ids take 400 MB; the chance that two
 * of them are taken for one is about 3 in a million over all.
 */
export type SeenIds = {
  /** Notes an id with the digest of its content, and says what it was. */
  note(id: string, content: string): "new" | "duplicate" | "conflict";
  readonly size: () => number;
};

const WORDS = 3;
/** Seed and odd multiplier of each digest: two lanes that go separate ways. */
const HIGH = [0x811c9dc5, 0x01000193] as const;
const LOW = [0x9e3779b9, 0x5f356495] as const;

export function seenIds(): SeenIds {
  let capacity = 1 << 16;
  let table = new Uint32Array(capacity * WORDS);
  let size = 0;

  /** The slot where a digest is, or where it would go. The first word is never 0 in a used slot. */
  const slotOf = (words: Uint32Array, slots: number, high: number, low: number): number => {
    let slot = low & (slots - 1);
    while (words[slot * WORDS] !== 0 && (words[slot * WORDS] !== high || words[slot * WORDS + 1] !== low)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot * WORDS;
  };

  const grow = (): void => {
    const larger = new Uint32Array(capacity * 2 * WORDS);
    for (let at = 0; at < table.length; at += WORDS) {
      if (table[at] === 0) continue;
      const to = slotOf(larger, capacity * 2, table[at] as number, table[at + 1] as number);
      for (let word = 0; word < WORDS; word++) larger[to + word] = table[at + word] as number;
    }
    capacity *= 2;
    table = larger;
  };

  return {
    note: (id, content) => {
      if (size * 2 > capacity) grow();
      const high = digest(id, HIGH) || 1;
      const low = digest(id, LOW);
      const body = digest(content, HIGH);
      const at = slotOf(table, capacity, high, low);
      if (table[at] !== 0) return table[at + 2] === body ? "duplicate" : "conflict";
      table[at] = high;
      table[at + 1] = low;
      table[at + 2] = body;
      size += 1;
      return "new";
    },
    size: () => size,
  };
}

/** A 32-bit digest of a text in the way of FNV-1a, finished as in MurmurHash3. Not for secrets. */
function digest(text: string, [seed, multiplier]: readonly [number, number]): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), multiplier);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
