import type { FiguresOfTraining, Predicted, Training } from "../en/training.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, percent, quote } = figures;

export const training = {
  leftOut: {
    "known-late": ({ share, lateness }) =>
      `${percent(share)} 的值是后来才知道的，中位数晚 ${number(Math.round(lateness))} 天`,
    "after-outcome": ({ share, leads }) =>
      `在 ${number(leads)} 条已有结果的线索中，${percent(share)} 是在得出结果时或之后才首次出现`,
    "set-by-staff": () => "由团队成员填写，往往是在已知结果之后",
    separates: ({ auc }) => `单凭它就能区分谁会转化，好过任何事先可知的信息（AUC ${number(auc)}）`,
    triumph: ({ aucWith, aucWithout }) =>
      `好得不真实：有它时 AUC 为 ${number(aucWith)}，没有它时为 ${number(aucWithout)}`,
    protected: () => "不得据此区别对待任何人",
    proxy: ({ of, auc }) => `它会透露${quote(of)}（AUC ${number(auc)}），不得据此区别对待任何人`,
    "same-as": ({ of }) => `与${quote(of)}完全相同`,
    constant: () => "所有线索都一样",
  },
  models: { trees: "梯度提升树", logistic: "逻辑回归" },
  trained: (model, features) => `训练完成：${model}，${number(features)} 个特征。`,
  notEnough: (needed, found) =>
    `数据不足：过去的每一段都需要有转化和未转化的线索；其中一段需要 ${number(needed)} 条，只有 ${number(found)} 条。`,
  noFeatures: () => "没有可供学习的特征：全部已被排除。",
  noSignal: (auc) => `这里没有信号：最好的模型也无法有把握地胜过对所有线索给出同样的说法（AUC ${auc}）。`,
} satisfies Training;

export const figuresOfTraining = {
  auc: "最新线索上的 AUC",
  gain: "对数损失低于基准率",
  calibration: "校准误差",
  concordance: "时间预测的 C 指数",
  leftOut: "已排除",
  artefact: (hash) => `训练产物 ${code(hash)}`,
} satisfies FiguresOfTraining;

export const predicted = {
  probability: "概率",
  expected: (days) => `若转化，约在 ${number(days)} 天后`,
  soon: "预计天数",
  within: (span) => `${span}内转化的概率`,
  decided: (leads) => `略去 ${number(leads)} 条已有结果的线索`,
  baseline: (probability) => `一无所知的线索为 ${percent(probability)}`,
} satisfies Predicted;
