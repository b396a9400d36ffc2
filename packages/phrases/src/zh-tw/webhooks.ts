import type { Webhooks } from "../en/webhooks.ts";

export const webhooks: Webhooks = {
  problems: {
    "url-invalid": "不是網址",
    "url-scheme": "只允許 HTTPS",
    "url-credentials": "網址中含有使用者名稱或密碼",
    "url-port": "不允許此連接埠",
    "address-forbidden": "位址位於私人網路中",
    "name-unknown": "網域名稱沒有對應的位址",
    "connection-refused": "對方不接受連線",
    "connection-lost": "連線中斷",
    tls: "憑證不受信任，或不屬於此網域名稱",
    timeout: "未及時收到回應",
    "answer-malformed": "回應不是 HTTP",
    "answer-too-large": "回應太大",
    interrupted: "其間伺服器被停止",
    redirected: "接收方將訊息轉到別處",
    "too-many-requests": "接收方要求稍候",
    "client-error": "接收方拒絕了訊息",
    "server-error": "接收方發生錯誤",
    "answer-unexpected": "接收方的回應沒有意義",
    "message-too-large": "訊息太大",
    "no-secret": "無法讀取密鑰；請新建一個",
  },
  states: {
    waiting: "等待中",
    delivered: "已送達",
    failed: "未送達",
    dropped: "已放棄",
  },
  disabled: {
    person: "由人停用",
    gone: "接收方表示已不存在",
    failing: "五天內沒有任何訊息送達",
  },
};
