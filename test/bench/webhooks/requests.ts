import { createHmac } from 'node:crypto';

/** What TikTok signs with in this benchmark. */
export const APP_SECRET = 'the-secret-of-the-benchmark';

/** As if TikTok sent so many in each second. */
const PER_SECOND = 10_000;

/** The result of an ad's review, as TikTok tells it; each one of its kind, one in four with a name that is not ASCII. */
export function noticeBody(index: number): string {
  const id = (part: number) => `17900000${String(part).padStart(2, '0')}${String(index).padStart(9, '0')}`;
  const name = index % 4 === 0 ? `Frühling ${index} für alle` : `Spring launch ${index}`;
  return `{"request_id":"2026031210111200${index}","object":3,"time":${1_773_331_872 + Math.floor(index / PER_SECOND)},"entry":[{"log_id":"${id(1)}","adv_id":7104856021930123265,"campaign_id":"${id(2)}","campaign_name":"${name}","adgroup_id":"${id(3)}","adgroup_name":"DE 25-44","ad_id":"${id(4)}","ad_name":"Video ${index}","reject_reason":"The landing page does not match the ad, or it does not work on all devices."}]}`;
}

/** A whole HTTP request, signed by turns in one of the two schemes. */
export function httpRequest(path: string, index: number, nowSeconds: number): Buffer {
  const body = Buffer.from(noticeBody(index));
  const hmac = createHmac('sha256', APP_SECRET);
  const header =
    index % 2 === 0
      ? `X-Open-Signature: ${hmac.update(escaped(body.toString('utf8'))).digest('hex')}`
      : `TikTok-Signature: t=${nowSeconds},s=${hmac.update(`${nowSeconds}.`).update(body).digest('hex')}`;
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost:8787\r\nUser-Agent: webhooks\r\nAccept: */*\r\nContent-Type: application/json\r\n${header}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

function escaped(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
