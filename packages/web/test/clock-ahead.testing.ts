/** The file of this program: loaded before a server, it lets it live on a later day. */
export const CLOCK_AHEAD = import.meta.filename;

const DAY = 86_400_000;
const ahead = Number(process.env["PLUMBLINE_DAYS_AHEAD"] ?? 0) * DAY;

if (ahead > 0) {
  const Real = globalThis.Date;
  const now = () => Real.now() + ahead;
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
}
