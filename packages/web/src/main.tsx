import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/ui.css";
import { loadFirst } from "@plumbline/phrases";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { nonce } from "./app/nonce.ts";
import { renewAfterUpdate } from "./app/renewal.ts";
import { router } from "./app/router.tsx";
import { language } from "./language.ts";

// What keeps the page still behind a dialog writes a style of its own, and looks for the nonce under this name.
// Schemas would try whether they may write code of their own, which the policy of our pages forbids and reports.
Object.assign(globalThis, { __webpack_nonce__: nonce(), __zod_globalConfig: { jitless: true } });

renewAfterUpdate();
// The language and what the address shows are fetched side by side; drawing waits for the language only.
void loadFirst(language.get()).catch(() => undefined);
void router.load();
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
