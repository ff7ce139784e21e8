import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { knownPrincipal } from './access/principal-of.js';
import { RefusalTrail } from './audit/refusal-trail.js';
import { refusalOf } from './http/problem.filter.js';

const PATH_OF_ITEM =
  /^\/api\/v1\/(?:items|articles|editorials|photo-captions)\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\/|$)/i;
const LONGEST_PATH = 200;

/**
 * Has privileged refusals written into the audit trail before they are answered, whether the guard or a rule of one
 * item made them: all leave by here, with what the request got far enough to know.
 */
export function recordRefusals(app: NestFastifyApplication): void {
  const trail = app.get(RefusalTrail, { strict: false });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, _reply, payload, done) => {
      const permission = refusalOf(request)?.extras['permission'];
      const actor = knownPrincipal(request);
      if (typeof permission !== 'string' || actor === null) {
        done(null, payload);
        return;
      }
      const [path = ''] = request.url.split('?', 1);
      const refusal = {
        permission,
        method: request.method,
        path: path.slice(0, LONGEST_PATH),
        itemId: PATH_OF_ITEM.exec(path)?.[1]?.toLowerCase() ?? null,
      };
      void trail.refused(actor, refusal).finally(() => done(null, payload));
    });
}
