import type { CollectProblems, Quarantined } from "../en/arrivals.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { quote } = figures;

type About = { readonly path: string | null; readonly value: string | null };

const at = ({ path }: About) => (path === null ? "其中某處" : code(path));
const shown = ({ value }: About) => (value === null ? "這個值" : quote(value));
const most = ({ value }: About) => (value === null ? "" : `（最多 ${value}）`);

export const quarantined = {
  "not-an-object": () => "這個項目不是 JSON 物件。",
  "no-batch": () => "這個請求本應帶來一組事件。",
  "no-identity": () => "沒有說明是誰。",
  "no-event-name": () => "沒有說明發生了什麼。",
  "bad-event-type": (about) => `${shown(about)}不是事件類型。`,
  "timestamp-out-of-range": () => "其時間超出了曆法範圍。",
  "bad-character": (about) => `${at(about)} 中有無法保存的字元。`,
  "too-long": (about) => `${at(about)} 太長${most(about)}。`,
  "too-large": (about) => `位元組太多${most(about)}。`,
  "too-deep": (about) => `巢狀層數太多${most(about)}。`,
  "no-attribute": (about) => `CloudEvents 事件缺少屬性 ${at(about)}。`,
  "bad-spec-version": (about) => `不支援 CloudEvents 版本${shown(about)}，只支援 1.0。`,
  "cell-count": ({ value }) => `這一列的儲存格數與標題列不同：${code(value ?? "")}。`,
  "not-json": () => "這一行不是 JSON。",
  "no-timestamp": () => "沒有說明發生的時間。",
  "bad-timestamp": (about) => `無法理解時間${shown(about)}。`,
  poison: () => "無法儲存這個項目，而其他項目都可以。",
} satisfies Quarantined;

export const collectProblems = {
  "bad-json": () => "內文不是 JSON。",
  "bad-encoding": () => "內文的壓縮方式與標頭所說的不符。",
  "too-large": () => "請求太大或事件太多；請分批傳送。",
  "bad-request": () => "這個請求不是合乎規範的 HTTP。",
  "no-write-key": () => "需要寫入金鑰。",
  "unknown-write-key": () => "此寫入金鑰不對應任何來源；可能已更換或停用。",
  "bad-signature": () => "缺少簽章或簽章有誤；請檢查機密。",
  "stale-signature": () => "簽章不在這五分鐘之內；請檢查傳送方的時鐘。",
  "items-refused": () => "部分項目已被隔離。",
  overloaded: () => "等待儲存的內容過多；請稍後再試。",
  "store-unavailable": () => "資料庫沒有回應；請稍後再試。",
  internal: () => "我們這邊出了問題。",
} satisfies CollectProblems;
