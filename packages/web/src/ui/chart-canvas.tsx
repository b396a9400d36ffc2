import { useComputedColorScheme } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import type { EChartsOption } from "echarts";
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";
import { FONTS } from "./fonts.ts";

use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** Strong enough on white and on black, and told apart by who sees no red or green. */
const COLORS = ["#2b93a1", "#e8a317", "#7a5cc8", "#d1495b", "#5b8c3e", "#6c757d"];

type Click = { readonly dataIndex: number; readonly seriesName?: string };

export function ChartCanvas(props: {
  readonly option: EChartsOption;
  readonly height: number;
  readonly label: string;
  readonly onClick?: (at: Click) => void;
}) {
  const { option, height, label, onClick } = props;
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const place = useMergedRef(measured, setBox);
  const chart = useRef<ReturnType<typeof init>>(undefined);
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    if (!box) return;
    const made = init(box, scheme === "dark" ? "dark" : undefined, { renderer: "svg" });
    chart.current = made;
    return () => made.dispose();
  }, [scheme, box]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place or scheme is another chart, which has to be filled.
  useEffect(() => {
    chart.current?.setOption({ ...DRESS, ...option }, { notMerge: true });
  }, [option, scheme, box]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it fits itself to the width that it is given.
  useEffect(() => chart.current?.resize(), [width]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme is another chart.
  useEffect(() => {
    const made = chart.current;
    if (!made || !onClick) return;
    const told = (event: unknown) => onClick(event as Click);
    made.on("click", told);
    return () => {
      made.off("click", told);
    };
  }, [onClick, scheme, box]);
  return <div ref={place} role="img" aria-label={label} style={{ height, overflow: "hidden" }} />;
}

/** What all charts have in common. Tooltips are drawn, not written as HTML: the page's policy allows no inline styles. */
const DRESS: EChartsOption = {
  backgroundColor: "transparent",
  color: COLORS,
  animationDuration: 250,
  // Text is measured before it is in the page, so its font cannot be inherited.
  textStyle: { fontFamily: FONTS },
  grid: { left: 8, right: 12, top: 16, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
  tooltip: { trigger: "axis", renderMode: "richText" },
};
