/** As much of TikTok's own SDK as tests use: it brings no types. */
declare module 'tiktok-business-api-sdk-official' {
  type Callback = (error: unknown, data: unknown, response: unknown) => void;
  /** Each call of the SDK ends with a callback, after what it needs: ids, the access token, `opts`. */
  type SdkCall = (...input: [...needed: unknown[], callback: Callback]) => unknown;

  export class ApiClient {
    basePath: string;
    timeout: number;
    defaultHeaders: Record<string, string | number>;
  }
  class Api {
    constructor(client: ApiClient);
    readonly [call: string]: SdkCall;
  }
  export class AccountManagementApi extends Api {}
  export class AdApi extends Api {}
  export class AdgroupApi extends Api {}
  export class AudienceApi extends Api {}
  export class AuthenticationApi extends Api {}
  export class BCApi extends Api {}
  export class CampaignCreationApi extends Api {}
  export class FileApi extends Api {}
  export class ReportingApi extends Api {}
}
