import type { Prediction } from "../../en/screens/prediction.ts";
import { figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number, quote } = figures;

export const prediction = {
  title: shell.titles.predictions,
  about: "线索转化的可能性：从其他线索的结果中学习而来，并附上原因。",
  create: "新建预测",
  none: "还没有预测",
  noneHint: "预测从结果已知的线索中学习，至少需要五十条已转化和五十条未转化的线索。",
  mayNot: "您的角色可以查看预测。创建和训练由管理员和市场人员进行。",
  back: "所有预测",
  name: "名称",
  nameHint: "模型中使用的名称，例如 win。",
  nameWrong: "小写字母、数字和连字符，以字母开头，最多 40 个字符。",
  label: "标签",
  labelHint: "给人看的名称。留空：使用名称。",
  modelHint: "除最常见的事件和字段外，还可以使用哪个模型的信号。",
  every: "重新训练",
  everyHint: "只有在最新的线索上更好，新的训练结果才会取代冠军。无论是否重新训练，每周都会查看线索是否仍与从前一样。",
  everies: { never: "仅在有人要求时", week: "每周", month: "每月" },
  allowed: "允许使用的受保护字段",
  allowedHint:
    "年龄和性别字段，以及会透露它们的字段，都会被排除，以免有人因此受到区别对待。只有在法律和客户允许时才在这里填写。按回车添加。",
  begin: "创建并训练",
  change: "设置",
  changeHint: "设置从下一次训练起生效。",
  train: "重新训练",
  next: (day) => `下次训练：${day}`,
  training: "训练",
  trainingHint: "重走一遍历史并从中学习，需要一分钟或更久。",
  noChampion: "还没有冠军",
  dropTitle: (label) => `删除${quote(label)}？`,
  dropHint: "学到的一切会一并删除。使用它的模型要先发布不含它的版本。",

  quality: "质量如何",
  pairs: (of100, low, high) =>
    `取一条会转化和一条不会转化的线索，100 次中有 ${number(of100)} 次它把正确的排在前面（95%：${number(low)} 至 ${number(high)}；随机为 50）。`,
  learnedFrom: (leads, converted) =>
    `从 ${number(leads)} 条线索中学习，其中 ${number(converted)} 条已转化。质量是先在最新的线索上评判的，之后它才也从这些线索中学习。`,
  timing: {
    trained: (of100, low, high) =>
      `需要多久：取两条线索，100 次中有 ${number(of100)} 次被说更早转化的那条确实更早（C 指数；95%：${number(low)} 至 ${number(high)}；随机为 50）。`,
    uninformative: (of100) =>
      `不说明需要多久：取两条线索，100 次中只有 ${number(of100)} 次被说更早转化的那条确实更早，无法与随机区分。`,
    "not-enough-data": (needed, found) =>
      `不说明需要多久：已转化的线索太少，无法学习和评判（需要 ${number(needed)} 条，现有 ${number(found)} 条）。`,
  },
  method: "方法",
  auc: "AUC",
  logLoss: "对数损失",
  logLossBase: (base) => `对所有线索都说平均值时为 ${base}`,
  calibration: "校准误差",
  calibrationHint: "概率平均偏差多少",
  learned: "线索",
  ofConverted: (n) => `${number(n)} 条已转化`,

  answers: { "not-enough-data": "数据不足", "no-signal": "没有信号", "no-features": "没有可学习的内容" },
  notEnoughHint: "历史分为三段：一段用来学习，一段用来调整，最新的一段用来评判。每段都需要两类线索。",
  slices: { learned: "最早一段，用于学习", tuned: "下一段，用于调整", newest: "最新一段，用于评判" },
  kinds: { converted: "已转化", "not-converted": "未转化" },
  short: (slice, kind, needed, found) => `${slice}：需要 ${number(needed)} 条${kind}的线索，现有 ${number(found)} 条。`,
  noSignalHint: (of100) =>
    `学到的最好结果在 100 次中有 ${number(of100)} 次把正确的线索排在前面，无法与随机区分，或不比对所有线索都说平均值更好。因此不给出预测，而不是给出差的预测。`,
  noSignalNext:
    "可以尝试：更早、更常出现的结果（例如商机而非赢单）、更多天数，或更多已有结果的线索。之后重新训练，或另建一个预测。",
  noFeaturesHint: "所有字段和信号都被排除，原因见下。",

  weights: "什么最重要",
  weightsHint: "在最新的线索上，每个字段或信号对概率升降的影响占比。",
  feature: "字段或信号",
  features: {
    lately: (label, days) => `${label}（最近 ${number(days)} 天）`,
    ever: (label) => `${label}（总计）`,
    first: (label) => `${label}（距首次多久）`,
    last: (label) => `${label}（距最近一次多久）`,
    length: (trait) => `${trait} 的长度`,
    titles: { seniority: "职级（按职位判断）", department: "部门（按职位判断）" },
  },
  weight: "占比",

  leftOut: "排除了什么，为什么",
  leftOutHint: "结果之后才知道的，或会造成不公平的，都不用于学习。",
  leftOutNone: "没有排除任何内容。",
  why: "原因",

  fairness: "各群体的公平性",
  fairnessHint:
    "最新线索中谁的预测高于总体转化率。如果某个群体的入选率低于入选最多的群体的五分之四，就是不平等对待的迹象。",
  fairnessNone: "线索中没有年龄或性别字段，因此没有可比较的内容。",
  group: "群体",
  groupUnknown: "未知",
  leads: "线索",
  picked: "入选",
  ratio: "比率",
  precision: "入选者中转化",
  recall: "转化者中入选",
  disadvantaged: (groups, field) =>
    `按${quote(field)}，这些群体的入选明显较少：${groups}。请确认是否有您能负责的理由。`,
  fair: (field) => `按${quote(field)}，没有群体的入选明显较少。`,
  nobodyPicked: (field) => `按${quote(field)}，没有人入选，因此没有可比较的内容。`,
  bandsBy: (field) => `按${quote(field)}的各级别占比`,

  seen: {
    warns: (day) => `查看于 ${day}。请重新训练并比较。`,
    holds: (day) => `查看于 ${day}：较新的线索没有变化的迹象。`,
    unknown: (day) => `查看于 ${day}：较新的线索太少，无法判断是否有变化。`,
  },
  marks: { drift: "线索已变化", calibration: "概率不准" },
  driftTitle: "线索已与从前不同",
  drift: {
    moving: (feature, psi) => `${quote(feature)}正在变化（PSI ${psi}）。`,
    moved: (feature, psi) => `${quote(feature)}已经变化（PSI ${psi}）。`,
  },
  calibrationTitle: "它的概率已不再准确",
  gap: {
    above: (points) => `较新线索的转化比它说的高 ${number(points)} 个百分点。`,
    below: (points) => `较新线索的转化比它说的低 ${number(points)} 个百分点。`,
  },

  trainings: "训练记录",
  at: "时间",
  state: "状态",
  states: { champion: "冠军", challenger: "挑战者", former: "前冠军", nothing: "没有学到" },
  against: "与冠军相比",
  verdicts: { better: "更好", level: "没有明显差别", worse: "更差" },
  promote: "设为冠军",
  revert: "恢复为此次",
  promoteTitle: "设为冠军？",
  promoteHint: "跟随冠军的模型会用它重新发布，由此引起的级别变化不会通知任何人。",
  published: (models) => `已重新发布：${models}。`,
  waiting: {
    "sign-off": (model) => `${quote(model)}保持不变：需要有人签核。`,
    experiment: (model) => `${quote(model)}保持不变：正在进行实验。`,
  },

  uses: "在模型中",
  usesNone: "还没有现行模型使用它。",
  use: {
    follows: (model, version) => `${model}，版本 ${number(version)}：跟随冠军`,
    pinned: (model, version) => `${model}，版本 ${number(version)}：保留它指定的训练产物`,
  },
  useHint: "规则按 0 到 1 的概率给分；请把这些行放进模型的文本。",
  yaml: "用于模型的文本",

  card: {
    title: "预测",
    because: "影响最大的因素",
    expected: (days) => `如果转化，大约需要 ${number(days)} 天。`,
  },
} satisfies Prediction;
