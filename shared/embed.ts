import { z } from 'zod';

// The script-tag build as the server gives it out: design section 10, `/embed/v1/manifest.json`.

const fileSchema = z
  .object({
    name: z
      .string()
      .regex(/^[\w-][\w.-]*\.js$/)
      .describe('Under /embed/v1/. It never means anything else'),
    kind: z
      .enum(['core', 'chunk', 'locale', 'worker'])
      .describe('`core` is there before the elements work; everything else loads on first use'),
    bytes: z.int().nonnegative(),
    brotliBytes: z.int().nonnegative(),
    integrity: z
      .string()
      .regex(/^sha384-[A-Za-z0-9+/]{64}$/)
      .describe('For the attribute of the same name'),
  })
  .meta({ id: 'EmbedFile' });

export const embedManifestSchema = z
  .object({
    version: z.string(),
    entry: z.string().describe('The one file that a page loads'),
    files: z.array(fileSchema),
  })
  .refine(({ entry, files }) => files.some(({ name }) => name === entry), 'The entry must be among the files')
  .meta({ id: 'EmbedManifest' });

export type EmbedManifest = z.infer<typeof embedManifestSchema>;
export type EmbedFile = z.infer<typeof fileSchema>;
