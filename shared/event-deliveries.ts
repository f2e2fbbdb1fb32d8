import { z } from 'zod';
import { activityEventSchema, eventTypeSchema } from './events.ts';
import { instantSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

/** What is posted to HOST_WEBHOOK_URL; `webhook-id` is the event's id (https://www.standardwebhooks.com). */
export const hostWebhookSchema = z
  .object({ type: eventTypeSchema, timestamp: instantSchema, workspaceId: z.string(), data: activityEventSchema })
  .meta({ id: 'HostWebhook' });
export type HostWebhook = z.infer<typeof hostWebhookSchema>;

/** `dead`: given up after three days, or because the receiver answered 410; a replay sends it again. */
export const EVENT_DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;
export const eventDeliverySchema = z
  .object({
    eventId: ownIdSchema,
    type: eventTypeSchema,
    advertiserId: tiktokIdSchema.nullable(),
    state: z.enum(EVENT_DELIVERY_STATES),
    attempts: z.number().int(),
    createdAt: instantSchema,
    nextAttemptAt: instantSchema
      .nullable()
      .describe('null once it is over; it also waits for earlier ones of its account'),
    endedAt: instantSchema.nullable(),
    lastStatus: z.number().int().nullable().describe('HTTP status of the last answer'),
    lastError: z.string().nullable().describe('why there was no answer, or what was wrong with it'),
  })
  .meta({ id: 'EventDelivery' });
export type EventDelivery = z.infer<typeof eventDeliverySchema>;

export const listEventDeliveriesQuerySchema = pageQuerySchema.extend({
  state: z.enum(EVENT_DELIVERY_STATES).optional(),
});
export type ListEventDeliveriesQuery = z.infer<typeof listEventDeliveriesQuerySchema>;

/** `POST /v1/event-deliveries/replay`: these, or every dead one since an instant. */
export const replayDeliveriesSchema = z
  .union([
    z.strictObject({ eventIds: z.array(ownIdSchema).min(1).max(1000) }),
    z.strictObject({ deadSince: instantSchema }),
  ])
  .meta({ id: 'ReplayDeliveries' });
export type ReplayDeliveries = z.infer<typeof replayDeliveriesSchema>;
export const replayedSchema = z.object({ replayed: z.number().int() }).meta({ id: 'Replayed' });
export type Replayed = z.infer<typeof replayedSchema>;
