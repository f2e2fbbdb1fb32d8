import { z } from 'zod';
import { textSchema } from './fields.ts';

/** One of the host's user properties. `name` is the CSV header and the NDJSON key. */
export const propertySchema = z
  .strictObject({
    name: textSchema(1, 256),
    label: textSchema(1, 256),
    type: z.enum(['string', 'number', 'boolean', 'date']),
    kind: z.enum(['system', 'custom']),
    example: textSchema(0, 512).optional(),
  })
  .meta({ id: 'Property' });
export type Property = z.infer<typeof propertySchema>;

/** `PUT /v1/properties` replaces the whole list. */
export const putPropertiesSchema = z.array(propertySchema).max(5000);
export type PutProperties = z.infer<typeof putPropertiesSchema>;
