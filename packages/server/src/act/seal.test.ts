import fc from "fast-check";
import { expect, test } from "vitest";
import { type SealKeys, seal, unseal } from "./seal.ts";

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const text = fc.string({ unit: "grapheme" });

test("what was sealed opens with its key, in front or behind, for its place alone", () => {
  fc.assert(
    fc.property(key, key, text, text, text, (one, other, secret, place, elsewhere) => {
      fc.pre(Buffer.compare(one, other) !== 0 && place !== elsewhere);
      const sealed = seal(secret, [one], place);
      expect(unseal(sealed, [one], place)).toBe(secret);
      expect(unseal(sealed, [other, one], place)).toBe(secret);
      expect(unseal(sealed, [other], place)).toBeUndefined();
      expect(unseal(sealed, [one], elsewhere)).toBeUndefined();
      expect(seal(secret, [one], place)).not.toEqual(sealed);
    }),
  );
});

test("one bit changed, or one byte less or more, and it does not open", () => {
  fc.assert(
    fc.property(key, text, fc.nat(), fc.nat(7), fc.nat(), (one, secret, at, bit, cut) => {
      const keys: SealKeys = [one];
      const sealed = seal(secret, keys, "place");
      const bent = Buffer.from(sealed);
      bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ (1 << bit);
      expect(unseal(bent, keys, "place")).toBeUndefined();
      expect(unseal(sealed.subarray(0, cut % sealed.length), keys, "place")).toBeUndefined();
      expect(unseal(Buffer.concat([sealed, Buffer.of(0)]), keys, "place")).toBeUndefined();
    }),
  );
});

test("a key has 32 bytes", () => {
  for (const length of [0, 16, 31, 33]) {
    expect(() => seal("secret", [new Uint8Array(length)], "place")).toThrow(RangeError);
  }
});
