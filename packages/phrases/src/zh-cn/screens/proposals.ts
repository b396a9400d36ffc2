import type { Proposals } from "../../en/screens/proposals.ts";
import { figures } from "../figures.ts";

const { number, quote } = figures;

export const proposals = {
  backtest: {
    hint: "草稿和现行版本按当时的情况为同一批历史线索评分；后来的结果说明哪个更好。",
    ask: "运行回测",
    noDraft: "没有可测试的草稿",
    noDraftHint: "请先修改模型，然后在这里查看这些修改会带来什么。",
    notLive: "没有可对照的现行版本",
    none: "还没有测试过",
    noneHint: "需要一两分钟，不会改变任何内容。",
    perWeek: "销售每周能处理",
    perWeekHint: "留空：与现行版本最高级别的数量相同。",
    live: "现行",
    draft: "草稿",
    difference: "草稿 − 现行",
    verdicts: {
      better: "草稿排序更好",
      worse: "草稿排序更差",
      level: "没有明显差别",
      unknown: "数据不足，无法判断",
    },
    pairs: (live, draft) =>
      `取一条会转化和一条不会转化的线索，现行版本在 100 次中有 ${number(live)} 次把正确的排在前面，草稿有 ${number(draft)} 次。`,
    handed: (leads, live, draft) =>
      `各取最好的 ${number(leads)} 条线索，现行版本有 ${number(live)} 条转化，草稿有 ${number(draft)} 条。`,
    only: (live, liveConverted, draft, draftConverted) =>
      `只有现行版本会选中的有 ${number(live)} 条（${number(liveConverted)} 条转化），只有草稿会选中的有 ${number(draft)} 条（${number(draftConverted)} 条转化）。`,
    figures: "并列对照",
    figure: "指标",
    atTop: "最好线索的转化率",
    bandOf: (band) => `${band}级别的转化率`,
    paired: (n) => `基于两者都评分的 ${number(n)} 条线索。`,
    weeks: "每周线索数",
    weeksHint: "平均每周进入各级别的线索数。",
    changed: "此后草稿可能已有改动。",
  },

  hint: "历史会如何改进模型：调整分值、新规则、最佳客户画像、级别起点。接受到草稿之前，什么都不会改变。",
  ask: "寻找建议",
  askAgain: "重新寻找",
  none: "还没有人提问",
  noneHint: "需要一两分钟。每条建议都附有依据。",
  mayNot: "您的角色可以查看建议。提问由管理员、市场人员和分析师进行。",
  perWeek: "销售每周能处理",
  perWeekHint: "据此建议级别起点。留空：不建议。",
  found: (leads, converted) => `来自 ${number(leads)} 条线索，其中 ${number(converted)} 条已转化。`,
  tried: (conditions) => `查看了 ${number(conditions)} 个条件；可能只是偶然的建议不予显示。`,
  together: (was, to, low, high) =>
    `所有分值和规则合在一起：最新线索上的 AUC 从 ${was} 变为 ${to}（变化的 95%：${low} 至 ${high}）。`,
  nothing: "没有可建议的内容",
  nothingHint: "模型与所见一致，或者数据太少，无法得出别的结论。",
  kinds: { points: "分值", rule: "新规则", profile: "理想客户画像", thresholds: "级别起点" },
  points: {
    points: (rule, was, to) => `${rule}：${number(was)} → ${number(to)} 分`,
    times: (rule, to) => `${rule}：所有分值 × ${number(to)}`,
  },
  inMarket: (market) => `在市场${quote(market)}`,
  rule: (label) => `新规则：${label}`,
  profile: (name, conditions) => `画像${quote(name)}，${number(conditions)} 个条件`,
  band: (band, was, to) => `${quote(band)}的起点由 ${number(was)} 改为 ${number(to)}`,
  bandNew: (band, to) => `${quote(band)}的起点为 ${number(to)}`,
  evidence: {
    converts: (withIt, without, leads) =>
      `满足时转化率为 ${withIt}（${number(leads)} 条线索），不满足时为 ${without}。`,
    worth: (points, low, high) =>
      `其他规则不变时，按历史它值 ${number(points)} 分（95%：${number(low)} 至 ${number(high)}）。`,
    factor: (factor, low, high) =>
      `其他规则不变时，按历史它值现在的 ${number(factor)} 倍（95%：${number(low)} 至 ${number(high)}）。`,
    lift: (lift, low, high) =>
      `在寻找时没有见过的线索上，满足它的转化率是总体的 ${number(lift)} 倍（95%：${number(low)} 至 ${number(high)}）。`,
    q: (share) => `把握相当的建议中，错误的至多占 ${share}。`,
    auc: (was, to) => `最新线索上的 AUC：${was} → ${to}。`,
    best: {
      value: (best, others) => `带来最多收入的 ${number(best)} 位客户与另外 ${number(others)} 位相比的共同点。`,
      won: (best, others) => `赢单的 ${number(best)} 条线索与另外 ${number(others)} 条相比的共同点。`,
    },
    shares: (best, others) => `最佳者中 ${number(best)} 个满足，其他中 ${number(others)} 个满足`,
    threshold: (leads, converted) => `基于 ${number(leads)} 条线索，其中 ${number(converted)} 条已转化。`,
    between: (low, high) => `如果来的是另一批线索，它会在 ${number(low)} 至 ${number(high)} 之间（95%）。`,
    capacity: (perWeek) => `按每周 ${number(perWeek)} 条线索。`,
  },
  accept: "接受到草稿",
  dismiss: "忽略",
  restore: "撤回决定",
  acceptOf: (proposal) => `接受到草稿：${proposal}`,
  dismissOf: (proposal) => `忽略：${proposal}`,
  says: { accepted: "已在草稿中", dismissed: "已忽略" },
  decided: (says, who, ago) => `${says}：${who}，${ago}`,
  stale: {
    gone: "它要修改的内容已不在草稿中。",
    changed: "它要修改的内容在草稿中已经不同。请重新寻找。",
  },
  silent: {
    "not-enough": "数据还不够。",
    "score-says-nothing": "评分看不出谁会转化，分值因此没有尺度。",
    "nothing-found": "现有内容与所见一致。",
    "not-asked": "没有要求。",
    "no-band": "模型没有按分数划分的级别。",
    "out-of-order": "最佳起点低于下一级别，或高于所有评分。",
  },
  silentOf: (kind, why) => `${kind}：${why}`,
  tooGood: (names) => `这些内容能太准确地看出谁会转化，必定是事后才知道的，因此不据此提出建议：${names}。`,
} satisfies Proposals;
