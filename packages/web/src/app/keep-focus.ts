import { useEffect } from "react";

const DIALOG = "[role=dialog]";
/** Menus give the keyboard back themselves, and before what they open has it. */
const MENU = "[role=menu]";
/** Whoever closes a dialog may give the keyboard to something else by then. */
const PAUSE = 10;

type Opened = { readonly dialog: Element; readonly from: Element | undefined };

/**
 * What had the keyboard before a dialog has it again afterwards. Dialogs come into the page opened and are taken out
 * of it, in which case they do not give it back themselves; where it came from is gone, `content` gets it.
 */
export function useKeptFocus(content: string): void {
  useEffect(() => {
    let last: Element | undefined;
    let opened: readonly Opened[] = [];
    const giveBack = (from: Element | undefined) => {
      if (document.activeElement !== document.body) return;
      const target = from?.isConnected ? from : document.getElementById(content);
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(() => {
      const at = opened.findIndex(({ dialog }) => !dialog.isConnected);
      const gone = opened[at];
      if (!gone) return;
      opened = opened.slice(0, at);
      if (opened.length === 0) watch.disconnect();
      setTimeout(() => giveBack(gone.from), PAUSE);
    });
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target.closest(MENU)) return;
      const dialog = target.closest(DIALOG);
      if (dialog && !opened.some((one) => one.dialog === dialog)) {
        opened = [...opened, { dialog, from: last }];
        watch.observe(document.body, { childList: true, subtree: true });
      }
      last = target;
    };
    document.addEventListener("focusin", onFocus);
    return () => {
      document.removeEventListener("focusin", onFocus);
      watch.disconnect();
    };
  }, [content]);
}
