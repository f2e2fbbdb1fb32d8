/** @jsxImportSource react */
import type {} from 'tiktok-ads-connect/jsx/react';
import type { TikTokAdsProvider } from 'tiktok-ads-connect/widget';
import { useEffect, useRef } from 'react';

// React 18 writes attributes; properties and listeners go through a ref, where they are typed all the same.
export function Page() {
  const provider = useRef<TikTokAdsProvider>(null);
  useEffect(() => {
    const element = provider.current;
    if (element === null) return;
    element.fetchSessionToken = async () => 'token';
    element.addEventListener('tiktok-export-finished', (event) => event.detail.coverNum.toFixed());
  }, []);
  return (
    <tiktok-ads-provider ref={provider} class="ads" server-url="https://ads.example" theme="dark">
      <tiktok-ads-settings tab="mapping" allow-token="" onClick={() => undefined} />
    </tiktok-ads-provider>
  );
}

export const wrong = [
  // @ts-expect-error -- React 18 sets no properties
  <tiktok-ads-provider fetchSessionToken={async () => 'token'} />,
  // @ts-expect-error -- React 18 hears no events of custom elements
  <tiktok-ads-settings ontiktok-error={() => undefined} />,
  // @ts-expect-error -- React 18 would write the word "false", and the attribute would be there
  <tiktok-ads-settings allow-token={false} />,
  // @ts-expect-error -- React 18 would write an attribute `classname`
  <tiktok-ads-settings className="ads" />,
];
