import type { FiguresOfTraining, Predicted, Training } from "../en/training.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, percent, quote } = figures;

export const training = {
  leftOut: {
    "known-late": ({ share, lateness }) =>
      `${percent(share)} 的值是後來才知道的，中位數晚 ${number(Math.round(lateness))} 天`,
    "after-outcome": ({ share, leads }) =>
      `在 ${number(leads)} 筆已有結果的潛在客戶中，${percent(share)} 是在得出結果時或之後才首次出現`,
    "set-by-staff": () => "由團隊成員填寫，往往是在已知結果之後",
    separates: ({ auc }) => `單憑它就能區分誰會轉換，好過任何事先可知的資訊（AUC ${number(auc)}）`,
    triumph: ({ aucWith, aucWithout }) =>
      `好得不真實：有它時 AUC 為 ${number(aucWith)}，沒有它時為 ${number(aucWithout)}`,
    protected: () => "不得據此區別對待任何人",
    proxy: ({ of, auc }) => `它會透露${quote(of)}（AUC ${number(auc)}），不得據此區別對待任何人`,
    "same-as": ({ of }) => `與${quote(of)}完全相同`,
    constant: () => "所有潛在客戶都一樣",
  },
  models: { trees: "梯度提升樹", logistic: "邏輯迴歸" },
  trained: (model, features) => `訓練完成：${model}，${number(features)} 個特徵。`,
  notEnough: (needed, found) =>
    `資料不足：過去的每一段都需要有轉換和未轉換的潛在客戶；其中一段需要 ${number(needed)} 筆，只有 ${number(found)} 筆。`,
  noFeatures: () => "沒有可供學習的特徵：全部已被排除。",
  noSignal: (auc) => `這裡沒有訊號：最好的模型也無法有把握地勝過對所有潛在客戶給出同樣的說法（AUC ${auc}）。`,
} satisfies Training;

export const figuresOfTraining = {
  auc: "最新潛在客戶上的 AUC",
  gain: "對數損失低於基準率",
  calibration: "校準誤差",
  concordance: "時間預測的 C 指數",
  leftOut: "已排除",
  artefact: (hash) => `訓練產物 ${code(hash)}`,
} satisfies FiguresOfTraining;

export const predicted = {
  probability: "機率",
  expected: (days) => `若轉換，約在 ${number(days)} 天後`,
  soon: "預計天數",
  within: (span) => `${span}內轉換的機率`,
  decided: (leads) => `略去 ${number(leads)} 筆已有結果的潛在客戶`,
  baseline: (probability) => `一無所知的潛在客戶為 ${percent(probability)}`,
} satisfies Predicted;
