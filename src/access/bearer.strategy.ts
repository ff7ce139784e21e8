import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-http-bearer';
import { PrincipalSource } from './principal-source.js';
import type { Principal } from './principal.js';
import { tokenHash, tokenKind } from './token.js';

/** The name under which passport knows the strategy. */
export const BEARER = 'copydesk-bearer';

/** Passport's bearer strategy (RFC 6750) on opaque tokens: a session's, or an API token. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, BEARER) {
  constructor(private readonly principals: PrincipalSource) {
    super();
  }

  /** The principal behind the token. A refresh token opens nothing here. */
  async validate(token: string): Promise<Principal | null> {
    const kind = tokenKind(token);
    if (kind === 'access') return this.principals.byAccessToken(tokenHash(token));
    if (kind === 'api') return this.principals.byApiToken(tokenHash(token));
    return null;
  }
}
