import type { EmbedManifest } from './embed.ts';

/**
 * The tag that a page copies. It names one release by its hash: a browser runs that one or none.
 *
 * @param serverUrl where the server is reached, without a slash at the end
 */
export function snippetOf({ entry, files }: EmbedManifest, serverUrl: string): string {
  const integrity = files.find(({ name }) => name === entry)?.integrity;
  if (integrity === undefined) throw new Error(`${entry} is not among the files of its own manifest`);
  return `<script type="module" src="${serverUrl}/embed/v1/${entry}" integrity="${integrity}" crossorigin="anonymous"></script>`;
}
