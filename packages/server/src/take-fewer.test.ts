import fc from "fast-check";
import { expect, test } from "vitest";
import { takeFewer } from "./take-fewer.ts";

test("whoever is sound is taken once, and who is not is told of once", async () => {
  const people = fc.array(fc.boolean(), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(people, fc.integer({ min: 1, max: 16 }), async (areSound, step) => {
      const keys = [...areSound.keys()];
      const taken: number[] = [];
      const told: unknown[] = [];
      for (let at = 0; at < areSound.length; ) {
        const some = await takeFewer(
          step,
          async ({ most, leftOut, trying }) => {
            const next = keys.slice(at, at + most);
            const own = next.filter((i) => String(i) !== leftOut);
            trying(own.map(String));
            const broken = own.find((i) => !areSound[i]);
            if (broken !== undefined) throw new TypeError(String(broken));
            taken.push(...own);
            return next.length;
          },
          (error) => void told.push(Number((error as Error).message)),
        );
        at += some;
      }
      expect(taken).toEqual(keys.filter((i) => areSound[i]));
      expect(told).toEqual(keys.filter((i) => !areSound[i]));
    }),
  );
});

test("one that another process has passed over is looked for no further: who comes next is taken", async () => {
  const people = ["bob", "carl"];
  let at = 0;
  const taken: string[] = [];
  await takeFewer(
    1,
    async ({ leftOut, trying }) => {
      const own = people.slice(at, at + 1).filter((who) => who !== leftOut);
      trying(own);
      if (own.includes("bob")) throw new TypeError("bob");
      taken.push(...own);
    },
    () => {
      at = 1;
    },
  );
  expect(taken).toEqual(["carl"]);
});

test("what is no fault of the data, or of nobody's, is thrown", async () => {
  const failing = (error: Error, keys: readonly string[]) =>
    takeFewer(
      4,
      async ({ trying }) => {
        trying(keys);
        throw error;
      },
      () => {},
    );
  await expect(failing(new Error("away"), ["ann"])).rejects.toThrow("away");
  await expect(failing(new TypeError("none"), [])).rejects.toThrow("none");
});
