import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// Without this Vue takes the tags for components of its own that nobody has registered.
const isCustomElement = (tag: string): boolean => tag.startsWith('tiktok-');

export default defineConfig({ plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
