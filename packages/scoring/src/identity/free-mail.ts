/** Domains where anybody may have an address: they say nothing of a company. */
export const FREE_MAIL: ReadonlySet<string> = new Set(
  `126.com 139.com 163.com aim.com aol.com bk.ru btinternet.com comcast.net daum.net duck.com fastmail.com
  fastmail.fm free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net
  hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com inbox.ru
  interia.pl laposte.net libero.it list.ru live.co.uk live.com live.de live.fr live.nl mac.com mail.com mail.ru
  me.com msn.com naver.com o2.pl onet.pl orange.fr outlook.com outlook.de outlook.es outlook.fr pm.me proton.me
  protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com sapo.pt seznam.cz sfr.fr sina.cn
  sina.com sohu.com t-online.de tutanota.com tuta.com tutanota.de uol.com.br virgilio.it wanadoo.fr web.de wp.pl
  ya.ru yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it
  yandex.com yandex.ru yeah.net ymail.com zoho.com`.split(/\s+/),
);
