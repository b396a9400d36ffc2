import type { Kinds, Problems } from "../en/problems.ts";
import { code, kindIn, type Path, spot } from "../notation.ts";
import { figures } from "./figures.ts";

const { list, number, or, quote, value } = figures;

export const kinds = {
  string: "文字",
  number: "數字",
  int: "整數",
  boolean: "`true` 或 `false`",
  array: "清單",
  tuple: "清單",
  object: "一組鍵",
  record: "一組鍵",
  nothing: "空值",
  null: "空值",
  "a list": "清單",
  "a group of keys": "一組鍵",
} satisfies Kinds;

const references = {
  signal: "訊號",
  dimension: "維度",
  group: "規則群組",
  profile: "輪廓",
  list: "名單",
  rule: "規則",
  band: "級別",
  cell: "儲存格",
  market: "市場",
  label: "標籤",
  segment: "分眾",
  prediction: "預測",
  example: "範例",
};

const at = ({ path }: { readonly path: Path }) => spot(path) ?? "模型";
const known = (keys: readonly string[]) => list(keys.map(code));
const choice = (keys: readonly string[]) => or(keys.map(code));
/** A kind by its word; a value as it stands, apart from the character before it. */
const kind = (said: string) => kindIn(kinds, said) ?? ` ${said}`;

export const problems = {
  "unknown-key": ({ key, suggestion, known: keys }) =>
    `此處沒有 ${code(key)} 這個鍵；${suggestion === null ? `可用的有 ${known(keys)}。` : `是否指 ${code(suggestion)}？`}`,
  missing: (here) => `缺少 ${at(here)}，請補上。`,
  "wrong-type": ({ expected, found, ...here }) => `${at(here)} 應為${kind(expected)}，而不是${kind(found)}。`,
  "not-one-of": ({ found, suggestion, known: keys, ...here }) =>
    `${at(here)} 不能是${kind(found)}；${suggestion === null ? `請使用 ${choice(keys)}。` : `是否指 ${code(suggestion)}？`}`,
  "too-small": ({ bound, ...here }) => `${at(here)} 不得小於 ${value(bound)}。`,
  "too-large": ({ bound, ...here }) => `${at(here)} 不得大於 ${value(bound)}。`,
  "too-short": ({ bound, ...here }) =>
    bound === 1 ? `${at(here)} 不能為空。` : `${at(here)} 太短：長度至少為 ${number(bound)}。`,
  "too-long": ({ bound, ...here }) => `${at(here)} 太長：長度最多為 ${number(bound)}。`,
  "bad-name": ({ found }) =>
    `${code(found)} 不能用作名稱；請使用最多 100 個字母、漢字、數字、空格和 ${code("- _ . +")}，並以字母、漢字或數字開頭。`,
  "bad-days": ({ found }) => `${code(found)} 不是天數；請寫成 ${code("30d")} 或 ${code("8w")}。`,
  "bad-duration": ({ found }) => `${code(found)} 不是時間長度；請寫成 ${choice(["90s", "30m", "2h", "1d"])}。`,
  "bad-date": ({ found }) => `${code(found)} 不是日期；請寫成 ${code("2026-03-31")}。`,
  "bad-time": ({ found }) => `${code(found)} 不是一天中的時刻；請寫成 ${code("09:30")}。`,
  "bad-hash": ({ found }) =>
    `${code(found)} 不是訓練產物的識別碼；請寫 32 位雜湊值，或去掉 ${code("artefact")}，改用工作區現有的那一個。`,
  "two-decimals": ({ found, ...here }) => `${at(here)} 為 ${found}，但分數最多兩位小數；請四捨五入。`,
  "four-decimals": ({ found, ...here }) => `${at(here)} 為 ${found}，但權重最多四位小數；請四捨五入。`,
  "not-a-number": ({ found, ...here }) => `${at(here)} 為 ${found}；請寫一個一般的數字。`,
  "no-form": ({ found, known: keys }) => `鍵 ${code(found)} 在此處不構成任何已知的寫法；請以 ${choice(keys)} 開頭。`,
  "unsafe-key": ({ key }) => `${code(key)} 不允許用作鍵；請換一個名稱。`,
  "too-deep": ({ bound }) => `此處巢狀超過 ${number(bound)} 層；請減少層數。`,
  "unknown-reference": ({ kind, name, suggestion }) =>
    `沒有名為${quote(name)}的${references[kind]}；${suggestion === null ? "請新增它，或改用已有的名稱。" : `是否指${quote(suggestion)}？`}`,
  duplicate: ({ kind, name }) => `有兩個${references[kind]}都叫${quote(name)}；請將其中一個改名。`,
  "asks-nothing": () => `此處沒有提出任何條件；請加上運算子，例如 ${choice(["is", "in", "exists"])}。`,
  "keys-alike": ({ key, other }) => `${code(key)} 和 ${code(other)} 是同一個鍵，因為不區分大小寫和重音；請刪除其一。`,
  "expects-nothing": () => `此範例沒有寫明預期結果，永遠不會失敗；請加上 ${choice(["total", "band"])}。`,
  "bad-regex": ({ pattern }) => `${code(pattern)} 不是 RE2 正規表示式（不支援環視和反向參照）；請改寫。`,
  "large-regex": ({ pattern, steps, bound }) =>
    `${code(pattern)} 展開後有 ${number(steps)} 步，為避免耗時過長，最多 ${number(bound)} 步；請減少重複次數。`,
  "when-and-each": () =>
    `一條規則只能用 ${code("each")}，或用條件（${code("when")}，或分數中的 ${code("of")}），不能兩者都用；請刪除其一。`,
  "neither-when-nor-each": () => `規則沒有說明因何計分；請加上 ${choice(["when", "each"])}。`,
  "only-with-each": ({ key }) => `${code(key)} 只能用於帶有 ${code("each")} 的規則；請刪除。`,
  "needs-of": () => `沒有 ${code("each")} 時，依表或階梯計分需要用 ${code("of")} 說明依據；請補上。`,
  "needs-keyed-signal": ({ signal }) =>
    `分數表或 ${code("key")} 需要依屬性計數的訊號；請為${quote(signal)}加上 ${code("count: { by: … }")}。`,
  "no-occurrences": ({ signal }) =>
    `${quote(signal)}只保留最大值，不能用 ${code("each")} 計次；請用 ${code("when")} 來判斷。`,
  "fades-tiers": () => `階梯依次數計分，既不衰減，也沒有分數上限；請使用 ${code("window")} 或次數上限。`,
  "window-count-with-table": () =>
    `使用分數表時，${code("perWindow")} 只能限制分數；請用 ${code("points")} 取代 ${code("count")}。`,
  "ends-before-it-starts": ({ from, until }) => `規則的結束日期 ${code(until)} 早於開始日期 ${code(from)}；請對調。`,
  "reversed-range": ({ low, high }) => `從 ${value(low)} 到 ${value(high)} 的範圍是空的；請先寫下限。`,
  "finer-than-precision": ({ found, precision }) =>
    `${number(found)} 超出模型的精確度（${number(precision)} 位小數）；請四捨五入，或提高 ${code("precision")}。`,
  "keeps-more-with-age": () => "衰減的每一步都應晚於前一步，且保留的不多於前一步；請依順序排列。",
  "group-of-other-dimension": ({ group, dimension }) =>
    `規則群組${quote(group)}屬於維度${quote(dimension)}；請將規則移到該維度，或換一個規則群組。`,
  "two-measures": ({ keys }) => `一個訊號只衡量一件事；請只保留 ${known(keys)} 其中之一。`,
  "signal-of-nothing": () =>
    `不清楚指的是哪些事件；請使用 ${choice(["on", "where", "any: true", "steps"])}，其中 ${code("any")} 和 ${code("steps")} 須單獨使用。`,
  "needs-within": () => `模式需要限定時間；請加上 ${code("within")}，例如 ${code("2h")}。`,
  "within-without-pattern": () =>
    `${code("within")} 須與 ${choice(["steps", "times", "confirmedBy"])} 一起使用；請刪除，或加上其中之一。`,
  "within-too-long": () => `${code("within")} 最長為 31 天；請縮短。`,
  "silence-too-short": () => `${code("silence")} 至少為一分鐘（${code("1m")}）。`,
  "profile-in-profile": () => "輪廓中不能引用輪廓；請直接寫出條件。",
  "market-in-market": () => `${code("where")} 用來決定市場，因此不能詢問 ${code("market")}；請改用其他屬性。`,
  "sum-and-matrix": () => `總分只能用 ${code("sum")} 或 ${code("matrix")}，不能兩者都用；請刪除其一。`,
  "matrix-needs-labels": ({ dimension }) => `矩陣的列和欄需要名稱；請為維度${quote(dimension)}加上 ${code("labels")}。`,
  "no-lowest-label": ({ dimension }) =>
    `維度${quote(dimension)}的低分沒有標籤；請新增一個不帶 ${code("from")} 和 ${code("above")} 的標籤。`,
  "bands-do-not-rise": ({ name }) => `級別須由低到高排列，${quote(name)}的位置不對；請移動。`,
  "above-and-from": () => `門檻只能用 ${code("from")}（含）或 ${code("above")}（不含）；請刪除其一。`,
  "band-cells-without-matrix": () =>
    `只有總分為 ${code("matrix")} 時，級別才能使用 ${code("cells")}；請使用 ${choice(["from", "above"])}。`,
  "leaves-above-its-start": ({ name }) =>
    `${quote(name)}的離開門檻高於它的起始門檻；請降低 ${choice(["leaveBelow", "rearmBelow"])}。`,
  "cell-in-two-bands": ({ cell }) => `儲存格${quote(cell)}屬於兩個級別；請從其中一個移除。`,
  "empty-tier": () => `階梯的終點（${code("to")}）小於起點（${code("from")}）；請對調。`,
} satisfies Problems;
