import type { Proposals } from "../../en/screens/proposals.ts";
import { figures } from "../figures.ts";

const { number, quote } = figures;

export const proposals = {
  backtest: {
    hint: "草稿和現行版本按當時的情況為同一批過去的潛在客戶評分；後來的結果說明哪個更好。",
    ask: "執行回測",
    noDraft: "沒有可測試的草稿",
    noDraftHint: "請先修改模型，然後在這裡檢視這些修改會帶來什麼。",
    notLive: "沒有可對照的現行版本",
    none: "還沒有測試過",
    noneHint: "需要一兩分鐘，不會改變任何內容。",
    perWeek: "業務每週能處理",
    perWeekHint: "留空：與現行版本最高級別的數量相同。",
    live: "現行",
    draft: "草稿",
    difference: "草稿 − 現行",
    verdicts: {
      better: "草稿排序更好",
      worse: "草稿排序更差",
      level: "沒有明顯差別",
      unknown: "資料不足，無法判斷",
    },
    pairs: (live, draft) =>
      `取一位會轉換和一位不會轉換的潛在客戶，現行版本在 100 次中有 ${number(live)} 次把正確的排在前面，草稿有 ${number(draft)} 次。`,
    handed: (leads, live, draft) =>
      `各取最好的 ${number(leads)} 位潛在客戶，現行版本有 ${number(live)} 位轉換，草稿有 ${number(draft)} 位。`,
    only: (live, liveConverted, draft, draftConverted) =>
      `只有現行版本會選中的有 ${number(live)} 位（${number(liveConverted)} 位轉換），只有草稿會選中的有 ${number(draft)} 位（${number(draftConverted)} 位轉換）。`,
    figures: "並列對照",
    figure: "指標",
    atTop: "最好潛在客戶的轉換率",
    bandOf: (band) => `${band}級別的轉換率`,
    paired: (n) => `根據兩者都評分的 ${number(n)} 位潛在客戶。`,
    weeks: "每週潛在客戶數",
    weeksHint: "平均每週進入各級別的潛在客戶數。",
    changed: "此後草稿可能已有變動。",
  },

  hint: "歷史會如何改進模型：調整分值、新規則、最佳客戶輪廓、級別起點。接受到草稿之前，什麼都不會改變。",
  ask: "尋找建議",
  askAgain: "重新尋找",
  none: "還沒有人提問",
  noneHint: "需要一兩分鐘。每項建議都附有依據。",
  mayNot: "您的角色可以檢視建議。提問由管理員、行銷人員和分析師進行。",
  perWeek: "業務每週能處理",
  perWeekHint: "據此建議級別起點。留空：不建議。",
  found: (leads, converted) => `來自 ${number(leads)} 位潛在客戶，其中 ${number(converted)} 位已轉換。`,
  tried: (conditions) => `檢視了 ${number(conditions)} 個條件；可能只是偶然的建議不予顯示。`,
  together: (was, to, low, high) =>
    `所有分值和規則合在一起：最新潛在客戶上的 AUC 從 ${was} 變為 ${to}（變化的 95%：${low} 至 ${high}）。`,
  nothing: "沒有可建議的內容",
  nothingHint: "模型與所見一致，或者資料太少，無法得出別的結論。",
  kinds: { points: "分值", rule: "新規則", profile: "理想客戶輪廓", thresholds: "級別起點" },
  points: {
    points: (rule, was, to) => `${rule}：${number(was)} → ${number(to)} 分`,
    times: (rule, to) => `${rule}：所有分值 × ${number(to)}`,
  },
  inMarket: (market) => `在市場${quote(market)}`,
  rule: (label) => `新規則：${label}`,
  profile: (name, conditions) => `輪廓${quote(name)}，${number(conditions)} 個條件`,
  band: (band, was, to) => `${quote(band)}的起點由 ${number(was)} 改為 ${number(to)}`,
  bandNew: (band, to) => `${quote(band)}的起點為 ${number(to)}`,
  evidence: {
    converts: (withIt, without, leads) =>
      `符合時轉換率為 ${withIt}（${number(leads)} 位潛在客戶），不符合時為 ${without}。`,
    worth: (points, low, high) =>
      `其他規則不變時，按歷史它值 ${number(points)} 分（95%：${number(low)} 至 ${number(high)}）。`,
    factor: (factor, low, high) =>
      `其他規則不變時，按歷史它值現在的 ${number(factor)} 倍（95%：${number(low)} 至 ${number(high)}）。`,
    lift: (lift, low, high) =>
      `在尋找時沒有見過的潛在客戶上，符合它的轉換率是整體的 ${number(lift)} 倍（95%：${number(low)} 至 ${number(high)}）。`,
    q: (share) => `把握相當的建議中，錯誤的至多佔 ${share}。`,
    auc: (was, to) => `最新潛在客戶上的 AUC：${was} → ${to}。`,
    best: {
      value: (best, others) => `帶來最多收入的 ${number(best)} 位客戶與另外 ${number(others)} 位相比的共同點。`,
      won: (best, others) => `贏單的 ${number(best)} 位潛在客戶與另外 ${number(others)} 位相比的共同點。`,
    },
    shares: (best, others) => `最佳者中 ${number(best)} 個符合，其他中 ${number(others)} 個符合`,
    threshold: (leads, converted) => `根據 ${number(leads)} 位潛在客戶，其中 ${number(converted)} 位已轉換。`,
    between: (low, high) => `如果來的是另一批潛在客戶，它會在 ${number(low)} 至 ${number(high)} 之間（95%）。`,
    capacity: (perWeek) => `按每週 ${number(perWeek)} 位潛在客戶。`,
  },
  accept: "接受到草稿",
  dismiss: "忽略",
  restore: "收回決定",
  acceptOf: (proposal) => `接受到草稿：${proposal}`,
  dismissOf: (proposal) => `忽略：${proposal}`,
  says: { accepted: "已在草稿中", dismissed: "已忽略" },
  decided: (says, who, ago) => `${says}：${who}，${ago}`,
  stale: {
    gone: "它要修改的內容已不在草稿中。",
    changed: "它要修改的內容在草稿中已經不同。請重新尋找。",
  },
  silent: {
    "not-enough": "資料還不夠。",
    "score-says-nothing": "評分看不出誰會轉換，分值因此沒有尺度。",
    "nothing-found": "現有內容與所見一致。",
    "not-asked": "沒有要求。",
    "no-band": "模型沒有按分數劃分的級別。",
    "out-of-order": "最佳起點低於下一級別，或高於所有評分。",
  },
  silentOf: (kind, why) => `${kind}：${why}`,
  tooGood: (names) => `這些內容能太準確地看出誰會轉換，必定是事後才知道的，因此不據此提出建議：${names}。`,
} satisfies Proposals;
