import type { StageTicket } from '../routes.ts';
import { realFetch } from './page-world.ts';

/** What the page says to its stage, past the scene's own network. */
export interface StageClient extends StageTicket {
  /** @throws {Error} with what the gallery says */
  tell(what: 'session' | 'allow' | 'turn' | 'mapping', body?: unknown): Promise<unknown>;
}

/** Has a fresh stage opened for this page. @throws {Error} when the stage cannot be brought to its state */
export async function takeStage(element: string, scene: string): Promise<StageClient> {
  const base = `/gallery/${element}/${scene}/stage`;
  const ticket = (await post(base)) as StageTicket;
  return { ...ticket, tell: (what, body) => post(`${base}/${ticket.ticket}/${what}`, body) };
}

async function post(path: string, body?: unknown): Promise<unknown> {
  const response = await realFetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  const answer = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `The gallery answered ${response.status}.`);
  return answer;
}
