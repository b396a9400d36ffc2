import { Text, type TextProps } from "@mantine/core";
import { language } from "../language.ts";
import { useRemembered } from "../remembered.ts";
import { useFirstSay } from "../say.tsx";
import { timesOf } from "./times.ts";

type Shown = TextProps & { readonly title?: string };

/** Points that were added or taken away, with their sign; green and red beside it. */
export function Signed({ points, ...rest }: Shown & { readonly points: number }) {
  const { figures } = useFirstSay();
  return (
    <Text component="span" inherit={rest.size === undefined} data-sign={Math.sign(points)} {...rest}>
      {figures.signed(points * 100)}
    </Text>
  );
}

/** A total or points as they stand; a dash where there is no score. */
export function Points({ points, ...rest }: Shown & { readonly points: number | null }) {
  const { figures } = useFirstSay();
  return (
    <Text component="span" inherit={rest.size === undefined} {...rest}>
      {points === null ? "–" : figures.points(points * 100)}
    </Text>
  );
}

/** Days are written as in the sentences of the product, which know English by its British habits. */
export function useHabits(): string {
  const spoken = useRemembered(language);
  return spoken === "en" ? "en-GB" : spoken;
}

/** How one writes instants and civil days here: in the reader's language, instants in their time zone. */
export function useTimes() {
  return timesOf(useHabits());
}

/** How long ago, and on hovering exactly when. Lists have one in every row: a plain element. */
export function Ago(props: {
  readonly at: string;
  readonly size?: "xs" | "sm";
  readonly c?: "dimmed";
  readonly className?: string;
}) {
  const { at, size, c, className = "" } = props;
  const { ago, instant } = useTimes();
  return (
    <time className={`ago ${className}`} data-size={size} data-color={c} dateTime={at} title={instant(at)}>
      {ago(at)}
    </time>
  );
}
