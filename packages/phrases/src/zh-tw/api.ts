import type { ApiIssues, ApiProblems, TuneReasons } from "../en/api.ts";
import { code, kindIn } from "../notation.ts";
import { figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { number, quote, time } = figures;

const nothing = {
  address: "此位址沒有內容。",
  model: "沒有這個模型。",
  draft: "此模型沒有草稿。",
  version: "此模型沒有這個版本。",
  publication: "沒有這次發布。",
  preset: "沒有這個預設模型。",
  source: "沒有這個來源。",
  key: "沒有這個金鑰。",
  item: "沒有這一項。",
  import: "沒有這次匯入。",
  lead: "沒有這位潛在客戶。",
  account: "沒有這家公司。",
  transition: "沒有這次級別變化。",
  endpoint: "沒有這個接收端。",
  delivery: "沒有這次傳送。",
  adjustment: "沒有這次調整。",
  review: "沒有這次檢討。",
  segment: "沒有這個分眾。",
  study: "沒有這項研究。",
  proposal: "這項研究中沒有這條建議。",
  prediction: "沒有這個預測。",
  artefact: "該預測沒有這個模型產物。",
  experiment: "沒有這項實驗。",
  cost: "沒有這項成本。",
  rate: "沒有這個匯率。",
  list: "沒有這個名單。",
  view: "沒有這個檢視。",
  note: "沒有這則備註。",
  bulk: "沒有這個批次操作。",
  rule: "模型中沒有這條規則。",
  person: "沒有這個人。",
  invitation: "沒有這個邀請，或邀請已失效。",
  workspace: "沒有這個工作區。",
};

const addresses = {
  "url-invalid": "這不是網址。",
  "url-scheme": "訊息只透過 HTTPS 傳送。",
  "url-credentials": "網址中不得含有使用者名稱或密碼。",
  "url-port": `訊息只傳送至連接埠 ${["443", "8443", "80", "8080"].map(code).join("、")}。`,
  "address-forbidden": "此位址位於私人網路中；須先由伺服器管理員在 `PLUMBLINE_ALLOWED_NETWORKS` 中允許。",
};

const unready = {
  "control-not-live": "第一組是對照組，必須使用已生效的版本。",
  "not-started": "實驗尚未開始。",
  "being-published": "模型有一個版本正在發布；請等待完成，或先停止。",
};

const sides = { marketing: "行銷", sales: "業務" };
const scored = { lead: "潛在客戶", account: "公司" };

const unfinished = {
  waiting: "這項研究尚未開始，正在排隊。",
  running: "這項研究仍在進行；請在完成後再試。",
  stopped: "這項研究已被停止，沒有結果；請重新發起。",
  failed: "這項研究失敗了，沒有結果；請重新發起。",
};
const stale = {
  gone: "這條建議要修改的內容已不在草稿中。",
  changed: "提出建議之後，草稿中的內容已有變化。",
};

export const apiProblems = {
  "bad-request": () => "要求中有內容不符規定。",
  "bad-cursor": () => "沒有這一頁；請從第一頁開始。",
  "no-key": () => "需要 API 金鑰；請以 `Bearer` 方式傳送。",
  "bad-key": () => "此 API 金鑰無效或已失效。",
  forbidden: ({ scope }) => `您無權執行該操作；缺少 ${code(scope)}。`,
  "no-session": () => "請先登入。",
  "foreign-origin": () => "此要求來自其他網站的頁面。",
  "people-only": () => "此操作只供已登入的使用者使用，API 金鑰不適用。",
  "invitation-of-another": () => "此邀請屬於另一個電子郵件地址。",
  "invitation-ended": () => "此邀請無效或已失效；請重新申請。",
  "already-member": () => "此人已是工作區成員。",
  "person-elsewhere": () => "此人也屬於其他工作區。請由同時管理這些工作區的管理員操作。",
  "own-second-factor": () => "關閉自己的兩步驟驗證需要密碼，請在自己的設定中操作。",
  "last-admin": () => "這是最後一位管理員；請先將他人設為管理員。",
  "too-many-invitations": ({ most }) => `已有 ${number(most)} 個尚未接受的邀請，不能再多；請先撤回一個。`,
  "too-many-workspaces": ({ most }) => `您已屬於 ${number(most)} 個工作區，不能再多；請先退出一個。`,
  "not-own": () => "這屬於別人，只有本人才能修改。",
  "not-found": ({ what }) => nothing[what],
  "already-there": () => "此名稱已有人使用；請另選一個。",
  "in-progress": () => "同一要求正在執行；請稍後再問。",
  "answer-not-kept": () => "此操作先前已完成；其回覆含有機密，未予保留。",
  "already-done": () => "此操作先前已完成。",
  "model-of-others": ({ model, of }) => `${quote(model)}為${scored[of]}評分，且不會改變；請為新模型另取名稱。`,
  "model-unchanged": ({ model, number: version }) => `${quote(model)}的第 ${number(version)} 版已是如此。`,
  "model-not-live": ({ model }) => `${quote(model)}還沒有已生效的版本。`,
  "review-under-way": () => "此模型的檢討正在進行；請先結束。",
  "model-was-live": ({ model }) => `${quote(model)}曾經生效，其歷史會保留；請改為停用。`,
  "experiment-runs": ({ model }) => `${quote(model)}上有實驗正在進行；請先停止或作出決定。`,
  "experiment-unready": ({ because }) => unready[because],
  "sign-off-missing": ({ roles }) => `須先由${roles.map((role) => sides[role]).join("和")}簽核。`,
  "sign-off-outdated": () => "草稿和各版本都已不是這樣；請重新閱讀後再簽核。",
  "role-needed": ({ role }) => `只有${sides[role]}人員或管理員可以簽核。`,
  "study-not-done": ({ state }) => unfinished[state],
  "proposal-stale": ({ because }) => stale[because],
  "draft-not-editable": () => "草稿現有的寫法無法自動修改；請手動修改。",
  "publication-ended": () => "此次發布已經結束。",
  "time-zone-in-use": ({ timeZone }) => `事件已按 ${code(timeZone)} 的日期計數；時區不能再更改。`,
  "last-admin-key": () => "這是最後一個擁有全部權限的金鑰；請先另建一個。",
  "too-many-keys": ({ most }) => `已有 ${number(most)} 個有效金鑰，不能再多；請先撤銷一個。`,
  "too-many-views": ({ most }) => `您已有 ${number(most)} 個檢視，不能再多；請先刪除一個。`,
  "too-many-endpoints": ({ most }) => `已有 ${number(most)} 個接收端點，不能再多；請先刪除一個。`,
  "too-many-segments": ({ most }) => `已有 ${number(most)} 個分眾，不能再多；請先刪除一個。`,
  "too-many-costs": ({ most }) => `最多可有 ${number(most)} 項成本；請先刪除一些。`,
  "too-many-lists": ({ most }) => `已有 ${number(most)} 個名單，不能再多；請先刪除一個。`,
  "too-many-samples": ({ most }) => `每個模型最多可有 ${number(most)} 位樣本潛在客戶；請先刪除一位。`,
  "in-use": ({ by }) => `仍在使用中：${by.map(({ name }) => quote(name)).join("、")}。`,
  "segment-live": () => "此分眾的成員由其條件決定；如需手動加入潛在客戶，請新增固定分眾。",
  "segment-fixed": () => "此分眾沒有條件：其成員就是您加入的潛在客戶。",
  "segment-of-scores": ({ segment }) => `${quote(segment)}取決於評分，因此模型和其他分眾都不能引用它。`,
  "endpoint-disabled": () => "此接收端點已停用；請先啟用。",
  "url-refused": ({ because }) => addresses[because],
  "tag-mismatch": () => "其間已有他人修改；請重新讀取。",
  "tag-needed": () => `請用 ${code("If-Match")} 說明要修改哪個狀態。`,
  "too-large": ({ bytes }) => `內容太大；最多允許 ${number(bytes)} 位元組。`,
  "model-invalid": ({ problems }) => `此模型無法使用：其中有 ${number(problems.length)} 處錯誤。`,
  "model-misnamed": ({ model, found }) => `這是${quote(model)}的草稿，但文字中的模型名為${quote(found)}。`,
  "other-request": () => `此 ${code("Idempotency-Key")} 屬於另一個要求；請換一個新的。`,
  "days-reversed": () => "結束日期早於開始日期。",
  "too-many-days": ({ most }) => `超過了 ${number(most)} 天。`,
  "currency-is-base": ({ currency }) => `${code(currency)} 對自身沒有匯率。`,
  "currency-missing": () => "工作區還沒有貨幣；請在設定中選擇一種，或說明匯率以哪種貨幣為基準。",
  "unknown-time-zone": ({ timeZone }) => `${code(timeZone)} 不是時區；請使用 ${code("Asia/Taipei")} 這樣的名稱。`,
  "more-than-own": ({ scope }) => `金鑰不能授予自己沒有的權限：${code(scope)}。`,
  "too-many-requests": ({ seconds }) => `要求過多；請等待 ${time(seconds)}。`,
  internal: () => "我們這邊出了錯。",
  unavailable: ({ seconds }) => `暫時無法執行；請在 ${time(seconds)}後重試。`,
} satisfies ApiProblems;

type About = { readonly path: string; readonly expected?: string | undefined };

const at = ({ path }: About) => (path === "" ? "要求" : `${code(path)} `);
const bound = ({ expected }: About) => number(Number(expected));
const isOne = ({ expected }: About) => Number(expected) === 1;

export const apiIssues = {
  missing: (about) => `缺少${at(about).trim()}。`,
  "wrong-type": ({ expected = "", ...about }) => `${at(about)}應為${kindIn(kinds, expected) ?? code(expected)}。`,
  "not-one-of": ({ expected = "", ...about }) => `${at(about)}應為以下之一：${code(expected)}。`,
  "too-small": (about) => `${at(about)}不得小於 ${bound(about)}。`,
  "too-large": (about) => `${at(about)}不得大於 ${bound(about)}。`,
  "too-short": (about) => (isOne(about) ? `${at(about)}不能為空。` : `${at(about)}太短：長度至少為 ${bound(about)}。`),
  "too-long": (about) => `${at(about)}太長：長度最多為 ${bound(about)}。`,
  "bad-format": ({ expected, ...about }) =>
    `${at(about)}的寫法不對${expected === undefined ? "" : `（${code(expected)}）`}。`,
  "unknown-key": (about) => `此處沒有${at(about).trim()}。`,
  "too-deep": (about) => `${at(about)}的巢狀超過 ${bound(about)} 層。`,
  unreadable: (about) => `${at(about)}無法讀取。`,
  other: (about) => `${at(about)}不符規定。`,
} satisfies ApiIssues;

export const tuneReasons = {
  "version-changed": "在此期間有另一個版本生效。",
  "publication-under-way": "有另一個版本正在發布。",
  "experiment-runs": "該模型正在進行實驗。",
  "draft-under-way": "有人正在編輯草稿。",
  "study-failed": "對歷史資料的研究失敗了。",
  "study-stopped": "對歷史資料的研究被停止或刪除。",
  "not-editable": "該模型的文字只能手動修改。",
  reverted: "有人撤回了自動調校發布的版本，因此自動調校已自行關閉。",
} satisfies TuneReasons;
