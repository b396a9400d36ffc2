import { code } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { number, or, percent, quote } = figures;

type Folder = { readonly folder: string };
type Migration = { readonly number: number; readonly name: string };

/** What the server says on the terminal where it was started. */
export const server = {
  buildingScreens: () => "Building the web app; the first time this takes some seconds …",
  ready: (url: string) => `Plumbline is ready: ${url}`,
  firstKeys: (ofSample: boolean) =>
    `${ofSample ? "These keys of the sample workspace" : "These keys"} are shown once. Keep them:`,
  writeKey: (key: string) => `  write key for pages (public)          ${key}`,
  serverKey: (key: string) => `  write key for servers                 ${key}`,
  adminKey: (key: string) => `  API key (secret, may do everything)   ${key}`,
  adminLink: (url: string) => `Become an admin with this link; it works once, for a week:\n  ${url}`,
  loadingSample: (events: number, share: number) =>
    `Loading the sample workspace: ${count(events, "event", "events")}, ${percent(share)}`,
  sampleLoaded: (events: number) => `The sample workspace is there: ${count(events, "event", "events")}.`,
  stopping: () => "Stopping. What has arrived is being stored.",
  stopped: () => "Stopped.",
  failed: (what: string) => `Something went wrong and will be tried again: ${code(what)}`,
};

export type Server = typeof server;

/** What happens to the embedded database, for whoever runs it. */
export const databaseNotes = {
  "database-copied": ({ to }: { readonly to: string }) =>
    `PostgreSQL was copied to ${quote(to)}, because its user may not read it where npm put it.`,
  "database-created": ({ folder }: Folder) => `A new database was made in ${quote(folder)}.`,
  "database-started": ({ folder }: Folder) => `The database in ${quote(folder)} has started.`,
  "database-adopted": ({ folder }: Folder) => `The database in ${quote(folder)} was still running and goes on.`,
  "database-lost": ({ folder }: Folder) => `The database in ${quote(folder)} has died and is started again.`,
  "database-not-restarted": ({ folder, detail }: Folder & { readonly detail: string }) =>
    `The database in ${quote(folder)} does not start again: ${code(detail)}`,
  "migration-applied": ({ number: at, name }: Migration) => `Migration ${number(at)} (${name}) was applied.`,
  "user-unbound": ({ user }: { readonly user: string }) =>
    `Row-level security does not bind the database user ${quote(user)}, so only the queries hold workspaces apart; give ${code("DATABASE_URL")} a user who is no superuser.`,
};

export type DatabaseNotes = typeof databaseNotes;

/** Why the server does not start; the keys are the codes. */
export const startProblems = {
  "bad-setting": ({
    name,
    value,
    choices,
  }: {
    readonly name: string;
    readonly value: string;
    readonly choices: readonly string[];
  }) => `${code(name)} cannot be ${quote(value)}; it takes ${or(choices.map(code))}.`,
  "other-secret": () =>
    `the secrets in this database are sealed by another key; give all processes the same ${code("PLUMBLINE_SECRET")} (or the same ${code("secret.key")}). If it is lost for good, start once with ${code("PLUMBLINE_SECRET_LOST=yes")}: what it sealed stays shut.`,
  "address-in-use": ({ address }: { readonly address: string }) =>
    `something else listens on ${address}; stop it, or choose another port with ${code("PLUMBLINE_PORT")}.`,
  "database-unreachable": ({ detail }: { readonly detail: string }) =>
    `the database does not answer (${code(detail)}); check ${code("DATABASE_URL")}.`,
  "database-in-use": ({ folder }: Folder) =>
    `another Plumbline works in ${quote(folder)}; stop it, or choose another folder with ${code("PLUMBLINE_DATA")}.`,
  "database-other-version": ({ folder, found, needed }: Folder & { readonly found: string; readonly needed: string }) =>
    `${quote(folder)} was made by PostgreSQL ${found}, and this is ${needed}; move the data over with ${code("pg_dump")}.`,
  "database-damaged": ({ folder }: Folder) =>
    `the database in ${quote(folder)} is not whole; bring back a copy, or choose another folder.`,
  "database-folder-forbidden": ({ folder }: Folder) =>
    `${quote(folder)} may not be written; choose another folder with ${code("PLUMBLINE_DATA")}.`,
  "database-disk-full": ({ folder }: Folder) => `the disk of ${quote(folder)} is full; make room and start again.`,
  "database-not-installed": ({ platform }: { readonly platform: string }) =>
    `there is no embedded PostgreSQL for ${platform}; name one of your own in ${code("DATABASE_URL")}.`,
  "database-user-unknown": ({ uid }: { readonly uid: number }) =>
    `PostgreSQL makes no database for user ${String(uid)}, who has no name on this machine; give the user a name.`,
  "database-not-started": ({ folder, detail }: Folder & { readonly detail: string }) =>
    `the database in ${quote(folder)} does not start: ${code(detail)}`,
  "migration-changed": ({ number: at, name }: Migration) =>
    `migration ${number(at)} (${name}) was changed after it had been applied; use the version that made this database.`,
  "migration-missing": ({ number: at, name }: Migration) =>
    `migration ${number(at)} (${name}) was applied and is not here; use the version that made this database.`,
  "migration-failed": ({ number: at, name, detail }: Migration & { readonly detail: string }) =>
    `migration ${number(at)} (${name}) failed: ${code(detail)}`,
  "migration-misnumbered": ({ file }: { readonly file: string }) =>
    `the migration ${quote(file)} is out of line; they are numbered 0001, 0002 and so on.`,
  "database-newer": ({ found, known }: { readonly found: number; readonly known: number }) =>
    `the database has ${number(found)} migrations and this version knows ${number(known)}; update Plumbline.`,
  "number-too-large": ({ value }: { readonly value: string }) => `the number ${value} is too large to be read.`,
};

export type StartProblems = typeof startProblems;
