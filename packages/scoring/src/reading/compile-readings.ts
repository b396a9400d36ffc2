import { dayOfValue } from "../condition/day-of-value.ts";
import { isPresent, numberOf } from "../condition/value-test.ts";
import type { Json } from "../event.ts";
import type { Facts } from "../facts.ts";
import { fold } from "../fold.ts";
import type { Model } from "../model/model-schema.ts";
import { readWindow } from "../model/strict.ts";
import { traitGetter } from "../score/lead-condition.ts";
import { amountIn, dayOfSignal, type Sight, type Slots, signalDue, slotsOf } from "../score/sight.ts";
import type { Measured } from "../signal/measure.ts";
import type { Day, Zone } from "../zone.ts";
import type { Found, Reading, TraitForm } from "./reading.ts";

/** What is read, in the words of a model. */
export type Readable = {
  readonly signals: NonNullable<Model["signals"]>;
  readonly lists: NonNullable<Model["lists"]>;
  /** An age is told as the highest of these days that it has reached, so that it changes on few days. Rising. */
  readonly ageSteps: readonly number[];
  readonly readings: readonly Reading[];
};

export type CompiledReadings = {
  /** What events must have been folded into the states. */
  readonly measured: readonly Measured[];
  readonly readsAccounts: boolean;
  /** What each reading finds at the end of a day: nothing that happens later changes it. */
  read(facts: Facts, day: Day): readonly Found[];
  /** By reading, whether there is anything: the trait has a value, the signal ever happened. */
  present(facts: Facts, day: Day): readonly boolean[];
  /** The first day after this one on which something reads differently without a new event; null where nothing ever does. */
  dueAfter(facts: Facts, day: Day): Day | null;
};

type One = {
  readonly read: (sight: Sight) => Found;
  readonly isPresent: (sight: Sight) => boolean;
  /** A day before which it cannot read differently. */
  readonly due: (sight: Sight) => Day;
};

const NEVER = Number.POSITIVE_INFINITY;

/** Makes readings ready, on the same machinery that scores: one truth for both. Throws where a signal is not there. */
export function compileReadings({ signals, lists, ageSteps, readings }: Readable, zone: Zone): CompiledReadings {
  const slots = slotsOf(signals, { lists, zone });
  const age = agesIn(ageSteps);
  const all = readings.map((reading) => compiled(reading, slots, age, zone));
  const sight = slots.newSight();
  const read = (facts: Facts, day: Day): Found[] => {
    slots.aim(sight, facts, day);
    return all.map((one) => one.read(sight));
  };
  return {
    measured: [...new Set(slots.all.map(({ signal }) => signal))].map((signal) => ({ signal, lists })),
    readsAccounts: readings.some((one) => "account" in one || ("of" in one && one.of === "account")),
    read,
    present: (facts, day) => {
      slots.aim(sight, facts, day);
      return all.map((one) => one.isPresent(sight));
    },
    dueAfter: (facts, day) => {
      const now = read(facts, day);
      const next = () => all.reduce((first, one) => Math.min(first, one.due(sight)), NEVER);
      for (let due = next(); due !== NEVER; due = next()) {
        const then = read(facts, due);
        if (then.some((found, i) => found !== now[i])) return due;
      }
      return null;
    },
  };
}

type Ages = {
  readonly told: (days: number) => number;
  /** In how many days it is told differently. */
  readonly left: (days: number) => number;
};

/** A day that lies ahead is as far as the same steps below nought say. */
function agesIn(steps: readonly number[]): Ages {
  const before = steps.filter((step) => step > 0).map((step) => -step);
  const rising = [...new Set([...before, ...steps])].sort((a, b) => a - b);
  const lowest = rising[0] ?? 0;
  return {
    told: (days) => rising.findLast((step) => step <= days) ?? lowest - 1,
    left: (days) => (rising.find((step) => step > days) ?? NEVER) - days,
  };
}

function compiled(reading: Reading, slots: Slots, ages: Ages, zone: Zone): One {
  if ("trait" in reading) return traitReading(traitGetter("lead", reading.trait, slots), reading.as, ages, zone);
  if ("account" in reading) return traitReading(traitGetter("account", reading.account, slots), reading.as, ages, zone);
  const slot = slots.slot(reading.signal, reading.of ?? "lead");
  if ("since" in reading) {
    const dayIn = (sight: Sight) => dayOfSignal(sight, slot, NEVER, reading.since);
    return {
      isPresent: (sight) => dayIn(sight) !== undefined,
      read: (sight) => {
        const day = dayIn(sight);
        return day === undefined ? null : ages.told(sight.today - day);
      },
      due: (sight) => {
        const day = dayIn(sight);
        const turn = day === undefined ? NEVER : sight.today + ages.left(sight.today - day);
        return Math.min(turn, signalDue(sight, slot, NEVER));
      },
    };
  }
  const window = readWindow(reading.in);
  return {
    isPresent: (sight) => dayOfSignal(sight, slot, NEVER, "first", reading.key) !== undefined,
    read: (sight) => {
      const amount = amountIn(sight, slot, window, reading.key) / slot.reader.scale;
      return Number.isNaN(amount) ? null : amount;
    },
    due: (sight) => signalDue(sight, slot, window),
  };
}

function traitReading(get: (sight: Sight) => Json | undefined, form: TraitForm, ages: Ages, zone: Zone): One {
  const own = (sight: Sight) => single(get(sight));
  const dayIn = (sight: Sight) => dayOfValue(own(sight), zone);
  const isThere = (sight: Sight) => isPresent(get(sight));
  if (form !== "days-since") return { isPresent: isThere, read: (sight) => FORMS[form](own(sight)), due: () => NEVER };
  return {
    isPresent: isThere,
    read: (sight) => {
      const day = dayIn(sight);
      return day === undefined ? null : ages.told(sight.today - day);
    },
    due: (sight) => {
      const day = dayIn(sight);
      return day === undefined ? NEVER : sight.today + ages.left(sight.today - day);
    },
  };
}

/** Of a list, its first value. */
function single(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? (value.find(isPresent) as Json | undefined) : value;
}

const MOST_LETTERS = 200;
const YES = new Set(["true", "yes"]);
const NO = new Set(["false", "no"]);

const FORMS: Readonly<Record<Exclude<TraitForm, "days-since">, (value: Json | undefined) => Found>> = {
  number: (value) => {
    const number = numberOf(value);
    return Number.isFinite(number) ? number : null;
  },
  "yes-no": (value) => {
    if (!isPresent(value) || typeof value === "object") return null;
    const said = fold(String(value));
    if (YES.has(said)) return true;
    return NO.has(said) ? false : null;
  },
  category: (value) => {
    if (!isPresent(value) || typeof value === "object") return null;
    return fold(String(value)).trim().slice(0, MOST_LETTERS).toWellFormed();
  },
  length: (value) => (typeof value === "string" && value.trim() !== "" ? value.trim().length : null),
};
