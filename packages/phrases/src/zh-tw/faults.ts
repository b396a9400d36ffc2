import type { Faults } from "../en/faults.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, or, quote } = figures;

const meant = ({ suggestion }: { readonly suggestion: string | null }, otherwise: string) =>
  suggestion === null ? otherwise : `是否指 ${code(suggestion)}？`;

export const faults = {
  notAnArtefact: (file, why) =>
    `${quote(file)}不是可用的訓練產物：${{ "not-json": "不是 JSON", "other-format": "版本不同", broken: "內容不完整", "of-a-table": "沒有說明如何讀取潛在客戶的屬性" }[why]}；請重新訓練。`,
  unknownCommand: (about) =>
    `沒有${quote(about.command)}這個指令；${meant(about, `請看 ${code("plumbline --help")}。`)}`,
  unknownOption: (about) => `沒有${quote(about.option)}這個選項；${meant(about, `請看 ${code("--help")}。`)}`,
  missingInput: () => `請提供 ${code("--leads")} 或 ${code("--events")}（至少一個）。`,
  missingArgument: (name) => `缺少 ${code(name)}；請看 ${code("--help")}。`,
  missingOption: (option) => `缺少 ${code(option)}，請補上。`,
  missingValue: (option) => `${code(option)} 需要一個值。`,
  surplus: (argument) => `多出了一個參數${quote(argument)}；請看 ${code("--help")}。`,
  optionTwice: (option) => `${code(option)} 寫了兩次；只寫一次即可。`,
  noValue: (option) => `${code(option)} 不帶值；請單獨寫。`,
  badDate: (option, value) => `${code(option)} 的值${quote(value)}不是日期；請寫成 ${code("2026-03-31")}。`,
  badNumber: (option, value) => `${code(option)} 的值${quote(value)}不是大於零的數字。`,
  badChoice: (option, value, known) => `${code(option)} 不能是${quote(value)}；請使用 ${or(known.map(code))}。`,
  badShare: (option, value) => `${code(option)} 的值${quote(value)}不在 0 和 1 之間。`,
  badArms: (option, value) => `無法理解 ${code(option)} 的值${quote(value)}；請寫成 ${code("live=1,draft=1")}。`,
  fewArms: () => "實驗至少要有兩個組，且名稱各不相同。",
  unknownArm: (about) =>
    `第 ${number(about.line)} 列的${quote(about.arm)}不在各組之中；${meant(about, `請用 ${code("--arms")} 列出所有的組。`)}`,
  badOutcome: (line, value) =>
    `第 ${number(line)} 列的${quote(value)}沒有說明是否轉換；請寫 ${or(["1", "0"].map(code))}。`,
  unknownZone: (zone) => `沒有${quote(zone)}這個時區；請使用 ${code("Asia/Taipei")} 這樣的名稱。`,
  unknownLead: (lead) => `這些檔案中沒有潛在客戶${quote(lead)}。`,
  unknownPreset: (about) =>
    `沒有名為${quote(about.preset)}的內建模型；${meant(about, `請看 ${code("plumbline presets")}。`)}`,
  fileExists: (file) => `${quote(file)}已存在；請換一個名稱，或先刪除它。`,
  cannotWrite: (file, cause) => `無法寫入${quote(file)}；系統回報 ${code(cause)}。`,
  leadsAndAccounts: () => "一個模型為潛在客戶評分，另一個為公司評分；不能用同一份資料比較。",
  stdinTwice: () => `只能有一個檔案來自標準輸入（${code("-")}）。`,
  exclude: (one, other) => `${code(one)} 與 ${code(other)} 不能同時使用；請只給其中一個。`,
  unexpected: (message) => `這是 plumbline 本身的錯誤，請回報：${message}`,
} satisfies Faults;
