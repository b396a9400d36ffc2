import type { Accounts } from "../../en/screens/accounts.ts";
import { figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number } = figures;

export const accounts = {
  title: shell.titles.accounts,
  byScore: "按公司自身的评分排序。",
  byBest: "按公司中评分最高的人排序。目前还没有为公司评分的模型。",
  account: "公司",
  score: "评分",
  band: "级别",
  people: "人员",
  best: "最佳线索",
  search: "搜索公司",
  searchHint: "公司名或域名的任意部分。",
  none: "还没有公司",
  noneHint: "线索带有公司信息，或事件说明其所属组织后，公司会显示在这里。",
  nothingFits: "没有符合条件的公司",
  peopleCount: (n) => `${number(n)} 人`,
  more: "显示更多",
  unknown: "匿名访客",
  key: "标识",
  why: "原因",
  total: "总分",
  since: (band, day) => `${day} 起为 ${band}`,
  noModel: "还没有为公司评分的模型",
  noModelHint: "公司中的人员照常评分。以公司为对象的模型会为公司本身评分。",
  history: "评分走势",
  day: "日期",
  noHistory: "评分还没有变化。",
  traits: "属性",
  noTraits: "对这家公司还一无所知。",
  peopleRanked: "人员排名",
  nobody: "没有人属于这家公司。",
  allPeople: (n) => `在线索列表中查看全部 ${number(n)} 人`,
  signals: "公司人员的行为",
  signalsHint: "在其最佳人员的评分中起作用的内容。",
  noSignals: "他们的行为尚未计分。",
  signalPeople: (n) => `${number(n)} 人`,
  transitions: "进入和离开的级别",
} satisfies Accounts;
