import type { DatabaseNotes, Server, StartProblems } from "../en/server.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, or, percent, quote } = figures;

export const server = {
  buildingScreens: () => "正在建置網頁應用程式；首次需要幾秒鐘……",
  ready: (url) => `Plumbline 已就緒：${url}`,
  firstKeys: (ofSample) => `以下${ofSample ? "範例工作區的" : ""}金鑰只顯示一次，請妥善保存：`,
  writeKey: (key) => `  網頁寫入金鑰（公開）           ${key}`,
  serverKey: (key) => `  伺服器寫入金鑰                 ${key}`,
  adminKey: (key) => `  API 金鑰（機密，擁有全部權限） ${key}`,
  adminLink: (url) => `用此連結成為管理員；只能使用一次，一週內有效：\n  ${url}`,
  loadingSample: (events, share) => `正在載入範例工作區：${number(events)} 個事件，${percent(share)}`,
  sampleLoaded: (events) => `範例工作區已就緒：${number(events)} 個事件。`,
  stopping: () => "正在停止，已收到的資料正在儲存。",
  stopped: () => "已停止。",
  failed: (what) => `發生故障，稍後將重試：${code(what)}`,
} satisfies Server;

export const databaseNotes = {
  "database-copied": ({ to }) => `已將 PostgreSQL 複製到 ${quote(to)}，因為其使用者無權讀取 npm 安裝的位置。`,
  "database-created": ({ folder }) => `已在 ${quote(folder)} 中新建資料庫。`,
  "database-started": ({ folder }) => `${quote(folder)} 中的資料庫已啟動。`,
  "database-adopted": ({ folder }) => `${quote(folder)} 中的資料庫仍在執行，繼續使用。`,
  "database-lost": ({ folder }) => `${quote(folder)} 中的資料庫意外終止，正在重新啟動。`,
  "database-not-restarted": ({ folder, detail }) => `${quote(folder)} 中的資料庫無法重新啟動：${code(detail)}`,
  "migration-applied": ({ number: at, name }) => `已套用第 ${number(at)} 號遷移（${name}）。`,
  "user-unbound": ({ user }) =>
    `資料列層級安全性對資料庫使用者 ${quote(user)} 不起作用，各工作區僅靠查詢彼此隔離；請在 ${code("DATABASE_URL")} 改用非超級使用者。`,
} satisfies DatabaseNotes;

export const startProblems = {
  "bad-setting": ({ name, value, choices }) =>
    `${code(name)} 不能是 ${quote(value)}；可用的值：${or(choices.map(code))}。`,
  "other-secret": () =>
    `此資料庫中的機密由另一把金鑰加密；請讓所有處理程序使用相同的 ${code("PLUMBLINE_SECRET")}（或相同的 ${code("secret.key")}）。如果金鑰已永久遺失，請以 ${code("PLUMBLINE_SECRET_LOST=yes")} 啟動一次：由它加密的內容將無法再開啟。`,
  "address-in-use": ({ address }) => `${address} 已被占用；請釋放它，或用 ${code("PLUMBLINE_PORT")} 另選連接埠。`,
  "database-unreachable": ({ detail }) => `資料庫沒有回應（${code(detail)}）；請檢查 ${code("DATABASE_URL")}。`,
  "database-in-use": ({ folder }) =>
    `另一個 Plumbline 正在使用 ${quote(folder)}；請停止它，或用 ${code("PLUMBLINE_DATA")} 另選資料夾。`,
  "database-other-version": ({ folder, found, needed }) =>
    `${quote(folder)} 由 PostgreSQL ${found} 建立，而目前為 ${needed}；請用 ${code("pg_dump")} 移轉資料。`,
  "database-damaged": ({ folder }) => `${quote(folder)} 中的資料庫不完整；請還原備份或另選資料夾。`,
  "database-folder-forbidden": ({ folder }) => `${quote(folder)} 不可寫入；請用 ${code("PLUMBLINE_DATA")} 另選資料夾。`,
  "database-disk-full": ({ folder }) => `${quote(folder)} 所在磁碟已滿；請騰出空間後重新啟動。`,
  "database-not-installed": ({ platform }) =>
    `沒有適用於 ${platform} 的內建 PostgreSQL；請在 ${code("DATABASE_URL")} 中指定您自己的資料庫。`,
  "database-user-unknown": ({ uid }) =>
    `使用者 ${String(uid)} 在本機沒有名稱，PostgreSQL 無法為其建立資料庫；請為該使用者命名。`,
  "database-not-started": ({ folder, detail }) => `${quote(folder)} 中的資料庫無法啟動：${code(detail)}`,
  "migration-changed": ({ number: at, name }) =>
    `第 ${number(at)} 號遷移（${name}）在套用後被更動；請使用建立此資料庫的版本。`,
  "migration-missing": ({ number: at, name }) =>
    `第 ${number(at)} 號遷移（${name}）已套用，但此處缺少；請使用建立此資料庫的版本。`,
  "migration-failed": ({ number: at, name, detail }) => `第 ${number(at)} 號遷移（${name}）失敗：${code(detail)}`,
  "migration-misnumbered": ({ file }) => `遷移 ${quote(file)} 編號不連續；編號應為 0001、0002，依此類推。`,
  "database-newer": ({ found, known }) =>
    `資料庫已有 ${number(found)} 個遷移，而此版本只認識 ${number(known)} 個；請更新 Plumbline。`,
  "number-too-large": ({ value }) => `數字 ${value} 太大，無法讀取。`,
} satisfies StartProblems;
