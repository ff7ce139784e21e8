import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { Config } from '../config.js';
import { openApiDocument } from './openapi-document.js';

/** Scripts come from this server alone; the viewer sets styles of its own and has its icons inline. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the description at `/openapi.json` and a viewer for it at `/docs`, to everybody and without a word
 * to any other server. The description is made when it is first asked for, so that a start does not wait.
 */
export function serveDocs(app: NestFastifyApplication, config: Config): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      if (!/^\/docs(\/|$)/.test(route.url)) return;
      route.onSend = (_request, reply, payload, done) => {
        reply.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
        done(null, payload);
      };
    });
  SwaggerModule.setup('docs', app, () => openApiDocument(app, config.publicUrl), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Copydesk API',
    swaggerOptions: { persistAuthorization: false, displayOperationId: true },
  });
}
