import type { Accounts } from "../../en/screens/accounts.ts";
import { figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number } = figures;

export const accounts = {
  title: shell.titles.accounts,
  byScore: "依公司自身的評分排序。",
  byBest: "依公司中評分最高的人排序。目前還沒有為公司評分的模型。",
  account: "公司",
  score: "評分",
  band: "級別",
  people: "人員",
  best: "最佳潛在客戶",
  search: "搜尋公司",
  searchHint: "公司名稱或網域的任何部分。",
  none: "還沒有公司",
  noneHint: "潛在客戶帶有公司資訊，或事件說明其所屬組織後，公司會顯示在這裡。",
  nothingFits: "沒有符合條件的公司",
  peopleCount: (n) => `${number(n)} 人`,
  more: "顯示更多",
  unknown: "匿名訪客",
  key: "識別碼",
  why: "原因",
  total: "總分",
  since: (band, day) => `${day} 起為 ${band}`,
  noModel: "還沒有為公司評分的模型",
  noModelHint: "公司中的人員照常評分。以公司為對象的模型會為公司本身評分。",
  history: "評分走勢",
  day: "日期",
  noHistory: "評分還沒有變動。",
  traits: "屬性",
  noTraits: "對這家公司還一無所知。",
  peopleRanked: "人員排名",
  nobody: "沒有人屬於這家公司。",
  allPeople: (n) => `在潛在客戶列表中檢視全部 ${number(n)} 人`,
  signals: "公司人員的行為",
  signalsHint: "在其最佳人員的評分中起作用的內容。",
  noSignals: "他們的行為尚未計分。",
  signalPeople: (n) => `${number(n)} 人`,
  transitions: "進入和離開的級別",
} satisfies Accounts;
