import type { Analytics } from "@segment/analytics-next";
import { getDefaultPageContext } from "@segment/analytics-page-tools";
import { type Attention, afterTelling, attentionFrom, BEAT, hasNews, isDue, outOfView, withSign } from "./attention.ts";
import { watchRoutes } from "./routes.ts";
import { searchOf } from "./search-keyword.ts";
import { keeps, type Settings } from "./settings.ts";

/** A page in view, from its page call to the next one. */
type View = {
  readonly page: ReturnType<typeof getDefaultPageContext>;
  attention: Attention;
  /** How far down it was seen, in per cent. */
  depth: number;
};

/** Signs that somebody is there. Scrolling is none: pages scroll by themselves. */
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "touchmove", "timeupdate"];
const DEPTHS = [50, 90];
/** A page that was just routed to needs a moment before its title is right. */
const TITLE_PAUSE = 100;

/**
 * Tells of pages as they come into view, of how long they were looked at and how far they were read.
 * What it returns is to be called when the page is left.
 */
export function watchPages(client: Analytics, settings: Settings, signal: AbortSignal): () => void {
  let view: View | undefined;
  let beat: ReturnType<typeof setTimeout> | undefined;
  /** A page that was routed to and not told yet. */
  let coming: { readonly at: number; readonly from: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  const show = (at: number, from?: string) => {
    const page = { ...getDefaultPageContext(), ...(from === undefined ? {} : { referrer: from }) };
    view = { page, attention: attentionFrom(at, isInView()), depth: depthNow() };
    if (!keeps(settings, "pages")) return;
    const search = from === undefined ? searchOf(page.search, page.referrer) : {};
    void client.page({ ...page, ...search }, { timestamp: new Date(at) });
  };

  const tell = () => {
    clearTimeout(beat);
    beat = undefined;
    if (!view || !hasNews(view.attention)) return;
    const { page, attention, depth } = view;
    view.attention = afterTelling(attention);
    if (!keeps(settings, "engagement")) return;
    const seconds = Math.round(attention.untold / 10) / 100;
    void client.track(
      "Page Engaged",
      { path: page.path, title: page.title, seconds, scroll_depth: depth },
      { context: { page }, timestamp: new Date(attention.seen ?? attention.told) },
    );
  };

  const sign = () => {
    if (!view || !isInView()) return;
    view.attention = withSign(view.attention, Date.now());
    if (isDue(view.attention)) tell();
    else beat ??= setTimeout(tell, BEAT);
  };

  /** The page goes out of view: that is a last sign of life, told at once. */
  const pause = () => {
    if (coming) arrive();
    if (!view || view.attention.seen === undefined) return;
    view.attention = withSign(view.attention, Date.now());
    tell();
    view.attention = outOfView(view.attention);
  };

  const arrive = () => {
    if (!coming) return;
    const { at, from, timer } = coming;
    coming = undefined;
    clearTimeout(timer);
    show(at, from);
  };

  const route = () => {
    // A redirect on the way is no page of its own.
    if (coming) return;
    const from = view?.page.url ?? "";
    pause();
    view = undefined;
    coming = { at: Date.now(), from, timer: setTimeout(arrive, TITLE_PAUSE) };
  };

  const scrolled = () => {
    if (!view) return;
    const { depth, page } = view;
    const now = Math.max(depth, depthNow());
    view.depth = now;
    if (!keeps(settings, "scroll")) return;
    for (const mark of DEPTHS) {
      if (depth < mark && now >= mark) {
        void client.track("Page Scrolled", { path: page.path, title: page.title, scroll_depth: mark });
      }
    }
  };

  for (const name of SIGNS) {
    const heard = (event: Event) => {
      if (event.isTrusted && !isDecoration(event.target)) sign();
    };
    addEventListener(name, heard, { capture: true, passive: true, signal });
  }
  addEventListener("scroll", scrolled, { capture: true, passive: true, signal });
  document.addEventListener("visibilitychange", () => (isInView() ? sign() : pause()), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && show(Date.now()), { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(beat);
    clearTimeout(coming?.timer);
  });
  watchRoutes(route, signal);
  show(Date.now());
  return pause;
}

function isInView(): boolean {
  return document.visibilityState === "visible";
}

/** A silent film in the background plays whether somebody is there or not. */
function isDecoration(target: EventTarget | null): boolean {
  return target instanceof HTMLMediaElement && target.muted;
}

function depthNow(): number {
  const { scrollHeight } = document.documentElement;
  if (scrollHeight === 0) return 0;
  return Math.min(100, Math.max(0, Math.round(((scrollY + innerHeight) / scrollHeight) * 100)));
}
