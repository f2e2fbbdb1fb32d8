import * as sdk from 'tiktok-business-api-sdk-official';

export interface SdkAnswer {
  data: Record<string, unknown>;
  requestId: string;
  headers: Readonly<Record<string, string>>;
}

/** What the SDK hands to its callback when a call failed, and the HTTP answer behind it. */
export class SdkFailure extends Error {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads the shape it expects, and fails when it is another
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, response: HttpResponse | undefined) {
    super(message);
    this.status = response?.status ?? 0;
    this.body = response?.body;
    this.headers = response?.headers ?? {};
  }
}

interface HttpResponse {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

const APIS = {
  accounts: sdk.AccountManagementApi,
  ads: sdk.AdApi,
  adgroups: sdk.AdgroupApi,
  audiences: sdk.AudienceApi,
  authentication: sdk.AuthenticationApi,
  businessCenters: sdk.BCApi,
  campaigns: sdk.CampaignCreationApi,
  files: sdk.FileApi,
  reports: sdk.ReportingApi,
} as const;

/** TikTok's own SDK as it is installed, with promises around its callbacks. */
export type TikTokSdk = (api: keyof typeof APIS, call: string, ...needed: unknown[]) => Promise<SdkAnswer>;

/** @param basePath what goes before `/open_api/v1.3` @param headers sent with every call, as the SDK's defaultHeaders */
export function tiktokSdk(basePath: string, headers: Readonly<Record<string, string>> = {}): TikTokSdk {
  const client = new sdk.ApiClient();
  client.basePath = basePath;
  Object.assign(client.defaultHeaders, headers);
  return (api, call, ...needed) => {
    const its = new APIS[api](client);
    return new Promise((resolve, reject) => {
      its[call]?.(...needed, (error, data, response) => {
        const http = (response ?? (error as { response?: unknown } | null)?.response) as HttpResponse | undefined;
        if (error !== null && error !== undefined) {
          reject(new SdkFailure(error instanceof Error ? error.message : JSON.stringify(error), http));
          return;
        }
        const { data: inner, request_id } = data as { data: Record<string, unknown>; request_id: string };
        resolve({ data: inner, requestId: request_id, headers: http?.headers ?? {} });
      });
    });
  };
}

/** The failure of a call that must not succeed. */
export async function sdkFailure(call: Promise<SdkAnswer>): Promise<SdkFailure> {
  const outcome = await call.then(
    ({ data }) => new Error(`it succeeded: ${JSON.stringify(data)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof SdkFailure) return outcome;
  throw outcome;
}
