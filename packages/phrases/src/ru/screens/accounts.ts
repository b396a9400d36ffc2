import type { Accounts } from "../../en/screens/accounts.ts";
import { count, figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number } = figures;

export const accounts = {
  title: shell.titles.accounts,
  byScore: "Компании по их собственной оценке.",
  byBest: "Компании по лучшему из их людей. Модели, которая оценивает компании, пока нет.",
  account: "Компания",
  score: "Балл",
  band: "Уровень",
  people: "Люди",
  best: "Лучший лид",
  search: "Название компании",
  searchHint: "Любая часть названия или домена.",
  none: "Компаний пока нет",
  noneHint: "Они появятся, когда у лидов будет указана компания или события сообщат, к какой группе они относятся.",
  nothingFits: "Подходящих компаний нет",
  peopleCount: (n) => count(n, "человек", "человека", "человек"),
  more: "Показать ещё",
  unknown: "Анонимный посетитель",
  key: "Ключ",
  why: "Почему",
  total: "Итого",
  since: (band, day) => `${band} с ${day}`,
  noModel: "Модели, которая оценивает компании, пока нет",
  noModelHint: "Люди компании оцениваются и так. Саму компанию оценивает модель компаний.",
  history: "Как менялась оценка",
  day: "День",
  noHistory: "Оценка ещё не менялась.",
  traits: "Признаки",
  noTraits: "Об этой компании ничего не известно.",
  peopleRanked: "Люди по оценке",
  nobody: "К этой компании никто не относится.",
  allPeople: (n) => `Все (${number(n)}) в списке лидов`,
  signals: "Что делали её люди",
  signalsHint: "То, что учтено в оценках лучших из них.",
  noSignals: "Пока ничего из этого не учитывается.",
  signalPeople: (n) => count(n, "человек", "человека", "человек"),
  transitions: "Смена уровней",
} satisfies Accounts;
