import type { Events } from "../en/events.ts";

export const events = {
  consent: {
    "not-needed": "此處不需要徵得同意",
    given: "已取得同意",
    "vouched-for": "由我方伺服器回報，未提及是否同意",
    "not-refused": "未表示拒絕",
    "records-a-choice": "因記載了對個人資料的選擇而保留",
    "no-consent": "此處需要徵得同意，但未取得同意",
    refused: "已拒絕同意",
    "category-not-named": "同意內容未包含所需的類別",
    gpc: "已透過全域隱私控制（GPC）拒絕",
    erased: "此人要求被遺忘",
  },
  traffic: {
    person: "真人",
    bot: "機器人",
    "mail-scanner": "檢查郵件連結的掃描程式",
    "mail-privacy": "代取郵件圖片的代理伺服器",
    monitor: "網站可用性監測服務",
  },
  ineligible: {
    objection: "本人反對被評分",
    "consent-withdrawn": "本人已撤回同意",
  },
} satisfies Events;
