// A product that calls TikTok itself, through the server: as TikTok's own reference says, only with another address and another token. One
// call comes from an agent, a model that decides by itself, and one from a program of the product's.

import { randomUUID } from 'node:crypto';
import { mintAgentSession, type ServerAccess, usableAdAccount } from './server-api.ts';

/** What came of making a campaign. */
export interface CampaignCall {
  /** Null: no ad account is imported that it could be made in. Nothing was called then. */
  readonly account: string | null;
  readonly campaign: string;
  /** `made`: TikTok has it. `waits`: a person has to decide first. `refused`: by TikTok, or by the server. */
  readonly outcome: 'made' | 'waits' | 'refused';
  /** The campaign's, or the approval's. */
  readonly id: string | null;
  /** What was said to it, for people. */
  readonly said: string;
  /** The same call sent a second time gave the stored answer, and made nothing. */
  readonly wasRepeated: boolean;
}

interface TikTokAnswer {
  /** TikTok's; or `approval_pending`; or the code of a problem document. */
  readonly code: number | string;
  readonly message?: string;
  readonly detail?: string;
  readonly data?: { readonly campaign_id?: string };
  readonly approvalId?: string;
}

/** An agent asks for a campaign. What it may do by itself is said in the controls; by default a person is asked. */
export async function agentMakesCampaign(access: ServerAccess, campaign: string): Promise<CampaignCall> {
  const account = await usableAdAccount(access);
  if (account === null) return nothing(campaign);
  // Short-lived, and no more than it needs: it may read and work on campaigns, and decides on nothing.
  const { token } = await mintAgentSession(access, 'demo-agent', ['read', 'campaigns']);
  const answer = await createCampaign(access, { 'access-token': token }, account, campaign);
  return told(account.name, campaign, answer.body, false);
}

/** A program of the product makes a campaign, and asks again as if it had lost the answer: the key sees to it that there is one. */
export async function programMakesCampaign(access: ServerAccess, campaign: string): Promise<CampaignCall> {
  const account = await usableAdAccount(access);
  if (account === null) return nothing(campaign);
  const headers = {
    authorization: `Bearer ${access.hostApiKey}`,
    'x-workspace-id': access.workspaceId,
    'idempotency-key': randomUUID(),
  };
  await createCampaign(access, headers, account, campaign);
  const again = await createCampaign(access, headers, account, campaign);
  return told(account.name, campaign, again.body, again.isReplayed);
}

/** Above TikTok's least budget, which it keeps in step with the currency. */
const BUDGETS: Readonly<Record<string, number>> = { JPY: 8_000, KRW: 80_000, IDR: 800_000, VND: 800_000, INR: 8_000 };

async function createCampaign(
  access: ServerAccess,
  headers: Readonly<Record<string, string>>,
  account: { advertiserId: string; currency: string | null },
  campaign: string,
): Promise<{ body: TikTokAnswer; isReplayed: boolean }> {
  const response = await fetch(`${access.serverUrl}/v1/tiktok/open_api/v1.3/campaign/create/`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    // It says nothing of `operation_status`, so it is made paused and spends nothing.
    body: JSON.stringify({
      advertiser_id: account.advertiserId,
      campaign_name: campaign,
      objective_type: 'TRAFFIC',
      budget_mode: 'BUDGET_MODE_DAY',
      budget: BUDGETS[account.currency ?? ''] ?? 80,
    }),
    signal: AbortSignal.timeout(60_000),
  });
  const isReplayed = response.headers.get('idempotency-replayed') === 'true';
  return { body: (await response.json()) as TikTokAnswer, isReplayed };
}

/** TikTok's failures come with HTTP 200, so only the code counts. */
function told(account: string, campaign: string, answer: TikTokAnswer, wasRepeated: boolean): CampaignCall {
  const { code, data, approvalId } = answer;
  const outcome = code === 0 ? 'made' : code === 'approval_pending' ? 'waits' : 'refused';
  const said = answer.detail ?? answer.message ?? '';
  return { account, campaign, outcome, id: data?.campaign_id ?? approvalId ?? null, said, wasRepeated };
}

function nothing(campaign: string): CampaignCall {
  return { account: null, campaign, outcome: 'refused', id: null, said: '', wasRepeated: false };
}
