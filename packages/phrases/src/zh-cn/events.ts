import type { Events } from "../en/events.ts";

export const events = {
  consent: {
    "not-needed": "此处不需要征得同意",
    given: "已获得同意",
    "vouched-for": "由我方服务器上报，未提及是否同意",
    "not-refused": "未表示拒绝",
    "records-a-choice": "因记录了对个人信息的选择而保留",
    "no-consent": "此处需要征得同意，但未获得同意",
    refused: "已拒绝同意",
    "category-not-named": "同意内容未包含所需的类别",
    gpc: "已通过全局隐私控制（GPC）拒绝",
    erased: "此人要求被遗忘",
  },
  traffic: {
    person: "真人",
    bot: "机器人",
    "mail-scanner": "检查邮件链接的扫描程序",
    "mail-privacy": "代取邮件图片的代理",
    monitor: "网站可用性监测服务",
  },
  ineligible: {
    objection: "本人反对被评分",
    "consent-withdrawn": "本人已撤回同意",
  },
} satisfies Events;
