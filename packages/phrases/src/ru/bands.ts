import type { Bands } from "../en/bands.ts";
import { count, figures } from "./figures.ts";

const { day, quote } = figures;

export const bands = {
  since: (band, on) => `${band} с ${day(on)}`,
  noneSince: (on) => `ниже всех уровней с ${day(on)}`,

  outlook: {
    rises: (band, on) => `без новых событий ${day(on)} поднимется до уровня ${quote(band)}`,
    falls: (band, on) => `без новых событий ${day(on)} опустится до уровня ${quote(band)}`,
    fallsOut: (on) => `без новых событий ${day(on)} опустится ниже всех уровней`,
    changes: (on) => `без новых событий баллы изменятся ${day(on)}`,
    steady: () => "без новых событий ничего не изменится",
    step: (signal, key, times, band) =>
      `до уровня ${quote(band)}: ещё ${count(times, "событие", "события", "событий")} ${quote(signal)}${key === null ? "" : ` (${quote(key)})`}`,
  },
} satisfies Bands;
