/**
 * A 32-bit digest of a text, one of two that go separate ways (`lane`): in the way of FNV-1a over
 * UTF-16 units, finished as in MurmurHash3. Quick, the same on every machine, and no secret: whoever
 * wants to can make two texts with the same digest. `from` continues another text's digest.
 */
export function quickDigest(text: string, lane: 0 | 1, from = 0): number {
  const multiplier = lane === 0 ? 0x01000193 : 0x5f356495;
  let hash = from ^ (lane === 0 ? 0x811c9dc5 : 0x9e3779b9);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), multiplier);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
