// Runs before the elements are defined, as any script in the page does: modules wait for it. What is set here is kept.

const section = document.querySelector('section');

section.querySelector('tiktok-ads-provider').fetchSessionToken = async () => {
  const response = await fetch('/api/tiktok-session', { method: 'POST' });
  if (!response.ok) throw new Error(`The back end answered ${response.status}`);
  return (await response.json()).token;
};

const show = (id, text) => {
  section.querySelector(`#${id}`).textContent = text;
};
document.addEventListener('tiktok-connect-succeeded', ({ detail }) => show('connection', detail.connectionId));
document.addEventListener('tiktok-accounts-imported', ({ detail }) =>
  show('accounts', `${detail.advertiserIds.length} imported`),
);
document.addEventListener('tiktok-mapping-saved', ({ detail }) =>
  show('mapping', `${Object.keys(detail.attributes).length} attributes, version ${detail.version}`),
);
document.addEventListener('tiktok-export-finished', ({ detail }) => show('export', detail.state));

document.querySelector('#toggle').addEventListener('click', ({ currentTarget }) => {
  if (section.isConnected) section.remove();
  else document.body.append(section);
  currentTarget.textContent = section.isConnected ? 'Hide advertising' : 'Show advertising';
});
