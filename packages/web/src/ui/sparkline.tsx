/** A line through a few values, of the size of a word; `label` says it to who does not see it. `warns`: what ends lower than it began is orange. */
export function Sparkline(props: {
  readonly values: readonly number[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  readonly warns?: boolean;
}) {
  const { values, label, width = 72, height = 20, warns = false } = props;
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (at: number) => 2 + (at / (values.length - 1)) * (width - 4);
  const y = (value: number) => height - 3 - ((value - low) / span) * (height - 6);
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  const last = values.at(-1) ?? 0;
  const falls = last < (values[0] ?? 0);
  return (
    <span className="sparkline" data-falls={(warns && falls) || undefined}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <title>{label}</title>
        <polyline
          points={points.join(" ")}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinejoin="round"
        />
        <circle cx={x(values.length - 1)} cy={y(last)} r={2.2} fill="currentColor" />
      </svg>
    </span>
  );
}
