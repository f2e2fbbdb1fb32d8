import type { Scene } from '../scene.ts';

export const accountPickerScenes: readonly Scene[] = [];
