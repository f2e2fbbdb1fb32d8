import '../../../widget/define.ts';
import { wearSkin } from '../../page/skin.ts';
import { isSkin } from '../../page/skins/skins.ts';
import { findScene, type FoundScene } from '../scenes/index.ts';
import { createPerson, says, waitFor } from './person.ts';
import { readPage } from './find-control.ts';
import { openRealWindows, setPageTime, standInForWindows } from './page-world.ts';
import { speak } from './speak.ts';
import { type StageClient, takeStage } from './stage-client.ts';

// One scene: has its stage opened, puts the element on the page, plays, and says when everything that the scene promises is
// there. Cameras and the gallery read `data-scene` on the root: loading, playing, shown or failed.

const root = document.documentElement;
const parameters = new URL(location.href).searchParams;

function setState(state: 'loading' | 'playing' | 'shown' | 'failed'): void {
  root.dataset['scene'] = state;
  window.dispatchEvent(new Event('scene'));
}

function dress(): void {
  const skin = parameters.get('skin');
  wearSkin(isSkin(skin) ? skin : 'plain');
  const scheme = parameters.get('scheme');
  // A skin that is dark only stays so.
  if ((scheme === 'light' || scheme === 'dark') && skin !== 'dashboard') root.style.colorScheme = scheme;
}

/** A scene is played in English, which is what its person reads; then it speaks what the address or the skin wants. */
const PLAYED_IN = 'en';

function addElement({ group, scene }: FoundScene, stage: StageClient): void {
  const provider = document.createElement('tiktok-ads-provider');
  if (root.lang !== PLAYED_IN) provider.locale = PLAYED_IN;
  provider.setAttribute('server-url', stage.serverUrl);
  provider.fetchSessionToken = async () => (await stage.tell('session')) as { token: string; expiresAt: string };
  const element = document.createElement(group.tag);
  for (const [name, value] of Object.entries(scene.attributes ?? {})) element.setAttribute(name, value);
  provider.append(element);
  document.querySelector('main')?.append(provider);
}

async function show(found: FoundScene): Promise<void> {
  const { group, scene } = found;
  document.title = `${scene.title} · ${group.title}`;
  const stage = await takeStage(group.element, scene.id);
  setPageTime(stage.now);
  standInForWindows(scene.popup ?? 'stays');
  addElement(found, stage);
  dress();
  setState('playing');
  await scene.play?.(createPerson(stage));
  await waitFor(
    () => (missingWords(found).length + unwantedWords(found).length === 0 ? true : null),
    () =>
      [
        ...missingWords(found).map((words) => `The page does not say ${String(words)}.`),
        ...unwantedWords(found).map((words) => `The page still says ${String(words)}.`),
        `It reads: ${readPage()}`,
      ].join('\n'),
  );
  if (scene.popup === undefined) openRealWindows();
  const language = parameters.get('lang');
  if (language !== null || root.lang !== PLAYED_IN) await speak(language ?? undefined);
  setState('shown');
}

const missingWords = ({ scene }: FoundScene): readonly (string | RegExp)[] =>
  scene.shows.filter((words) => !says(words));
const unwantedWords = ({ scene }: FoundScene): readonly (string | RegExp)[] => (scene.hides ?? []).filter(says);

function fail(error: unknown): void {
  const why = document.createElement('pre');
  why.className = 'why';
  why.setAttribute('role', 'alert');
  why.textContent = `This scene could not be shown.\n${error instanceof Error ? error.message : String(error)}`;
  document.body.prepend(why);
  setState('failed');
}

/** In the gallery's frame one goes from scene to scene: an unsaved mapping, which was only played, may not ask each time. */
function leaveWithoutAsking(): void {
  // Listeners on a window run in the order they came, so this one is before any of an element.
  window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation());
}

/** A camera presses on nothing first, so that focus is drawn as for people with a mouse. Before the play: a press closes lists. */
function cameraHasPressed(): Promise<unknown> {
  return new Promise((resolve) => window.addEventListener('pointerup', resolve, { once: true }));
}

async function start(): Promise<void> {
  if (window.parent !== window) leaveWithoutAsking();
  dress();
  setState('loading');
  if (parameters.has('camera')) await cameraHasPressed();
  const [, , element = '', id = ''] = location.pathname.split('/');
  const found = findScene(element, id);
  if (found === null) throw new Error('This page was built before the scene was written. Build it again.');
  await show(found);
}

void start().catch(fail);
