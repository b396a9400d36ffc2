import type { Spoken } from "@plumbline/phrases";
import type { Errors } from "./entrance-form.tsx";

type Words = Spoken["screens"]["entrance"];

/** What is missing, or cannot be an address or a password. Passwords are counted as the server counts them. */
export function fieldErrors(
  given: Readonly<Record<string, string>>,
  needed: readonly (keyof Errors)[],
  say: Words,
  shortest = 1,
): Errors {
  const wrong = needed.map((field): readonly [keyof Errors, string | undefined] => {
    const value = given[field] ?? "";
    if ((field === "password" ? value : value.trim()) === "") return [field, say.needed];
    if (field === "email" && !/^[^\s@]+@[^\s@]+$/.test(value.trim())) return [field, say.noEmail];
    return [field, field === "password" && value.length < shortest ? say.shortest(shortest) : undefined];
  });
  return Object.fromEntries(wrong.filter(([, text]) => text !== undefined));
}
