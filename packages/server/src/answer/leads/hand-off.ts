import type { JsonObject } from "@plumbline/scoring";
import { findWorkspace, type Session } from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../../configuration.ts";
import { liveVersion } from "../known-configurations.ts";

/** How a workspace's desk works: who owns leads, and when they are handed to sales. */
export type Desk = {
  /** The trait that says whose lead it is. */
  readonly ownerTrait: string;
  readonly handOff: { readonly model?: string; readonly band?: string };
  /** In these a rep gets in touch with a lead; in small letters. */
  readonly contacts: readonly string[];
};

/** In these a rep gets in touch with a lead; a workspace may name others. */
const CONTACTS = [
  "Sales Contacted",
  "Meeting Booked",
  "Meeting Held",
  "Call Made",
  "Call Completed",
  "Email Sent by Rep",
  "Email Replied",
];

export async function deskOf(session: Session): Promise<Desk> {
  const { handOff, contactEvents, ownerTrait } = ((await findWorkspace(session))?.settings ?? {}) as {
    readonly handOff?: Desk["handOff"];
    readonly contactEvents?: readonly string[];
    readonly ownerTrait?: string;
  };
  return {
    ownerTrait: ownerTrait ?? "owner",
    handOff: handOff ?? {},
    contacts: (contactEvents ?? CONTACTS).map((name) => name.toLowerCase()),
  };
}

/** By which model and on entering which band a lead is handed to sales: the highest one where nothing is said. */
export function handOffOf({ handOff }: Desk, configuration: Configuration) {
  const version = liveVersion(configuration, "lead", handOff.model);
  return { version, band: handOffBand({ handOff }, version) };
}

/** The bands of a model in which sales has a lead: that of the hand-off, and those above it. */
export function handOffBands(desk: Pick<Desk, "handOff">, version: ScoringVersion): string[] {
  const names = (version.compiled.model.bands ?? []).map(({ name }) => name);
  const first = names.indexOf(handOffBand(desk, version));
  return first < 0 ? [] : names.slice(first);
}

function handOffBand({ handOff }: Pick<Desk, "handOff">, { name, compiled }: ScoringVersion): string {
  const names = (compiled.model.bands ?? []).map((band) => band.name);
  const isOf = handOff.model === undefined || handOff.model === name;
  const named = isOf && handOff.band !== undefined ? handOff.band : undefined;
  return named ?? names.at(-1) ?? "";
}

/** Whose lead it is, by its traits. */
export function ownerIn(traits: JsonObject, { ownerTrait }: Pick<Desk, "ownerTrait">): string | null {
  const owner = Object.hasOwn(traits, ownerTrait) ? traits[ownerTrait] : undefined;
  return typeof owner === "string" ? owner : null;
}
