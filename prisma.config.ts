// `prisma generate` asks for a schema engine binary that it does not need and that an install without
// downloads does not have; any existing executable satisfies it. Migrations use prisma/migration.ts instead.
import { defineConfig } from 'prisma/config';

if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY = process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
