import { type Given, Refusal, type World } from "./command.ts";

/** A whole number from 1 on; undefined where it is not given. */
export function wholeOption(options: Given["options"], name: string, { say }: World): number | undefined {
  const given = options[name];
  if (typeof given !== "string") return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new Refusal(say.cli.faults.badNumber(`--${name}`, given));
  return Number(given);
}
