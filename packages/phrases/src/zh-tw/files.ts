import { say } from "../coded.ts";
import type { FileProblems, MapIssues, Rejects } from "../en/files.ts";
import { code, kindIn, place } from "../notation.ts";
import { figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { list, names, number, or, quote } = figures;

const known = (keys: readonly string[]) => list(keys.map(code));

const targets = {
  timestamp: "事件發生的時間",
  identity: "事件屬於誰",
  event: "發生了什麼",
};

export const mapIssues = {
  "unknown-key": ({ key, suggestion, known: keys }) =>
    `此處沒有 ${code(key)} 這個鍵；${suggestion === null ? `可用的有 ${known(keys)}。` : `是否指 ${code(suggestion)}？`}`,
  "wrong-type": ({ expected }) => `此處應為${or(expected.split("|").map((kind) => kindIn(kinds, kind) ?? kind))}。`,
  "not-one-of": ({ known: keys }) => `此處應為 ${or(keys.map(code))}。`,
  "not-one-source": () => `請在 ${known(["column", "columns", "value"])} 中只寫一個。`,
  "bad-format": () =>
    `此處不是日期格式；請使用 ${known(["excel", "seconds", "milliseconds"])}，或 ${code("DD.MM.YYYY HH:mm")} 這樣的格式。`,
  "unknown-zone": () => `沒有這個時區；請使用 ${code("Asia/Taipei")} 這樣的名稱。`,
  "too-short": () => "此處不能為空。",
} satisfies MapIssues;

export const fileProblems = {
  "no-such-file": ({ file }) => `找不到檔案${quote(file)}；請檢查路徑。`,
  "is-a-directory": ({ file }) => `${quote(file)}是資料夾；請指定其中的檔案。`,
  "no-access": ({ file }) => `沒有讀取${quote(file)}的權限；請申請權限。`,
  "empty-file": ({ file }) => `${quote(file)}是空檔案。`,
  "broken-gzip": ({ file }) => `壓縮檔${quote(file)}已損毀或不完整；請重新取得。`,
  "unreadable-file": ({ file, cause }) => `無法讀取${quote(file)}；系統回報 ${code(cause)}。`,
  "zip-archive": ({ file }) => `${quote(file)}是 ZIP 壓縮檔或 Excel 活頁簿；請解壓縮，或另存為 CSV。`,
  "not-text": ({ file, perhaps }) =>
    perhaps === null
      ? `${quote(file)}不是文字檔；請另存為 CSV 或 JSON。`
      : `${quote(file)}不是這種編碼的文字檔；請試試 ${code(`--encoding ${perhaps}`)}。`,
  "wrong-encoding": ({ encoding, given, sample, file, line }) =>
    `${place(file, line)} ${quote(sample)}不符合 ${code(encoding)}；請用 ${code("--encoding")} 指定${given ? "另一種" : "正確的"}編碼，例如 ${code("big5")}。`,
  "not-utf-8": ({ file, line, sample }) =>
    `${place(file, line)} ${sample === null ? "內容" : quote(sample)}不是 UTF-8 編碼；請將檔案另存為 UTF-8。`,
  "unknown-encoding": ({ encoding }) =>
    `沒有名為${quote(encoding)}的編碼；請使用 ${or(["utf-8", "big5", "gb18030"].map(code))} 等。`,
  "open-quote": ({ file, line }) => `${place(file, line)} 此處的引號沒有結束；請補上，或寫成兩個引號。`,
  "row-too-long": ({ limit, file, line }) =>
    `${place(file, line)} 這一列超過 ${number(limit)} 個字元；檔案是否選對了？`,
  "json-unfinished": ({ file, line }) => `${place(file, line)} 從此處開始的內容沒有結尾；檔案可能不完整。`,
  "json-unexpected": ({ file, line }) => `${place(file, line)} 此處的內容不屬於 JSON 物件清單。`,
  "map-syntax": ({ column, file, line }) =>
    `${place(file, line, column)} 此處不是有效的 YAML；請檢查縮排、冒號和引號。`,
  "map-invalid": ({ file, issues }) =>
    issues.map((issue) => `${place(file, issue.line, issue.column)} ${say(mapIssues, issue)}`).join("\n"),
  "no-such-column": ({ file, column, suggestion, columns }) =>
    `${quote(file)}沒有${quote(column)}欄；${suggestion === null ? `現有的欄位：${names(columns)}。` : `是否指${quote(suggestion)}？`}`,
  "unknown-source": ({ file, target, columns }) =>
    `${quote(file)}中似乎沒有哪一欄說明${targets[target]}；現有的欄位：${names(columns)}。請在 ${code("--map")} 的檔案中指定一欄。`,
} satisfies FileProblems;

export const rejects = {
  "cell-count": ({ expected, found }) => `這一列有 ${number(found)} 個儲存格，標題列有 ${number(expected)} 個`,
  "not-json": () => "這一行不是 JSON",
  "not-an-object": () => "這筆資料不是 JSON 物件",
  "too-long": ({ limit }) => `這筆資料超過 ${number(limit)} 個字元`,
  "too-deep": ({ limit }) => `這筆資料的巢狀超過 ${number(limit)} 層`,
  "no-identity": () => "沒有說明是誰",
  "no-timestamp": () => "沒有說明發生的時間",
  "no-event-name": () => "沒有說明發生了什麼",
  "bad-timestamp": ({ value }) => `無法理解時間${quote(value)}`,
  "bad-event-type": ({ value }) => `${quote(value)}不是事件類型`,
  "conflicting-id": ({ messageId }) => `已有其他事件使用編號${quote(messageId)}；以先到者為準`,
} satisfies Rejects;
