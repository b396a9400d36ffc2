const AGAIN_AFTER = 60_000;
const KEY = "plumbline.renewed";

/**
 * An update of the server takes away the parts of the page that an open tab has not fetched yet. Such a tab loads
 * itself anew; not twice in a minute, so that a part that is missing for good is told as an error.
 */
export function renewAfterUpdate(): void {
  window.addEventListener("vite:preloadError", () => void renew());
}

async function renew(): Promise<void> {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  if (Date.now() - last < AGAIN_AFTER || !(await isServerThere())) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  window.location.reload();
}

/** Without it a page that loads itself anew would be gone. */
function isServerThere(): Promise<boolean> {
  return fetch("/plumb.svg", { method: "HEAD", cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}
