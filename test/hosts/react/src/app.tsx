import { lazy, Suspense, useState } from 'react';

// React sets a property on an element that is defined by then, and an attribute on any other. So the tags come first, and the
// component that draws them after.
const Advertising = lazy(async () => {
  await import('tiktok-ads-connect/widget/define');
  return import('./advertising.tsx');
});

export function App({ serverUrl }: { serverUrl: string }) {
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <h1>Acme settings</h1>
      <button onClick={() => setIsShown(!isShown)}>{isShown ? 'Hide advertising' : 'Show advertising'}</button>
      {isShown && (
        <Suspense fallback={<p>One moment …</p>}>
          <Advertising serverUrl={serverUrl} />
        </Suspense>
      )}
    </>
  );
}
