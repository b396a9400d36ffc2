import type { Webhooks } from "../en/webhooks.ts";

export const webhooks: Webhooks = {
  problems: {
    "url-invalid": "это не URL",
    "url-scheme": "разрешён только HTTPS",
    "url-credentials": "в URL есть имя пользователя или пароль",
    "url-port": "этот порт не разрешён",
    "address-forbidden": "адрес находится в частной сети",
    "name-unknown": "имя не ведёт ни к какому адресу",
    "connection-refused": "соединения там не принимают",
    "connection-lost": "соединение оборвалось",
    tls: "сертификату нет доверия или он выдан на другое имя",
    timeout: "ответ не пришёл вовремя",
    "answer-malformed": "ответ не по протоколу HTTP",
    "answer-too-large": "ответ слишком велик",
    interrupted: "сервер тем временем остановили",
    redirected: "получатель отправил сообщение по другому адресу",
    "too-many-requests": "получатель попросил подождать",
    "client-error": "получатель не принял сообщение",
    "server-error": "сбой у получателя",
    "answer-unexpected": "ответ получателя не имеет смысла",
    "message-too-large": "сообщение слишком велико",
    "no-secret": "секрет не читается; создайте новый",
  },
  states: {
    waiting: "ожидает",
    delivered: "доставлено",
    failed: "не доставлено",
    dropped: "отброшено",
  },
  disabled: {
    person: "отключено человеком",
    gone: "получатель сообщил, что его больше нет",
    failing: "пять дней ничего не доходило",
  },
};
