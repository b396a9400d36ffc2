import { quickDigest } from "@plumbline/scoring";

/**
 * Which messageIds have been seen, at 12 bytes a slot: two 32-bit digests of the id and one of the
 * content, in open addressing, at most half full. Ten million ids take 400 MB; the chance that two
 * of them are taken for one is about 3 in a million over all.
 */
export type SeenIds = {
  /** Notes an id with a 32-bit digest of its content, and says what it was. */
  note(id: string, content: number): "new" | "duplicate" | "conflict";
  readonly size: () => number;
};

const WORDS = 3;

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
      const high = quickDigest(id, 0) || 1;
      const low = quickDigest(id, 1);
      const at = slotOf(table, capacity, high, low);
      if (table[at] !== 0) return table[at + 2] === content ? "duplicate" : "conflict";
      table[at] = high;
      table[at + 1] = low;
      table[at + 2] = content;
      size += 1;
      return "new";
    },
    size: () => size,
  };
}
