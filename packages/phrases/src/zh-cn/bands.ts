import type { Bands } from "../en/bands.ts";
import { figures } from "./figures.ts";

const { day, number, quote } = figures;

export const bands = {
  since: (band, on) => `自${day(on)}起为 ${band}`,
  noneSince: (on) => `自${day(on)}起低于所有级别`,

  outlook: {
    rises: (band, on) => `若无新动态，将于${day(on)}升至 ${band}`,
    falls: (band, on) => `若无新动态，将于${day(on)}降至 ${band}`,
    fallsOut: (on) => `若无新动态，将于${day(on)}降到所有级别之下`,
    changes: (on) => `若无新动态，分数将于${day(on)}变化`,
    steady: () => "若无新动态，不会有变化",
    step: (signal, key, times, band) =>
      `再有 ${number(times)} 次${quote(signal)}${key === null ? "" : `（${quote(key)}）`}即可达到 ${band}`,
  },
} satisfies Bands;
