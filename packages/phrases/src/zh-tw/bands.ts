import type { Bands } from "../en/bands.ts";
import { figures } from "./figures.ts";

const { day, number, quote } = figures;

export const bands = {
  since: (band, on) => `自${day(on)}起為 ${band}`,
  noneSince: (on) => `自${day(on)}起低於所有級別`,

  outlook: {
    rises: (band, on) => `若無新動態，將於${day(on)}升至 ${band}`,
    falls: (band, on) => `若無新動態，將於${day(on)}降至 ${band}`,
    fallsOut: (on) => `若無新動態，將於${day(on)}降到所有級別之下`,
    changes: (on) => `若無新動態，分數將於${day(on)}變動`,
    steady: () => "若無新動態，不會有變動",
    step: (signal, key, times, band) =>
      `再有 ${number(times)} 次${quote(signal)}${key === null ? "" : `（${quote(key)}）`}即可達到 ${band}`,
  },
} satisfies Bands;
