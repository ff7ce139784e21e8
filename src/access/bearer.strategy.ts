import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { Strategy } from 'passport-http-bearer';
import { PrincipalSource } from './principal-source.js';
import type { Principal } from './principal.js';
import { tokenHash, tokenKind } from './token.js';

/** Passport's bearer strategy (RFC 6750) on opaque tokens: a session's, or an API token. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly principals: PrincipalSource) {
    super();
  }

  /**
   * The principal behind the value of an Authorization header; null where there is none. Passport gets to see
   * that header alone: its strategy would take a token from the body or the query as well, where logs and
   * histories keep it.
   */
  async authenticateHeader(authorization: string | undefined): Promise<Principal | null> {
    return new Promise((resolve, reject) => {
      function found(error: unknown, principal: unknown): void {
        if (error) reject(error);
        else resolve((principal || null) as Principal | null);
      }
      // A strategy of this request's own, because passport hangs the request's outcome onto it: a shared one
      // gives one request the answer of another. And no name, because names are kept for the whole process.
      const own = Object.create(this) as this;
      const middleware = passport.authenticate(own, { session: false }, found) as Middleware;
      middleware({ headers: { authorization } }, {}, reject);
    });
  }

  /** For passport: the principal behind the token. A refresh token opens nothing here. */
  async validate(token: string): Promise<Principal | null> {
    const kind = tokenKind(token);
    if (kind === 'access') return this.principals.byAccessToken(tokenHash(token));
    if (kind === 'api') return this.principals.byApiToken(tokenHash(token));
    return null;
  }
}

type Middleware = (request: object, response: object, next: (error: unknown) => void) => void;
