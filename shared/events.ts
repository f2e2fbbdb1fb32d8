import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { EVENT_GROUPS, EVENT_SEVERITIES, EVENT_TYPES, type EventType } from './event-types.ts';
import { approvalStatusSchema } from './approvals.ts';
import { callFamilySchema } from './calls.ts';
import { connectionStateSchema } from './connections.ts';
import { actorKindSchema, controlActionSchema } from './controls.ts';
import { AUDIENCE_ACTIONS, CONFIRMATION_CODES, exportStateSchema } from './exports.ts';
import { instantSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

export const eventTypeSchema = z
  .enum(Object.keys(EVENT_TYPES) as [EventType, ...EventType[]])
  .meta({ id: 'EventType' });

const place = {
  campaignId: tiktokIdSchema.nullable().describe('the campaign it is in'),
  campaignName: z.string().nullable(),
  adgroupId: tiktokIdSchema.nullable().describe('the ad group it is in, or is'),
  adgroupName: z.string().nullable(),
};
/** Whether TikTok, asked again, said the same; false where it could not be asked or no longer knows the thing. */
const confirmed = z
  .boolean()
  .describe('TikTok, asked again, said the same; false where it could not be asked or no longer knows it');
const disapproved = z.object({
  ...place,
  reasons: z.array(z.string()).describe('in TikTok’s words'),
  suggestion: z.string().nullable().describe('in TikTok’s words'),
  confirmed,
});
const approved = z.object({
  ...place,
  isPartial: z.boolean().describe('some placements, ages or places stay refused'),
  confirmed,
});
const connectionTrouble = z.object({
  state: connectionStateSchema.describe('of the sign-in, now'),
  reason: failureSchema.nullable().describe('why it is in that state'),
  accountCount: z.number().int().describe('imported ad accounts that hang on it'),
  waitingExports: z.number().int().describe('exports that go on once it works again'),
});
const exported = z.object({
  exportId: ownIdSchema,
  state: exportStateSchema.describe('when the event was written'),
  action: z
    .enum([...AUDIENCE_ACTIONS, 'MIRROR'])
    .nullable()
    .describe('null for a new audience'),
  customAudienceId: tiktokIdSchema.nullable().describe('null until TikTok has made the audience'),
  audienceName: z.string().nullable(),
  mirrorId: ownIdSchema.nullable().describe('the mirror whose run it is; null for others'),
  peopleSent: z.number().int().describe('so far'),
  rejectedRows: z.number().int().describe('rows left out; the rejects file says why'),
  error: failureSchema.nullable().describe('what stopped it; null unless it failed'),
});
const approval = z.object({
  approvalId: ownIdSchema,
  status: approvalStatusSchema.describe('when the event was written'),
  path: z.string().describe('of the call, under /open_api/v1.3'),
  family: callFamilySchema,
  actions: z.array(controlActionSchema),
  actorKind: actorKindSchema.describe('who asked'),
  requestedBy: z.string().nullable().describe('the user who asked; null for the host’s back end'),
  decidedBy: z.string().nullable().describe('the user who decided; null while nobody has'),
});
const nothing = z.object({});

/** What each type carries besides what every event has. */
export const EVENT_DATA = {
  'ad.disapproved': disapproved,
  'ad.approved': approved,
  'adgroup.disapproved': disapproved,
  'adgroup.approved': approved,
  'campaign.status_changed': z.object({
    from: z.string().describe('TikTok’s `secondary_status`'),
    to: z.string().describe('as `from`, now'),
  }),
  'account.suspended': z.object({ reason: z.string().nullable().describe('in TikTok’s words'), confirmed }),
  'account.restored': z.object({ confirmed }),
  'account.access_lost': nothing,
  'account.access_restored': nothing,
  'connection.expiring': connectionTrouble,
  'connection.read_only': connectionTrouble,
  'connection.disconnected': connectionTrouble,
  'connection.restored': connectionTrouble,
  'connection.removed': nothing,
  'export.started': exported,
  'export.completed': exported,
  'export.failed': exported,
  'export.cancelled': exported,
  'mirror.confirmation_needed': z.object({
    mirrorId: ownIdSchema,
    exportId: ownIdSchema.describe('the run that waits: start or cancel it'),
    code: z.enum(CONFIRMATION_CODES).describe('why it asks'),
    audienceName: z.string().nullable(),
    toAdd: z.number().int().nullable().describe('people; null where nobody can tell'),
    toRemove: z.number().int().nullable().describe('identifiers; null where nobody can tell'),
  }),
  'audience.ready': z.object({
    customAudienceId: tiktokIdSchema,
    coverNum: z.number().int().nullable().describe('people TikTok matched, in its own rounding'),
    peopleSent: z.number().int().nullable().describe('by the export that made it ready; null for others'),
    exportId: ownIdSchema.nullable().describe('that export; null for others'),
  }),
  'audience.expiring': z.object({
    customAudienceId: tiktokIdSchema,
    expiresAt: instantSchema.describe('when TikTok deletes it'),
    daysLeft: z.number().int().describe('when the event was written'),
  }),
  'approval.requested': approval,
  'approval.decided': approval,
  'tiktok.unknown': z.object({
    entity: z.string().nullable().describe('the kind by its name where one is known, such as `LEAD`'),
    object: z.number().int().nullable().describe('the kind by TikTok’s number'),
    payload: z
      .record(z.string(), z.unknown())
      .describe('ids, numbers, instants and constants of the notice; other text is left out, since it may be personal'),
  }),
} as const satisfies Record<EventType, z.ZodType>;
export type EventData<Type extends EventType> = z.infer<(typeof EVENT_DATA)[Type]>;

export const EVENT_SUBJECTS = [
  'ad',
  'adgroup',
  'campaign',
  'account',
  'connection',
  'export',
  'audience',
  'approval',
  'notice',
] as const;
export type EventSubject = { kind: (typeof EVENT_SUBJECTS)[number]; id: string; name: string | null };

const common = {
  id: ownIdSchema.describe('the same wherever the event shows up: stream, list, host webhook'),
  severity: z.enum(EVENT_SEVERITIES),
  group: z.enum(EVENT_GROUPS),
  needsYou: z.boolean().describe('somebody has to do something and nothing has resolved it yet'),
  isListed: z
    .boolean()
    .describe('whether people see it in the feed; false also for a mirror’s run that found nothing to change'),
  occurredAt: instantSchema.describe('when it happened as far as TikTok says, otherwise when it was noticed'),
  createdAt: instantSchema.describe('when it was written down here'),
  resolvedAt: instantSchema.nullable(),
  advertiserId: tiktokIdSchema.nullable(),
  accountName: z.string().nullable().describe('of the ad account, or of the sign-in'),
  connectionId: ownIdSchema.nullable(),
  subject: z.object({
    kind: z.enum(EVENT_SUBJECTS),
    id: z.string(),
    name: z.string().nullable(),
  }),
  tiktokUrl: z.url().nullable().describe('where TikTok Ads Manager shows it'),
};

interface EventCommon {
  id: string;
  severity: (typeof EVENT_SEVERITIES)[number];
  group: (typeof EVENT_GROUPS)[number];
  needsYou: boolean;
  isListed: boolean;
  occurredAt: string;
  createdAt: string;
  resolvedAt: string | null;
  advertiserId: string | null;
  accountName: string | null;
  connectionId: string | null;
  subject: EventSubject;
  tiktokUrl: string | null;
}

/** One thing that happened, as the stream, the list and the host's webhook tell it. */
export type ActivityEvent<Type extends EventType = EventType> = {
  [Each in Type]: EventCommon & { type: Each; data: EventData<Each> };
}[Type];

const eventSchemas = (Object.keys(EVENT_DATA) as EventType[]).map((type) =>
  z.object({ ...common, type: z.literal(type), data: EVENT_DATA[type] }),
);
export const activityEventSchema = z
  .discriminatedUnion('type', eventSchemas as [(typeof eventSchemas)[number], ...(typeof eventSchemas)[number][]])
  .meta({ id: 'ActivityEvent' }) as unknown as z.ZodType<ActivityEvent>;

/** In the list an event also says whether the person who asks has seen it. */
export type ListedEvent = ActivityEvent & { isRead: boolean };
export const listedEventSchema = z
  .intersection(activityEventSchema, z.object({ isRead: z.boolean() }))
  .meta({ id: 'ListedEvent' }) as unknown as z.ZodType<ListedEvent>;

export const ACTIVITY_FILTERS = ['needs_you', 'ads', 'accounts', 'audiences', 'other'] as const;
export type ActivityFilter = (typeof ACTIVITY_FILTERS)[number];

/** Query of `GET /v1/activity`, newest first. */
export const listActivityQuerySchema = pageQuerySchema.extend({
  filter: z.enum(ACTIVITY_FILTERS).optional(),
  type: eventTypeSchema.optional(),
  advertiserId: tiktokIdSchema.optional(),
  unread: z.stringbool().optional().describe('only what the person who asks has not seen'),
});
export type ListActivityQuery = {
  filter?: ActivityFilter;
  type?: EventType;
  advertiserId?: string;
  unread?: boolean;
} & z.infer<typeof pageQuerySchema>;

export const activityCountsSchema = z
  .object({
    all: z.number().int(),
    needsYou: z.number().int(),
    unread: z.number().int(),
    ads: z.number().int(),
    accounts: z.number().int(),
    audiences: z.number().int(),
    other: z.number().int(),
  })
  .meta({ id: 'ActivityCounts' });
export type ActivityCounts = z.infer<typeof activityCountsSchema>;

export const activityPageSchema = z
  .object({ items: z.array(listedEventSchema), nextCursor: z.string().nullable(), counts: activityCountsSchema })
  .meta({ id: 'ActivityPage' });
export interface ActivityPage {
  items: ListedEvent[];
  nextCursor: string | null;
  counts: ActivityCounts;
}

/** `POST /v1/activity/read`: these events, or everything up to one of them. */
export const readActivitySchema = z
  .union([z.strictObject({ eventIds: z.array(ownIdSchema).min(1).max(1000) }), z.strictObject({ upTo: ownIdSchema })])
  .meta({ id: 'ReadActivity' });
export type ReadActivity = z.infer<typeof readActivitySchema>;
