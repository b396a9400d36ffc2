import type { FiguresOfTraining, Predicted, Training } from "../en/training.ts";
import { code } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { number, percent, quote } = figures;

export const training = {
  leftOut: {
    "known-late": ({ share, lateness }) =>
      `${percent(share)} значений стали известны лишь позже, в середине — на ${count(Math.round(lateness), "день", "дня", "дней")}`,
    "after-outcome": ({ share, leads }) =>
      `в ${percent(share)} из ${count(leads, "решённого случая", "решённых случаев", "решённых случаев")} впервые появляется вместе с решением или после него`,
    "set-by-staff": () => "заполняют сотрудники, часто уже зная исход",
    separates: ({ auc }) =>
      `само по себе отделяет тех, кто купит, лучше, чем может известное заранее (AUC ${number(auc)})`,
    triumph: ({ aucWith, aucWithout }) =>
      `слишком хорошо, чтобы быть правдой: с ним AUC ${number(aucWith)}, без него ${number(aucWithout)}`,
    protected: () => "по нему ни с кем нельзя обходиться иначе",
    proxy: ({ of, auc }) => `выдаёт ${quote(of)} (AUC ${number(auc)}), по чему ни с кем нельзя обходиться иначе`,
    "same-as": ({ of }) => `говорит то же, что ${quote(of)}`,
    constant: () => "у всех одно и то же",
  },
  models: { trees: "градиентный бустинг деревьев", logistic: "логистическая регрессия" },
  trained: (model, features) => `Обучено: ${model}, ${count(features, "признак", "признака", "признаков")}.`,
  notEnough: (needed, found) =>
    `Данных недостаточно: в каждой части прошлого нужны и те, кто купил, и те, кто нет; в одной нужно ${number(needed)}, есть ${number(found)}.`,
  noFeatures: () => "Учиться не на чем: все признаки исключены.",
  noSignal: (auc) =>
    `Здесь нет сигнала: лучшая модель не лучше, чем говорить обо всех одно и то же, уверенности нет (AUC ${auc}).`,
} satisfies Training;

export const figuresOfTraining = {
  auc: "AUC на самых новых лидах",
  gain: "логарифмические потери ниже, чем у общей доли, на",
  calibration: "ошибка калибровки",
  concordance: "C-индекс срока",
  leftOut: "Исключено",
  artefact: (hash) => `артефакт ${code(hash)}`,
} satisfies FiguresOfTraining;

export const predicted = {
  probability: "Вероятность",
  expected: (days) => `если будет конверсия, то примерно через ${count(days, "день", "дня", "дней")}`,
  soon: "Ожидаемо дней",
  within: (span) => `Вероятность конверсии за ${span}`,
  decided: (leads) => `без лидов, исход которых известен: ${number(leads)}`,
  baseline: (probability) => `${percent(probability)} для лида, о котором ничего не известно`,
} satisfies Predicted;
