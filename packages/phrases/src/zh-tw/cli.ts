import type { Cli } from "../en/cli.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { day, names, number, or, percent, points, quote, signed, time } = figures;

const start = (bound: number, exclusive: boolean) => `${exclusive ? "高於" : "不低於"} ${points(bound)}`;
const meant = ({ suggestion }: { readonly suggestion: string | null }, otherwise: string) =>
  suggestion === null ? otherwise : `是否指 ${code(suggestion)}？`;

export const cli = {
  help: {
    about: "依模型為潛在客戶評分，並說明原因。",
    usage: "用法",
    commands: "指令",
    options: "選項",
    more: () => `用 ${code("plumbline COMMAND --help")} 查看某個指令的詳細說明。`,
  },
  commands: {
    score: "為一份潛在客戶名單評分",
    explain: "說明潛在客戶的得分原因，以及什麼會改變其等級",
    validate: "檢查模型",
    test: "執行模型中的範例；未指定模型時執行所有內建模型的範例",
    rules: "列出模型的規則及每條最多能給的分數",
    columns: "顯示檔案各欄的意義，輸出為可修改並再次使用的對應",
    schema: "輸出模型的 JSON 結構定義，供編輯器使用",
    presets: "列出內建的模型",
    init: "從內建的模型建立新模型",
    diff: "比較兩個模型；提供資料時也比較對潛在客戶的影響",
    import: "將其他系統的評分規則轉換為模型",
  },
  options: {
    model: () => "模型，YAML 或 JSON",
    leads: () => `潛在客戶，CSV 或 JSON；${code("-")} 表示標準輸入`,
    events: () => `事件，CSV 或 JSON，可為 gzip 壓縮；${code("-")} 表示標準輸入`,
    map: () => "各欄位的意義；未指定時自動推測",
    encoding: () => `檔案的編碼，預設為 ${code("utf-8")}`,
    asOf: () => "以哪一天評分，預設為今天",
    timeZone: () => `日期所用的時區，預設為 ${code("UTC")}`,
    out: () => `結果的格式：${or(["table", "csv", "ndjson"].map(code))}`,
    top: () => "只輸出得分最高的若干筆",
    rejects: () => "無法讀取的資料列寫入何處",
    joinByEmail: () => `同一電子郵件地址視為同一潛在客戶（預設）；${code("--no-join-by-email")} 則分開處理`,
    json: () => "輸出 JSON",
    lang: () => "語言",
    help: () => "顯示本說明",
  },

  progress: (events, perSecond) => `${number(events)} 個事件，${number(perSecond)}/秒`,
  progressLeft: (seconds) => `剩餘 ${time(seconds)}`,

  columns: {
    rule: "規則",
    most: "最多",
    share: "占比",
    lead: "潛在客戶",
    total: "總分",
    band: "等級",
    dimension: "維度",
    reasons: "原因",
  },
  summary: {
    scored: (leads) => `已為 ${number(leads)} 位潛在客戶評分`,
    unscored: (leads) => `${number(leads)} 位沒有評分`,
    leads: (leads) => `已讀取 ${number(leads)} 位潛在客戶`,
    events: (events) => `已讀取 ${number(events)} 個事件`,
    conflicts: (events) => `${number(events)} 個與其他事件編號相同（以先到者為準）`,
    later: (events) => `${number(events)} 個晚於指定日期`,
    nobody: (events) => `${number(events)} 個不屬於任何人（沒有可用的編號）`,
    noLeadIds: () => "沒有任何一欄說明潛在客戶是誰，因此以行號稱呼潛在客戶，也沒有事件能歸於他們。",
    withoutMessageId: (events) => `${number(events)} 個事件沒有自己的編號；這樣的事件出現兩次會被計為兩次。`,
    noMessageIds: () => "事件沒有編號，因此同一事件出現兩次會被計為兩次。",
    stale: (last) => `最後一個事件在${day(last)}；要以當時評分，請加上 ${code("--as-of")}。`,
    misread: (column, values, line, value) =>
      `${quote(column)}欄：有 ${number(values)} 個值無法依其類型讀取，保留為文字（首見於第 ${number(line)} 行：${quote(value)}）`,
    duplicates: (events) => `${number(events)} 個重複`,
    repeated: (rows) => `${number(rows)} 列與先前的列是同一潛在客戶（以最後一列為準）`,
    joined: (ids) => `${number(ids)} 個識別碼經電子郵件、裝置或別名併入其他潛在客戶`,
    moreRejected: (rows) => `另有 ${number(rows)} 筆；${code("--rejects FILE")} 可全部寫出。`,
    missingTrait: (trait, rules, suggestion) =>
      `沒有潛在客戶具有特徵 ${code(trait)}${rules.length > 0 ? `，而${names(rules)}要用到它` : ""}${suggestion === null ? "。" : `；是否指 ${code(suggestion)}？`}`,
    rejected: (rows) => `${number(rows)} 筆被拒絕`,
    rejectedTo: (rows, file) => `${number(rows)} 筆被拒絕（見 ${file}）`,
  },

  valid: (file) => `${quote(file)}是有效的模型。`,
  invalid: (file, problems) => `${quote(file)}中有 ${number(problems)} 個問題。`,
  tests: {
    passed: (examples) => `${number(examples)} 個範例通過`,
    failed: (examples) => `${number(examples)} 個失敗`,
    none: () => `模型中沒有 ${code("examples")}。`,
    mismatch: (what, expected, found) => `${code(what)}：應為 ${expected}，實為 ${found}`,
  },
  written: (file) => `已寫入${quote(file)}`,

  explain: {
    total: (total) => `${points(total)} 分`,
    next: "接下來",
  },

  diff: {
    same: () => "兩個模型沒有差異。",
    added: (kind, name) => `新增${kind}${quote(name)}`,
    removed: (kind, name) => `刪除${kind}${quote(name)}`,
    points: (rule, from, to) => `${rule}：${signed(from)} → ${signed(to)} 分`,
    starts: (band, from, to) => `等級 ${band} 的門檻：${start(...from)} → ${start(...to)}`,
    moved: (kind, name) => `${kind}${quote(name)}的位置已改變`,
    changed: (place, from, to) => `${code(place)}：${from} → ${to}`,
    moves: (band, enter, leave) => `${number(enter)} 位潛在客戶進入 ${band}，${number(leave)} 位離開`,
    unmoved: () => "沒有潛在客戶改變等級。",
    before: "之前",
    after: "之後",
    share: (leads, share) => `${number(leads)}（${percent(share)}）`,
  },
  kinds: {
    model: "模型",
    total: "總分",
    rule: "規則",
    signal: "訊號",
    dimension: "維度",
    group: "規則群組",
    profile: "輪廓",
    list: "名單",
    band: "等級",
    market: "市場",
  },

  imported: {
    rules: (rules) => `已轉換 ${number(rules)} 條規則`,
    left: (what, why) => `未能轉換：${quote(what)}（${why}）`,
    notJson: (file) => `${quote(file)}不是 JSON；請儲存該系統的介面傳回的內容。`,
    notThisFormat: (file, system, place) =>
      `${quote(file)}不是 ${system} 提供的格式${place === "" ? "" : `；請查看 ${code(place)}`}。`,
    why: {
      "unknown-kind": () => "此處沒有與這一類型對應的寫法",
      action: () => "達到某一分數後做什麼，屬於劇本",
      "time-on-page": () => "它詢問在某一頁面停留到離開的時間",
      "time-away": () => "它詢問離開了多久",
      "repeats-after-count": () => "它會反覆給分，但要從若干次之後才開始",
      "time-of-day": () => "它在一天之中開始或結束；此處只以整天計算",
      pattern: () => "它的模式中有此處沒有的萬用字元",
      "too-long-a-time": () => "它的時間長度超出此處所能表達的",
      "same-threshold": () => "同一分數上已有另一個門檻",
      "threshold-of-part": () => "它是分數中某一部分的門檻",
      "switched-off": () => "它已停用",
      "not-a-lead": () => "它評分的既不是潛在客戶，也不是公司",
      layout: () => "它只適用於某一種頁面配置的資料",
      "unknown-comparison": () => "此處沒有它所用的比較方式",
      "value-of-another-field": () => "它與另一個欄位比較",
      "sets-score": () => "它直接設定分數，而不是加減分數",
      "unknown-variable": () => "它的分數在檔案之外的變數裡",
      choices: () => "它依自己的條件給不同的分數",
      "trigger-with-filters": () => "它同時詢問事件和人的屬性",
      "not-by-event": () => "它不是由事件引起的",
    },
  },

  syntax: {
    "duplicate-key": () => "這個鍵出現了兩次；請刪除其一。",
    indentation: () => "縮排與上文不一致；請對齊。",
    tab: () => "用了定位字元縮排；請使用空格。",
    unfinished: () => "有括號或引號沒有結束；請補上。",
    other: () => "這不是有效的 YAML；請檢查縮排、冒號和引號。",
    empty: () => `檔案是空的；${code("plumbline init PRESET")} 可以寫出一個起步用的模型。`,
    "too-large": () => "作為模型，它太大了。",
  },
  faults: {
    unknownCommand: (about) =>
      `沒有${quote(about.command)}這個指令；${meant(about, `請看 ${code("plumbline --help")}。`)}`,
    unknownOption: (about) => `沒有${quote(about.option)}這個選項；${meant(about, `請看 ${code("--help")}。`)}`,
    missingInput: () => `請提供 ${code("--leads")} 或 ${code("--events")}（至少一個）。`,
    missingArgument: (name) => `缺少 ${code(name)}；請看 ${code("--help")}。`,
    missingOption: (option) => `缺少 ${code(option)}，請補上。`,
    missingValue: (option) => `${code(option)} 需要一個值。`,
    badDate: (option, value) => `${code(option)} 的值${quote(value)}不是日期；請寫成 ${code("2026-03-31")}。`,
    badNumber: (option, value) => `${code(option)} 的值${quote(value)}不是大於零的數字。`,
    badChoice: (option, value, known) => `${code(option)} 不能是${quote(value)}；請使用 ${or(known.map(code))}。`,
    unknownZone: (zone) => `沒有${quote(zone)}這個時區；請使用 ${code("Asia/Taipei")} 這樣的名稱。`,
    unknownLead: (lead) => `這些檔案中沒有潛在客戶${quote(lead)}。`,
    unknownPreset: (about) =>
      `沒有名為${quote(about.preset)}的內建模型；${meant(about, `請看 ${code("plumbline presets")}。`)}`,
    fileExists: (file) => `${quote(file)}已存在；請換一個名稱，或先刪除它。`,
    cannotWrite: (file, cause) => `無法寫入${quote(file)}；系統回報 ${code(cause)}。`,
    leadsAndAccounts: () => "一個模型為潛在客戶評分，另一個為公司評分；不能用同一份資料比較。",
    stdinTwice: () => `只能有一個檔案來自標準輸入（${code("-")}）。`,
    unexpected: (message) => `這是 plumbline 本身的錯誤，請回報：${message}`,
  },
} satisfies Cli;
