import type { Scene } from '../scene.ts';

export const connectButtonScenes: readonly Scene[] = [];
