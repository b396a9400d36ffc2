import { expect, test } from "vitest";
import { idsAfter, rememberedLists } from "./remembered-lists.ts";

test("a list is worked out once, as long as there is room for what was asked for since", async () => {
  const { idsOf } = rememberedLists(250);
  const found: string[] = [];
  const ask = async (name: string, ...ids: readonly number[]) => [
    ...(await idsOf(name, async () => {
      found.push(name);
      return ids;
    })),
  ];
  expect(await ask("a", 1, 2)).toEqual([1, 2]);
  expect(await ask("b", 3, 4, 5)).toEqual([3, 4, 5]);
  // Whoever asks for more gets what was found first.
  expect(await ask("a", 9)).toEqual([1, 2]);
  await ask("c", 6);
  expect(found).toEqual(["a", "b", "c"]);
  expect([await ask("a", 9), await ask("c", 9), await ask("b", 3, 4, 5)]).toEqual([[1, 2], [6], [3, 4, 5]]);
  expect(found).toEqual(["a", "b", "c", "b"]);
  // One that is larger than all room is there until the next is asked for.
  await ask("d", ...Array.from({ length: 300 }, (_, i) => i));
  await ask("d");
  await ask("e", 1);
  await ask("d");
  expect(found).toEqual(["a", "b", "c", "b", "d", "e", "d"]);
});

test("lists without anybody on them take room, too, and long names do", async () => {
  const { idsOf } = rememberedLists(1000);
  const found: string[] = [];
  const ask = (name: string) =>
    idsOf(name, async () => {
      found.push(name);
      return [];
    });
  for (let i = 0; i < 20; i++) await ask(`${i}`);
  found.length = 0;
  await ask("19");
  await ask("0");
  expect(found).toEqual(["0"]);
  await ask("a".repeat(900));
  await ask("19");
  expect(found.at(-1)).toBe("19");
});

test("a page begins after what was told last, whether or not that is still there", () => {
  const ids = Float64Array.of(2, 5, 7);
  expect([idsAfter(ids, 0, 2), idsAfter(ids, 5, 2), idsAfter(ids, 6, 2), idsAfter(ids, 7, 2)]).toEqual([
    [2, 5],
    [7],
    [7],
    [],
  ]);
});
