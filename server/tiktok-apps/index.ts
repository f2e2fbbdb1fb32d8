export { findAppById, findCurrentApp, requireCurrentApp } from './find-app.ts';
