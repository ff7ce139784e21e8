import { errorTable } from './problems.js';

/** What stands before the routes: the conventions that all of them share, and the catalogue of errors. */
export const DESCRIPTION = `Two APIs. The **editorial API** (\`/api/v1\`) is for staff and their programs: everything is checked, nothing is cached. The **delivery API** (\`/delivery/v1\`) is public and read-only: it knows what has been published and nothing else.

## Conventions

- **Sign-in**: \`POST /api/v1/auth/login\`, then \`Authorization: Bearer …\`. Programs use API tokens in the same way.
- **Rights**: \`x-permission\` names what a route needs. \`403\` comes at once where you hold the permission nowhere; whether it reaches this one item is decided once the item is known. What you may not see is \`404\`.
- **Concurrency**: records carry an \`ETag\`; a change needs it as \`If-Match\`. Without: \`428\`. Outdated: \`412\`, with \`current\`.
- **Retries**: with an \`Idempotency-Key\` a POST happens once, however often it is sent.
- **Lists**: \`items\` and \`nextCursor\`; \`limit\` from 1 to 100. A cursor belongs to its list and filters.
- **Patches**: each member that is named is replaced whole; \`null\` empties it. Unknown members are refused, and all faults are listed at once.
- **Times** are RFC 3339, with an offset in and in UTC out. Ids are UUIDv7.
- Every GET answers HEAD as well.

## Errors

Refusals are \`application/problem+json\` (RFC 9457). \`code\` is stable.

${errorTable()}
`;
