import { type RefObject, useLayoutEffect, useRef } from "react";

const GLIDE = 500;

/** Lets rows that have changed places glide there; `order` says when they may have. */
export function useGlide(list: RefObject<HTMLElement | null>, order: string): void {
  const tops = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows move when their order changes.
  useLayoutEffect(() => {
    const before = tops.current;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-lead]") ?? [])];
    tops.current = new Map(rows.map((row) => [row.dataset["lead"] ?? "", row.offsetTop]));
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const row of rows) {
      const by = (before.get(row.dataset["lead"] ?? "") ?? row.offsetTop) - row.offsetTop;
      if (by !== 0)
        row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: GLIDE, easing: "ease" });
    }
  }, [list, order]);
}
