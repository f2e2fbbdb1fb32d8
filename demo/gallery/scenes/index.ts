import type { Scene } from '../scene.ts';
import { accountPickerScenes } from './account-picker.ts';
import { adAccountListScenes } from './ad-account-list.ts';
import { audiencesScenes } from './audiences.ts';
import { audienceExporterScenes } from './audience-exporter.ts';
import { controlsScenes } from './controls.ts';
import { connectButtonScenes } from './connect-button.ts';
import { eventFeedScenes } from './event-feed.ts';
import { exportRunsScenes } from './export-runs.ts';
import { mappingTableScenes } from './mapping-table.ts';
import { providerScenes } from './provider.ts';
import { settingsScenes } from './settings.ts';

/** The scenes of one part of the widget, in the order in which a person meets their states. */
export interface SceneGroup {
  /** In addresses: `/gallery/<element>/<scene>`. */
  readonly element: string;
  /** For people. */
  readonly title: string;
  /** What the page holds inside its provider. */
  readonly tag: string;
  readonly scenes: readonly Scene[];
}

export const SCENE_GROUPS: readonly SceneGroup[] = [
  { element: 'settings', title: 'Settings', tag: 'tiktok-ads-settings', scenes: settingsScenes },
  { element: 'provider', title: 'Provider', tag: 'tiktok-ads-settings', scenes: providerScenes },
  { element: 'connect-button', title: 'Connect button', tag: 'tiktok-connect-button', scenes: connectButtonScenes },
  { element: 'account-picker', title: 'Account picker', tag: 'tiktok-connect-button', scenes: accountPickerScenes },
  { element: 'ad-account-list', title: 'Ad account list', tag: 'tiktok-ad-account-list', scenes: adAccountListScenes },
  { element: 'mapping-table', title: 'Mapping table', tag: 'tiktok-mapping-table', scenes: mappingTableScenes },
  {
    element: 'audience-exporter',
    title: 'Audience exporter',
    tag: 'tiktok-audience-exporter',
    scenes: audienceExporterScenes,
  },
  {
    element: 'audiences',
    title: 'Audiences and what keeps them in sync',
    tag: 'tiktok-audience-exporter',
    scenes: audiencesScenes,
  },
  { element: 'controls', title: 'Controls', tag: 'tiktok-controls', scenes: controlsScenes },
  { element: 'event-feed', title: 'Event feed', tag: 'tiktok-event-feed', scenes: eventFeedScenes },
  { element: 'export-runs', title: 'Runs of an export', tag: 'tiktok-audience-exporter', scenes: exportRunsScenes },
];

export interface FoundScene {
  readonly group: SceneGroup;
  readonly scene: Scene;
}

/** The scene at an address of the gallery; null when there is none. */
export function findScene(element: string, id: string): FoundScene | null {
  const group = SCENE_GROUPS.find((each) => each.element === element);
  const scene = group?.scenes.find((each) => each.id === id);
  return group === undefined || scene === undefined ? null : { group, scene };
}
