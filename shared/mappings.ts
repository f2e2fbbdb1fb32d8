import { z } from 'zod';
import { instantSchema } from './fields.ts';
import { ATTRIBUTES, MAPPABLE } from './identifiers/attributes.ts';

export const attributeSchema = z.enum(ATTRIBUTES).meta({ id: 'Attribute' });

export const mappableSchema = z.enum(MAPPABLE).meta({ id: 'Mappable' });

/**
 * Attribute → property name. An attribute that is left out is unmapped. With `consent` mapped, rows whose property there does
 * not say yes are dropped and counted, and who said yes before and no longer does is removed at TikTok.
 */
export const mappedAttributesSchema = z.partialRecord(mappableSchema, z.string().min(1).max(256));
export type MappedAttributes = z.infer<typeof mappedAttributesSchema>;

export const putMappingSchema = z.strictObject({ attributes: mappedAttributesSchema }).meta({ id: 'PutMapping' });
export type PutMapping = z.infer<typeof putMappingSchema>;

/** `updatedBy` is the session's userId, null when the host's back end wrote it or nobody has yet. */
export const mappingSchema = z
  .object({
    attributes: mappedAttributesSchema,
    version: z.number().int().describe('0 before the first save; the ETag is made from it'),
    updatedAt: instantSchema.nullable(),
    updatedBy: z.string().nullable(),
  })
  .meta({ id: 'Mapping' });
export type Mapping = z.infer<typeof mappingSchema>;
