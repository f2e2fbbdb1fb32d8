// What a page writes for each element: the documentation prints it, the live page begins with it. Everything stands inside
// the provider, which the documentation adds.

export interface Example {
  /** Written on the tag itself: `allow-token`, `tab="mapping"`. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** Lines between its tags. */
  readonly content: readonly string[];
}

const PLAIN: Example = { attributes: [], content: [] };

export const EXAMPLES: Readonly<Record<string, Example>> = {
  'tiktok-ads-provider': { attributes: [], content: ['<tiktok-connect-button></tiktok-connect-button>'] },
  'tiktok-connect-button': PLAIN,
  'tiktok-ad-account-list': {
    attributes: [],
    content: ['<a slot="help" href="/help/tiktok">How to get an ad account</a>'],
  },
  'tiktok-mapping-table': PLAIN,
  'tiktok-audience-exporter': PLAIN,
  'tiktok-event-feed': { attributes: [{ name: 'filter', value: 'all' }], content: [] },
  'tiktok-controls': PLAIN,
  'tiktok-ads-settings': {
    attributes: [{ name: 'tab', value: 'accounts' }],
    content: ['<h2 slot="header">Adverts on TikTok</h2>'],
  },
};

export type AttributeValues = readonly { readonly name: string; readonly value: string }[];

/**
 * The markup of an element as a page would write it, the provider around it.
 * @param attributes of the element; a value of '' is one that only has to be there
 * @param server what `server-url` says
 */
export function markupOf(tag: string, attributes: AttributeValues, server: string): string {
  const { content } = EXAMPLES[tag] ?? PLAIN;
  const isProvider = tag === 'tiktok-ads-provider';
  const own = element(tag, isProvider ? [{ name: 'server-url', value: server }, ...attributes] : attributes, content);
  return isProvider
    ? own.join('\n')
    : element('tiktok-ads-provider', [{ name: 'server-url', value: server }], own).join('\n');
}

function element(tag: string, attributes: AttributeValues, content: readonly string[]): string[] {
  const written = attributes.map(({ name, value }) =>
    value === '' ? ` ${name}` : ` ${name}="${escapeQuotes(value)}"`,
  );
  const open = `<${tag}${written.join('')}>`;
  return content.length === 0 ? [`${open}</${tag}>`] : [open, ...content.map((line) => `  ${line}`), `</${tag}>`];
}

const escapeQuotes = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
