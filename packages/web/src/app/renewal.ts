const AGAIN_AFTER = 60_000;
const KEY = "plumbline.renewed";

/**
 * An update of the server takes away the parts of the page that an open tab has not fetched yet. Such a tab loads
 * itself anew; not twice in a minute, so that a part that is missing for good is told as an error.
 */
export function renewAfterUpdate(): void {
  window.addEventListener("vite:preloadError", () => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (!navigator.onLine || Date.now() - last < AGAIN_AFTER) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    window.location.reload();
  });
}
