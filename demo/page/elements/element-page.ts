import '../../../widget/define.ts';
import { type AttributeValues, EXAMPLES, markupOf } from '../../elements/examples.ts';
import type { LiveElement } from '../../elements/live-element.ts';
import { fetchSessionToken } from '../session.ts';
import { attributeControls } from './attribute-controls.ts';
import { listEvents } from './event-log.ts';

const COPIED_MS = 2_000;
/** The page knows its server. */
const FIXED = 'server-url';

const { element: told, serverUrl = '' } = document.body.dataset;
const element = told === undefined ? undefined : (JSON.parse(told) as LiveElement);
const tag = element?.tag ?? '';
const example = EXAMPLES[tag];
const stage = document.querySelector<HTMLElement>('#stage');
const form = document.querySelector<HTMLElement>('#attributes');
const markup = document.querySelector<HTMLElement>('#markup');

if (element !== undefined && example !== undefined && stage !== null && form !== null && markup !== null) {
  const provider = document.createElement('tiktok-ads-provider');
  provider.serverUrl = serverUrl;
  provider.fetchSessionToken = fetchSessionToken;
  const isProvider = tag === 'tiktok-ads-provider';
  const live = isProvider ? provider : document.createElement(tag);
  const content = document.querySelector<HTMLTemplateElement>('#content')?.content;
  if (content !== undefined) live.append(content);
  if (!isProvider) provider.append(live);

  const attributes = element.attributes.filter(({ name }) => name !== FIXED);
  const show = (values: AttributeValues): void => {
    for (const { name } of attributes) {
      const value = values.find((each) => each.name === name)?.value;
      if (value === undefined) live.removeAttribute(name);
      else live.setAttribute(name, value);
    }
    markup.textContent = markupOf(tag, values, serverUrl);
  };
  show(example.attributes);
  attributeControls(form, attributes, example.attributes, show);
  if (attributes.length === 0) form.textContent = 'It has none.';
  listEvents(
    stage,
    element.events.map(({ name }) => name),
  );
  stage.append(provider);
  setUpCopy(markup);
  setUpSchemes();
}

function setUpCopy(from: HTMLElement): void {
  const button = document.querySelector<HTMLButtonElement>('#copy');
  if (button === null) return;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(from.textContent);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed here';
    }
    setTimeout(() => (button.textContent = 'Copy'), COPIED_MS);
  };
  button.addEventListener('click', () => void copy());
}

/** The whole page changes its colours, and the element follows. */
function setUpSchemes(): void {
  for (const choice of document.querySelectorAll<HTMLInputElement>('input[name="scheme"]')) {
    choice.addEventListener('change', () => {
      if (choice.checked) document.documentElement.dataset['scheme'] = choice.value;
    });
  }
}
