import type { AdAccount, ImportAdAccounts } from './ad-accounts.ts';
import type {
  Audience,
  AudienceDetails,
  AudienceShare,
  CreateLookalike,
  Location,
  LookalikeCreated,
  OfAdvertiserQuery,
  ShareAudience,
  UpdateAudienceDetails,
} from './audiences.ts';
import type { Approval, ApprovalPage, DecideApproval, ListApprovalsQuery } from './approvals.ts';
import type { AuditEntry, ListAuditLogQuery } from './audit.ts';
import type { ListTikTokCallsQuery, TikTokCall } from './calls.ts';
import type {
  Authorize,
  AuthorizeStarted,
  Connection,
  ConnectionAttempt,
  ConnectWithToken,
  GrantedAdvertiser,
} from './connections.ts';
import type { Controls, ControlsQuery, PutControls } from './controls.ts';
import type { CreateExport, Export, ExportReport, ListExportsQuery } from './exports.ts';
import type { ActivityPage, ListActivityQuery, ReadActivity } from './events.ts';
import type { EventDelivery, ListEventDeliveriesQuery, Replayed, ReplayDeliveries } from './event-deliveries.ts';
import type { Mapping, PutMapping } from './mappings.ts';
import type { CreateMirror, ListMirrorsQuery, Mirror, RunMirror, UpdateMirror } from './mirrors.ts';
import type { Page, PageQuery } from './page.ts';
import type { Property, PutProperties } from './properties.ts';
import type { PutSegment, Segment } from './segments.ts';
import type { CreateSession, SessionToken, SessionView } from './sessions.ts';
import type { PutSpendCap, SpendCap, SpendCapsQuery, SpendCapUse } from './spend-caps.ts';
import type { PutTikTokApp, TikTokAppView } from './tiktok-app.ts';

// One row a JSON call: name → method and path. `:name` is a path parameter. The typed client of the widget walks this
// table, and a test holds it to the OpenAPI document, call by call and name by name. Types only come from the schemas,
// so a page pays for no zod.
export const ENDPOINTS = {
  createSession: { method: 'POST', path: '/v1/sessions' },
  getSession: { method: 'GET', path: '/v1/session' },
  startAuthorization: { method: 'POST', path: '/v1/connections/authorize' },
  getConnectionAttempt: { method: 'GET', path: '/v1/connections/attempts/:attemptId' },
  acceptSignIn: { method: 'POST', path: '/v1/connections/attempts/:attemptId/accept' },
  discardSignIn: { method: 'POST', path: '/v1/connections/attempts/:attemptId/discard' },
  connectWithToken: { method: 'POST', path: '/v1/connections/token' },
  listConnections: { method: 'GET', path: '/v1/connections' },
  getConnection: { method: 'GET', path: '/v1/connections/:connectionId' },
  checkConnection: { method: 'POST', path: '/v1/connections/:connectionId/check' },
  removeConnection: { method: 'DELETE', path: '/v1/connections/:connectionId' },
  listAdvertisers: { method: 'GET', path: '/v1/connections/:connectionId/advertisers' },
  listAdAccounts: { method: 'GET', path: '/v1/ad-accounts' },
  importAdAccounts: { method: 'POST', path: '/v1/ad-accounts' },
  removeAdAccount: { method: 'DELETE', path: '/v1/ad-accounts/:advertiserId' },
  listProperties: { method: 'GET', path: '/v1/properties' },
  putProperties: { method: 'PUT', path: '/v1/properties' },
  getMapping: { method: 'GET', path: '/v1/mapping' },
  putMapping: { method: 'PUT', path: '/v1/mapping' },
  listSegments: { method: 'GET', path: '/v1/segments' },
  putSegment: { method: 'PUT', path: '/v1/segments/:segmentId' },
  createExport: { method: 'POST', path: '/v1/exports' },
  listExports: { method: 'GET', path: '/v1/exports' },
  getExport: { method: 'GET', path: '/v1/exports/:exportId' },
  startExport: { method: 'POST', path: '/v1/exports/:exportId/start' },
  cancelExport: { method: 'POST', path: '/v1/exports/:exportId/cancel' },
  retryExport: { method: 'POST', path: '/v1/exports/:exportId/retry' },
  pauseExport: { method: 'POST', path: '/v1/exports/:exportId/pause' },
  resumeExport: { method: 'POST', path: '/v1/exports/:exportId/resume' },
  getExportReport: { method: 'GET', path: '/v1/exports/:exportId/report' },
  listAudiences: { method: 'GET', path: '/v1/audiences' },
  getAudience: { method: 'GET', path: '/v1/audiences/:customAudienceId' },
  updateAudience: { method: 'PATCH', path: '/v1/audiences/:customAudienceId' },
  removeAudience: { method: 'DELETE', path: '/v1/audiences/:customAudienceId' },
  listAudienceShares: { method: 'GET', path: '/v1/audiences/:customAudienceId/shares' },
  shareAudience: { method: 'POST', path: '/v1/audiences/:customAudienceId/shares' },
  unshareAudience: { method: 'DELETE', path: '/v1/audiences/:customAudienceId/shares/:sharedAdvertiserId' },
  createLookalike: { method: 'POST', path: '/v1/audiences/:customAudienceId/lookalikes' },
  listLocations: { method: 'GET', path: '/v1/locations' },
  listMirrors: { method: 'GET', path: '/v1/mirrors' },
  createMirror: { method: 'POST', path: '/v1/mirrors' },
  getMirror: { method: 'GET', path: '/v1/mirrors/:mirrorId' },
  updateMirror: { method: 'PATCH', path: '/v1/mirrors/:mirrorId' },
  removeMirror: { method: 'DELETE', path: '/v1/mirrors/:mirrorId' },
  runMirror: { method: 'POST', path: '/v1/mirrors/:mirrorId/run' },
  pauseMirror: { method: 'POST', path: '/v1/mirrors/:mirrorId/pause' },
  resumeMirror: { method: 'POST', path: '/v1/mirrors/:mirrorId/resume' },
  getTikTokApp: { method: 'GET', path: '/v1/tiktok-app' },
  putTikTokApp: { method: 'PUT', path: '/v1/tiktok-app' },
  removeTikTokApp: { method: 'DELETE', path: '/v1/tiktok-app' },
  listAuditLog: { method: 'GET', path: '/v1/audit-log' },
  listActivity: { method: 'GET', path: '/v1/activity' },
  readActivity: { method: 'POST', path: '/v1/activity/read' },
  listEventDeliveries: { method: 'GET', path: '/v1/event-deliveries' },
  replayEventDeliveries: { method: 'POST', path: '/v1/event-deliveries/replay' },
  getControls: { method: 'GET', path: '/v1/controls' },
  putControls: { method: 'PUT', path: '/v1/controls' },
  listSpendCaps: { method: 'GET', path: '/v1/spend-caps' },
  putSpendCap: { method: 'PUT', path: '/v1/spend-caps' },
  getSpendCapUse: { method: 'GET', path: '/v1/spend-caps/:capId/use' },
  removeSpendCap: { method: 'DELETE', path: '/v1/spend-caps/:capId' },
  listApprovals: { method: 'GET', path: '/v1/approvals' },
  getApproval: { method: 'GET', path: '/v1/approvals/:approvalId' },
  approveCall: { method: 'POST', path: '/v1/approvals/:approvalId/approve' },
  denyCall: { method: 'POST', path: '/v1/approvals/:approvalId/deny' },
  withdrawCall: { method: 'POST', path: '/v1/approvals/:approvalId/withdraw' },
  listTikTokCalls: { method: 'GET', path: '/v1/tiktok-calls' },
  getTikTokCall: { method: 'GET', path: '/v1/tiktok-calls/:callId' },
} as const;
export type EndpointName = keyof typeof ENDPOINTS;

interface Call<Params, Query, Body, Result> {
  params: Params;
  query: Query;
  body: Body;
  result: Result;
}
type None = undefined;

/** What each call takes and gives. Calls that stream (records, csv files) are outside: they are not JSON. */
export interface EndpointTypes {
  createSession: Call<None, None, CreateSession, SessionToken>;
  getSession: Call<None, None, None, SessionView>;
  startAuthorization: Call<None, None, Authorize, AuthorizeStarted>;
  getConnectionAttempt: Call<{ attemptId: string }, None, None, ConnectionAttempt>;
  acceptSignIn: Call<{ attemptId: string }, None, None, ConnectionAttempt>;
  discardSignIn: Call<{ attemptId: string }, None, None, ConnectionAttempt>;
  connectWithToken: Call<None, None, ConnectWithToken, Connection>;
  listConnections: Call<None, PageQuery, None, Page<Connection>>;
  getConnection: Call<{ connectionId: string }, None, None, Connection>;
  checkConnection: Call<{ connectionId: string }, None, None, Connection>;
  removeConnection: Call<{ connectionId: string }, None, None, None>;
  listAdvertisers: Call<{ connectionId: string }, PageQuery, None, Page<GrantedAdvertiser>>;
  listAdAccounts: Call<None, PageQuery, None, Page<AdAccount>>;
  importAdAccounts: Call<None, None, ImportAdAccounts, { items: AdAccount[] }>;
  removeAdAccount: Call<{ advertiserId: string }, None, None, None>;
  listProperties: Call<None, PageQuery, None, Page<Property>>;
  putProperties: Call<None, None, PutProperties, Page<Property>>;
  getMapping: Call<None, None, None, Mapping>;
  putMapping: Call<None, None, PutMapping, Mapping>;
  listSegments: Call<None, PageQuery, None, Page<Segment>>;
  putSegment: Call<{ segmentId: string }, None, PutSegment, Segment>;
  createExport: Call<None, None, CreateExport, Export>;
  listExports: Call<None, ListExportsQuery, None, Page<Export>>;
  getExport: Call<{ exportId: string }, None, None, Export>;
  startExport: Call<{ exportId: string }, None, None, Export>;
  cancelExport: Call<{ exportId: string }, None, None, Export>;
  retryExport: Call<{ exportId: string }, None, None, Export>;
  pauseExport: Call<{ exportId: string }, None, None, Export>;
  resumeExport: Call<{ exportId: string }, None, None, Export>;
  getExportReport: Call<{ exportId: string }, None, None, ExportReport>;
  listAudiences: Call<None, PageQuery & { advertiserId: string }, None, Page<Audience>>;
  getAudience: Call<{ customAudienceId: string }, OfAdvertiserQuery, None, AudienceDetails>;
  updateAudience: Call<{ customAudienceId: string }, OfAdvertiserQuery, UpdateAudienceDetails, AudienceDetails>;
  removeAudience: Call<{ customAudienceId: string }, OfAdvertiserQuery, None, None>;
  listAudienceShares: Call<{ customAudienceId: string }, OfAdvertiserQuery, None, { items: AudienceShare[] }>;
  shareAudience: Call<{ customAudienceId: string }, OfAdvertiserQuery, ShareAudience, { items: AudienceShare[] }>;
  unshareAudience: Call<{ customAudienceId: string; sharedAdvertiserId: string }, OfAdvertiserQuery, None, None>;
  createLookalike: Call<{ customAudienceId: string }, OfAdvertiserQuery, CreateLookalike, LookalikeCreated>;
  listLocations: Call<None, OfAdvertiserQuery, None, { items: Location[] }>;
  listMirrors: Call<None, ListMirrorsQuery, None, Page<Mirror>>;
  createMirror: Call<None, None, CreateMirror, Mirror>;
  getMirror: Call<{ mirrorId: string }, None, None, Mirror>;
  updateMirror: Call<{ mirrorId: string }, None, UpdateMirror, Mirror>;
  removeMirror: Call<{ mirrorId: string }, None, None, None>;
  runMirror: Call<{ mirrorId: string }, None, RunMirror, Export>;
  pauseMirror: Call<{ mirrorId: string }, None, None, Mirror>;
  resumeMirror: Call<{ mirrorId: string }, None, None, Mirror>;
  getTikTokApp: Call<None, None, None, TikTokAppView>;
  putTikTokApp: Call<None, None, PutTikTokApp, TikTokAppView>;
  removeTikTokApp: Call<None, None, None, None>;
  listAuditLog: Call<None, ListAuditLogQuery, None, Page<AuditEntry>>;
  listActivity: Call<None, ListActivityQuery, None, ActivityPage>;
  readActivity: Call<None, None, ReadActivity, None>;
  listEventDeliveries: Call<None, ListEventDeliveriesQuery, None, Page<EventDelivery>>;
  replayEventDeliveries: Call<None, None, ReplayDeliveries, Replayed>;
  getControls: Call<None, ControlsQuery, None, Controls>;
  putControls: Call<None, None, PutControls, Controls>;
  listSpendCaps: Call<None, SpendCapsQuery, None, { items: SpendCap[] }>;
  putSpendCap: Call<None, None, PutSpendCap, SpendCap>;
  getSpendCapUse: Call<{ capId: string }, None, None, SpendCapUse>;
  removeSpendCap: Call<{ capId: string }, None, None, None>;
  listApprovals: Call<None, ListApprovalsQuery, None, ApprovalPage>;
  getApproval: Call<{ approvalId: string }, None, None, Approval>;
  approveCall: Call<{ approvalId: string }, None, DecideApproval, Approval>;
  denyCall: Call<{ approvalId: string }, None, DecideApproval, Approval>;
  withdrawCall: Call<{ approvalId: string }, None, DecideApproval, Approval>;
  listTikTokCalls: Call<None, ListTikTokCallsQuery, None, Page<TikTokCall>>;
  getTikTokCall: Call<{ callId: string }, None, None, TikTokCall>;
}
