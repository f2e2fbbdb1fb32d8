import './acme-app.ts';
