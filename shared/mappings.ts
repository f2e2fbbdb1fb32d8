import { z } from 'zod';
import { instantSchema } from './fields.ts';
import { ATTRIBUTES } from './identifiers/attributes.ts';

export const attributeSchema = z.enum(ATTRIBUTES).meta({ id: 'Attribute' });

/** Attribute → property name. An attribute that is left out is unmapped. */
export const mappedAttributesSchema = z.partialRecord(attributeSchema, z.string().min(1).max(256));
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
