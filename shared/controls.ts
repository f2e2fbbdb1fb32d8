import { z } from 'zod';
import { ACTOR_KINDS, CONTROL_ACTIONS, CONTROL_DECISIONS } from './control-kinds.ts';
import { instantSchema, tiktokIdSchema } from './fields.ts';

export const actorKindSchema = z.enum(ACTOR_KINDS).meta({ id: 'ActorKind' });
export const controlActionSchema = z.enum(CONTROL_ACTIONS).meta({ id: 'ControlAction' });
export const controlDecisionSchema = z.enum(CONTROL_DECISIONS).meta({ id: 'ControlDecision' });

const scope = tiktokIdSchema
  .nullable()
  .describe('the ad account the rules are for; null: the whole workspace, wherever an ad account has none of its own');

/** Query of `GET /v1/controls`. */
export const controlsQuerySchema = z.object({ advertiserId: tiktokIdSchema.optional() });
export type ControlsQuery = z.infer<typeof controlsQuerySchema>;

/** The control matrix of a workspace or an ad account: every actor kind and action with what holds. */
export const controlsSchema = z
  .object({
    advertiserId: scope,
    cells: z.array(
      z.object({
        actorKind: actorKindSchema,
        action: controlActionSchema,
        decision: controlDecisionSchema,
        source: z
          .enum(['default', 'workspace', 'advertiser'])
          .describe(
            'where the decision comes from: the product, a rule of the workspace, or a rule of this ad account',
          ),
      }),
    ),
    advertisersWithRules: z.array(tiktokIdSchema).describe('ad accounts with rules of their own'),
    updatedAt: instantSchema.nullable().describe('when somebody last changed rules of this scope; null: never'),
    updatedBy: z.string().nullable().describe('the user who did; null for the host’s back end'),
  })
  .meta({ id: 'Controls' });
export type Controls = z.infer<typeof controlsSchema>;

/** `PUT /v1/controls`: cells that are left out stay as they are. */
export const putControlsSchema = z
  .strictObject({
    advertiserId: scope.default(null),
    cells: z
      .array(
        z.strictObject({
          actorKind: actorKindSchema,
          action: controlActionSchema,
          decision: controlDecisionSchema.nullable().describe('null takes the rule away: what is above it holds again'),
        }),
      )
      .min(1)
      .max(ACTOR_KINDS.length * CONTROL_ACTIONS.length),
  })
  .meta({ id: 'PutControls' });
export type PutControls = z.input<typeof putControlsSchema>;
