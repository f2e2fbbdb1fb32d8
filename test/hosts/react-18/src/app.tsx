import { useEffect, useState } from 'react';
import { Advertising } from './advertising.tsx';

export function App({ serverUrl }: { serverUrl: string }) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (isShown) void import('tiktok-ads-connect/widget/define');
  }, [isShown]);
  return (
    <>
      <h1>Acme settings</h1>
      <button onClick={() => setIsShown(!isShown)}>{isShown ? 'Hide advertising' : 'Show advertising'}</button>
      {isShown && <Advertising serverUrl={serverUrl} />}
    </>
  );
}
