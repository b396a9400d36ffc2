import type { Faults } from "../en/faults.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, or, quote } = figures;

const meant = ({ suggestion }: { readonly suggestion: string | null }, otherwise: string) =>
  suggestion === null ? otherwise : `возможно, имелось в виду ${code(suggestion)}?`;

export const faults = {
  notAnArtefact: (file, why) =>
    `${quote(file)} не артефакт, который можно использовать: ${{ "not-json": "это не JSON", "other-format": "другая версия", broken: "частей не хватает", "of-a-table": "не сказано, как читать признаки лида" }[why]}; обучите новый.`,
  unknownCommand: (about) =>
    `нет команды ${quote(about.command)}; ${meant(about, `смотрите ${code("plumbline --help")}.`)}`,
  unknownOption: (about) => `нет параметра ${quote(about.option)}; ${meant(about, `смотрите ${code("--help")}.`)}`,
  missingInput: () => `укажите ${code("--leads")}, ${code("--events")} или оба.`,
  missingArgument: (name) => `не хватает ${code(name)}; смотрите ${code("--help")}.`,
  missingOption: (option) => `не хватает ${code(option)}; добавьте.`,
  missingValue: (option) => `параметру ${code(option)} нужно значение.`,
  surplus: (argument) => `лишний аргумент ${quote(argument)}; смотрите ${code("--help")}.`,
  optionTwice: (option) => `параметр ${code(option)} указан дважды; укажите его один раз.`,
  noValue: (option) => `параметру ${code(option)} значение не нужно; пишите его без значения.`,
  badDate: (option, value) => `${code(option)}: ${quote(value)} — не дата; пишите ${code("2026-03-31")}.`,
  badNumber: (option, value) => `${code(option)}: ${quote(value)} — не число больше нуля.`,
  badChoice: (option, value, known) =>
    `${code(option)}: значение ${quote(value)} недопустимо; укажите ${or(known.map(code))}.`,
  badShare: (option, value) => `значение ${quote(value)} для ${code(option)} не лежит между 0 и 1.`,
  badArms: (option, value) =>
    `значение ${quote(value)} для ${code(option)} непонятно; запишите его как ${code("live=1,draft=1")}.`,
  fewArms: () => "в эксперименте не меньше двух групп, и у каждой своё имя.",
  unknownArm: (about) =>
    `${quote(about.arm)} в строке ${number(about.line)} не входит в число групп; ${meant(about, `перечислите все группы в ${code("--arms")}.`)}`,
  badOutcome: (line, value) =>
    `${quote(value)} в строке ${number(line)} не говорит, была ли конверсия; напишите ${or(["1", "0"].map(code))}.`,
  unknownZone: (zone) => `нет часового пояса ${quote(zone)}; укажите имя, например ${code("Europe/Moscow")}.`,
  unknownLead: (lead) => `в этих файлах нет лида ${quote(lead)}.`,
  unknownPreset: (about) =>
    `нет готовой модели ${quote(about.preset)}; ${meant(about, `смотрите ${code("plumbline presets")}.`)}`,
  fileExists: (file) => `файл ${quote(file)} уже есть; выберите другое имя или удалите его.`,
  cannotWrite: (file, cause) => `не удаётся записать ${quote(file)}; ответ системы: ${code(cause)}.`,
  leadsAndAccounts: () => "одна модель оценивает лиды, другая — компании; на одних данных их не сравнить.",
  stdinTwice: () => `стандартным вводом (${code("-")}) может быть только один файл.`,
  exclude: (one, other) => `${code(one)} и ${code(other)} исключают друг друга; укажите что-то одно.`,
  unexpected: (message) => `Это ошибка самой программы plumbline; сообщите о ней: ${message}`,
} satisfies Faults;
