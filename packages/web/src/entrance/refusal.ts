import { ApiError } from "@plumbline/api";
import type { Spoken } from "@plumbline/phrases";
import { AuthError } from "../app/auth.ts";

export type Field = "name" | "email" | "password" | "code";

/** What was refused, in words, and the field that it is about; undefined: the whole. */
export type Refusal = { readonly text: string; readonly field: Field | undefined };

const FIELDS: Readonly<Record<string, Field>> = {
  INVALID_EMAIL_OR_PASSWORD: "password",
  INVALID_PASSWORD: "password",
  PASSWORD_TOO_SHORT: "password",
  PASSWORD_TOO_LONG: "password",
  INVALID_EMAIL: "email",
  NOT_INVITED: "email",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email",
  INVALID_CODE: "code",
  INVALID_BACKUP_CODE: "code",
};

/** Says why signing in, or what belongs to it, was refused. */
export function refusalOf(error: unknown, { screens, figures }: Spoken): Refusal | undefined {
  if (!error) return undefined;
  if (error instanceof ApiError) return { text: error.problem.title, field: undefined };
  if (!(error instanceof AuthError)) return { text: screens.shell.offline, field: undefined };
  const { entrance } = screens;
  const field = Object.hasOwn(FIELDS, error.code) ? FIELDS[error.code] : undefined;
  const words = refusedSaid(error.code, entrance.refused);
  const text = error.seconds === null ? words : `${words} ${entrance.wait(figures.time(error.seconds))}`;
  return { text, field };
}

type Refused = Spoken["screens"]["entrance"]["refused"];

/** A code of the server in words; what an identity provider made up itself is said in general. */
export function refusedSaid(code: string, refused: Refused, otherwise: keyof Refused = "UNKNOWN"): string {
  return Object.hasOwn(refused, code) ? refused[code as keyof Refused] : refused[otherwise];
}
