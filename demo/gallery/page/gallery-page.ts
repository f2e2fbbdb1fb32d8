import { SCENE_GROUPS, type SceneGroup } from '../scenes/index.ts';
import type { Scene } from '../scene.ts';
import { keepChoice, readChoice } from './choices.ts';

// The gallery for people: every state of every element in a list, the chosen one in a frame. The address names it,
// /gallery#settings/usual, so that a state can be sent to a colleague.

interface Entry {
  readonly path: string;
  readonly group: SceneGroup;
  readonly scene: Scene;
}

const ENTRIES: readonly Entry[] = SCENE_GROUPS.flatMap((group) =>
  group.scenes.map((scene) => ({ path: `${group.element}/${scene.id}`, group, scene })),
);

function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no #${id}`);
  return element;
}
const list = find('list', HTMLElement);
const none = find('none', HTMLElement);
const openList = find('open-list', HTMLButtonElement);
const schemes = find('schemes', HTMLFieldSetElement);
const count = find('count', HTMLElement);
const search = find('search', HTMLInputElement);
const frame = find('frame', HTMLIFrameElement);
const alone = find('alone', HTMLAnchorElement);
const state = find('state', HTMLElement);
const switches = find('switches', HTMLFormElement);
const languages = find('languages', HTMLSelectElement);
const previous = find('previous', HTMLButtonElement);
const next = find('next', HTMLButtonElement);

/** Those that the search leaves. */
let listed: readonly Entry[] = ENTRIES;
/** Elements whose scenes are unfolded; a search unfolds all. */
const unfolded = new Set<SceneGroup>();

function chosen(): Entry | undefined {
  const path = decodeURIComponent(location.hash.slice(1));
  return ENTRIES.find((entry) => entry.path === path) ?? ENTRIES[0];
}

function plural(number: number): string {
  return `${number.toLocaleString('en')} ${number === 1 ? 'scene' : 'scenes'}`;
}

function drawList(): void {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  listed = ENTRIES.filter(({ path, group, scene }) => {
    const text = `${path} ${group.title} ${scene.title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  count.textContent =
    listed.length === ENTRIES.length ? plural(ENTRIES.length) : `${listed.length} of ${plural(ENTRIES.length)}`;
  none.hidden = listed.length > 0;
  find('none-text', HTMLElement).textContent =
    ENTRIES.length === 0
      ? 'There are no scenes yet.'
      : `No scene matches “${search.value.trim()}”. Try an element’s name.`;
  list.replaceChildren(...SCENE_GROUPS.flatMap((group) => drawGroup(group)));
}

function drawGroup(group: SceneGroup): Node[] {
  const entries = listed.filter((entry) => entry.group === group);
  if (entries.length === 0) return [];
  const isFound = search.value.trim() !== '';
  const fold = document.createElement('details');
  fold.id = `fold-${group.element}`;
  fold.open = isFound || unfolded.has(group);
  fold.addEventListener('toggle', () => {
    if (isFound) return;
    if (fold.open) unfolded.add(group);
    else unfolded.delete(group);
  });
  const summary = document.createElement('summary');
  const heading = document.createElement('h3');
  heading.id = `group-${group.element}`;
  heading.textContent = group.title;
  const size = document.createElement('span');
  size.textContent = String(entries.length);
  summary.append(heading, size);
  const items = document.createElement('ul');
  items.setAttribute('aria-labelledby', heading.id);
  for (const { path, scene } of entries) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${path}`;
    link.textContent = scene.title;
    if (path === chosen()?.path) link.setAttribute('aria-current', 'page');
    item.append(link);
    items.append(item);
  }
  fold.append(summary, items);
  return [fold];
}

/** Shows the chosen scene; the frame's own history stays out of the way of the Back button. */
function showScene(): void {
  const entry = chosen();
  document.body.classList.toggle('is-empty', entry === undefined);
  if (entry === undefined) return;
  find('group', HTMLElement).textContent = entry.group.title;
  find('title', HTMLElement).textContent = entry.scene.title;
  document.title = `${entry.scene.title} · Gallery`;
  const fold = document.getElementById(`fold-${entry.group.element}`);
  if (fold instanceof HTMLDetailsElement) fold.open = true;
  for (const link of list.querySelectorAll('a')) {
    const isChosen = link.hash === `#${entry.path}`;
    if (isChosen) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    if (isChosen) link.scrollIntoView({ block: 'nearest' });
  }
  const at = listed.indexOf(entry);
  previous.disabled = at === 0 || listed.length === 0;
  next.disabled = at === listed.length - 1 || listed.length === 0;
  const { skin, scheme, width, lang } = readChoice();
  const query = new URLSearchParams({
    ...(skin === 'plain' ? {} : { skin }),
    ...(scheme === 'system' ? {} : { scheme }),
    ...(lang === 'page' ? {} : { lang }),
  });
  const address = `/gallery/${entry.path}${query.size === 0 ? '' : `?${query}`}`;
  alone.href = address;
  frame.dataset['width'] = width;
  fillSwitches();
  fitFrame();
  frame.title = `Preview: ${entry.scene.title}`;
  if (frame.contentWindow?.location.pathname + (frame.contentWindow?.location.search ?? '') === address) return;
  state.textContent = 'Setting the stage…';
  frame.contentWindow?.location.replace(address);
}

/** A frame wider than its room is shown smaller, whole. */
function fitFrame(): void {
  const room = find('fit', HTMLElement).clientWidth;
  const { width, skin } = readChoice();
  const scale = width === 'full' || room === 0 ? 1 : Math.min(1, room / Number(width));
  frame.style.setProperty('--scale', String(scale));
  const isAlwaysDark = skin === 'dashboard';
  const size = scale < 1 ? `${isAlwaysDark ? ', at' : 'Shown at'} ${Math.round(scale * 100)}%` : '';
  find('note', HTMLElement).textContent = `${isAlwaysDark ? 'Always dark' : ''}${size}`;
}

/** On a narrow page the list takes the frame's place; on a wide one both are there. */
function showList(isShown: boolean): void {
  document.body.classList.toggle('has-list', isShown);
  openList.setAttribute('aria-expanded', String(isShown));
  openList.textContent = isShown ? 'Close list' : 'All scenes';
  if (isShown) list.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
}

function clearSearch(): void {
  search.value = '';
  drawList();
  showScene();
  search.focus();
}

const SAID: Readonly<Record<string, string>> = {
  loading: 'Setting the stage…',
  playing: 'Playing…',
  shown: '',
  failed: 'Could not be shown',
};

function followFrame(): void {
  const inside = frame.contentWindow;
  if (inside === null) return;
  const tell = (): void => {
    // Between two scenes the frame's document is empty for a moment.
    state.textContent = SAID[inside.document.querySelector('html')?.dataset['scene'] ?? ''] ?? '';
  };
  inside.addEventListener('scene', tell);
  tell();
}

function step(by: number): void {
  const entry = chosen();
  const at = entry === undefined ? -1 : listed.indexOf(entry);
  const wanted = at === -1 ? listed[0] : listed[at + by];
  if (wanted !== undefined) location.hash = wanted.path;
}

function fillSwitches(): void {
  for (const [name, value] of Object.entries(readChoice())) {
    const input = switches.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`);
    if (input !== null) input.checked = true;
  }
  languages.value = readChoice().lang;
  // The dashboard is dark whatever is chosen; what was chosen comes back with the next skin.
  schemes.disabled = readChoice().skin === 'dashboard';
  const dark = schemes.querySelector<HTMLInputElement>('[value="dark"]');
  if (schemes.disabled && dark !== null) dark.checked = true;
}

document.addEventListener('keydown', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (event.altKey || event.ctrlKey || event.metaKey || target?.matches('input') === true) return;
  if (event.key === 'ArrowRight') step(1);
  else if (event.key === 'ArrowLeft') step(-1);
  else if (event.key === '/') {
    event.preventDefault();
    showList(true);
    search.focus();
  } else if (event.key === 'Escape' && document.body.classList.contains('has-list')) {
    showList(false);
    openList.focus();
  }
});
search.addEventListener('input', () => {
  drawList();
  showScene();
});
search.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  showList(false);
  step(listed.includes(chosen() as Entry) ? 0 : 1);
});
switches.addEventListener('change', () => {
  keepChoice(new FormData(switches));
  showScene();
});
switches.addEventListener('submit', (event) => event.preventDefault());
previous.addEventListener('click', () => step(-1));
next.addEventListener('click', () => step(1));
openList.addEventListener('click', () => showList(!document.body.classList.contains('has-list')));
// Also the scene that is shown already: pressing it means to see it.
list.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('a') !== null) showList(false);
});
find('clear', HTMLButtonElement).addEventListener('click', clearSearch);
frame.addEventListener('load', followFrame);
window.addEventListener('hashchange', showScene);
new ResizeObserver(fitFrame).observe(find('fit', HTMLElement));

drawList();
showScene();
