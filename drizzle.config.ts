import { defineConfig } from 'drizzle-kit';

// After a change to the schema: npx drizzle-kit generate --name <what-changes>
export default defineConfig({
  dialect: 'sqlite',
  schema: './server/store/sqlite/schema/*.ts',
  out: './server/store/sqlite/migrations',
});
