import type { CustomSeriesOption } from "echarts";

type Interval = { readonly low: number; readonly high: number };

const CAP = 4;

/**
 * Lines from the low to the high end of an interval for each category, upright or, where categories lie on the
 * y-axis, across. In grey: they belong to all series alike.
 */
export function intervalMarks(
  intervals: readonly (Interval | null)[],
  direction: "upright" | "across" = "upright",
): CustomSeriesOption {
  const isAcross = direction === "across";
  return {
    type: "custom",
    silent: true,
    z: 5,
    encode: isAcross ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    data: intervals.flatMap((own, at) => (own ? [[at, own.low, own.high]] : [])),
    renderItem: (_params, api) => {
      const place = (value: number) => (isAcross ? api.coord([value, api.value(0)]) : api.coord([api.value(0), value]));
      const [low, high] = [place(Number(api.value(1))), place(Number(api.value(2)))];
      const line = (from: readonly number[], to: readonly number[]) => ({
        type: "line" as const,
        shape: { x1: from[0] ?? 0, y1: from[1] ?? 0, x2: to[0] ?? 0, y2: to[1] ?? 0 },
        style: { stroke: GREY, lineWidth: 1.5 },
      });
      const cap = ([x = 0, y = 0]: readonly number[]) =>
        isAcross ? line([x, y - CAP], [x, y + CAP]) : line([x - CAP, y], [x + CAP, y]);
      return { type: "group", children: [line(low, high), cap(low), cap(high)] };
    },
  };
}

/** Seen on paper and at night. */
const GREY = "#868e96";
