import type { Events } from "../en/events.ts";

export const events = {
  consent: {
    "not-needed": "согласие здесь не требуется",
    given: "согласие дано",
    "vouched-for": "сообщил наш сервер, о согласии ничего не сказано",
    "not-refused": "отказа не было",
    "records-a-choice": "хранится как запись о выборе, касающемся персональных данных",
    "no-consent": "здесь нужно согласие, но его нет",
    refused: "в согласии отказано",
    "category-not-named": "в согласии не названа нужная категория",
    gpc: "отказ через сигнал GPC в браузере",
    erased: "человек попросил забыть о нём",
  },
  traffic: {
    person: "человек",
    bot: "бот",
    "mail-scanner": "сканер, проверяющий ссылки в письмах",
    "mail-privacy": "прокси, загружающий картинки из писем",
    monitor: "служба, следящая за доступностью сайта",
  },
  ineligible: {
    objection: "человек возражает против оценки",
    "consent-withdrawn": "человек отозвал согласие",
  },
} satisfies Events;
