import type { Faults } from "../en/faults.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, or, quote } = figures;

const meant = ({ suggestion }: { readonly suggestion: string | null }, otherwise: string) =>
  suggestion === null ? otherwise : `是否指 ${code(suggestion)}？`;

export const faults = {
  notAnArtefact: (file, why) =>
    `${quote(file)}不是可用的训练产物：${{ "not-json": "不是 JSON", "other-format": "版本不同", broken: "内容不完整", "of-a-table": "没有说明如何读取线索的属性" }[why]}；请重新训练。`,
  unknownCommand: (about) =>
    `没有${quote(about.command)}这个命令；${meant(about, `请看 ${code("plumbline --help")}。`)}`,
  unknownOption: (about) => `没有${quote(about.option)}这个选项；${meant(about, `请看 ${code("--help")}。`)}`,
  missingInput: () => `请提供 ${code("--leads")} 或 ${code("--events")}（至少一个）。`,
  missingArgument: (name) => `缺少 ${code(name)}；请看 ${code("--help")}。`,
  missingOption: (option) => `缺少 ${code(option)}，请补上。`,
  missingValue: (option) => `${code(option)} 需要一个值。`,
  surplus: (argument) => `多出了一个参数${quote(argument)}；请看 ${code("--help")}。`,
  optionTwice: (option) => `${code(option)} 写了两次；只写一次即可。`,
  noValue: (option) => `${code(option)} 不带值；请单独写。`,
  badDate: (option, value) => `${code(option)} 的值${quote(value)}不是日期；请写成 ${code("2026-03-31")}。`,
  badNumber: (option, value) => `${code(option)} 的值${quote(value)}不是大于零的数字。`,
  badChoice: (option, value, known) => `${code(option)} 不能是${quote(value)}；请使用 ${or(known.map(code))}。`,
  badShare: (option, value) => `${code(option)} 的值${quote(value)}不在 0 和 1 之间。`,
  badArms: (option, value) => `无法理解 ${code(option)} 的值${quote(value)}；请写成 ${code("live=1,draft=1")}。`,
  fewArms: () => "实验至少要有两个组，且名称各不相同。",
  unknownArm: (about) =>
    `第 ${number(about.line)} 行的${quote(about.arm)}不在各组之中；${meant(about, `请用 ${code("--arms")} 列出所有的组。`)}`,
  badOutcome: (line, value) =>
    `第 ${number(line)} 行的${quote(value)}没有说明是否转化；请写 ${or(["1", "0"].map(code))}。`,
  unknownZone: (zone) => `没有${quote(zone)}这个时区；请使用 ${code("Asia/Shanghai")} 这样的名称。`,
  unknownLead: (lead) => `这些文件中没有线索${quote(lead)}。`,
  unknownPreset: (about) =>
    `没有名为${quote(about.preset)}的自带模型；${meant(about, `请看 ${code("plumbline presets")}。`)}`,
  fileExists: (file) => `${quote(file)}已存在；请换一个名称，或先删除它。`,
  cannotWrite: (file, cause) => `无法写入${quote(file)}；系统提示 ${code(cause)}。`,
  leadsAndAccounts: () => "一个模型为线索评分，另一个为公司评分；不能用同一份数据比较。",
  stdinTwice: () => `只能有一个文件来自标准输入（${code("-")}）。`,
  exclude: (one, other) => `${code(one)} 与 ${code(other)} 不能同时使用；请只给出其一。`,
  unexpected: (message) => `这是 plumbline 自身的错误，请报告：${message}`,
} satisfies Faults;
