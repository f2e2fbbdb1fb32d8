import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const server = document.querySelector<HTMLMetaElement>('meta[name="tiktok-ads-server"]');

createRoot(document.querySelector('#app') as HTMLElement).render(
  <StrictMode>
    <App serverUrl={server?.content ?? ''} />
  </StrictMode>,
);
