import { isIn, type Journey, type Period } from "./journey.ts";

/**
 * The sets of leads that figures are made of. Journeys have to be as they were known on the day that is asked for:
 * see `fateOf`.
 */
export type Population =
  | "leads-created"
  | "leads-created-with-opportunity"
  | "leads-created-won"
  | "leads-created-scored"
  | "opportunities-opened"
  | "opportunities-opened-won"
  | "opportunities-opened-decided"
  | "opportunities-opened-lost"
  | "opportunities-decided"
  | "opportunities-decided-won"
  | "opportunities-decided-lost"
  | "leads-won"
  | "leads-buying"
  | "leads-handed-over"
  | "leads-handed-over-contacted";

type Belongs = (journey: Journey, period: Period) => boolean;

const created: Belongs = (journey, period) => isIn(journey.created, period);
const opened: Belongs = (journey, period) => isIn(journey.opportunity, period);
const won: Belongs = ({ customer }, period) => isIn(customer, period);
const lost: Belongs = (journey, period) => isIn(journey.lost?.day ?? null, period);
const handed: Belongs = (journey, period) => isIn(journey.handedOverOn, period);
const isDecided = ({ customer, lost: loss }: Journey) => customer !== null || loss !== null;

/** Whether a lead belongs to a population of a period. */
export const BELONGS: Readonly<Record<Population, Belongs>> = {
  "leads-created": created,
  "leads-created-with-opportunity": (journey, period) => created(journey, period) && journey.opportunity !== null,
  "leads-created-won": (journey, period) => created(journey, period) && journey.customer !== null,
  "leads-created-scored": (journey, period) => created(journey, period) && journey.score !== null,
  "opportunities-opened": opened,
  "opportunities-opened-won": (journey, period) => opened(journey, period) && journey.customer !== null,
  "opportunities-opened-decided": (journey, period) => opened(journey, period) && isDecided(journey),
  "opportunities-opened-lost": (journey, period) => opened(journey, period) && journey.lost !== null,
  "opportunities-decided": (journey, period) => won(journey, period) || lost(journey, period),
  "opportunities-decided-won": won,
  "opportunities-decided-lost": lost,
  "leads-won": won,
  "leads-buying": (journey, period) => journey.won.some(({ day }) => isIn(day, period)),
  "leads-handed-over": handed,
  "leads-handed-over-contacted": (journey, period) => handed(journey, period) && journey.contacted !== null,
};
