/**
 * Tells when a single-page app shows another page: the path or a route after `#/` or `#!` is another,
 * or the query is, unless the address was only replaced (as by filters that write themselves into it).
 */
export function watchRoutes(changed: () => void, signal: AbortSignal): void {
  let known = addressOf();
  const look = (isReplaced: boolean) => {
    const now = addressOf();
    const isOther = now.page !== known.page || (now.query !== known.query && !isReplaced);
    known = now;
    if (isOther && !signal.aborted) changed();
  };
  wrap("pushState", () => look(false));
  wrap("replaceState", () => look(true));
  addEventListener("popstate", () => look(false), { signal });
}

function addressOf(): { readonly page: string; readonly query: string } {
  const { pathname, search, hash } = location;
  return { page: pathname + (/^#[/!]/.test(hash) ? hash : ""), query: search };
}

function wrap(name: "pushState" | "replaceState", after: () => void): void {
  const original = history[name];
  history[name] = function (this: History, ...given: Parameters<History["pushState"]>) {
    original.apply(this, given);
    after();
  };
}
