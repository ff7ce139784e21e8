import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newToken, tokenHash, tokenKind } from '../../access/token.js';
import { type Actor, AuditTrail } from '../../audit/audit-trail.js';
import { Config } from '../../config.js';
import { newId } from '../../database/id.js';
import type { TokenPair } from './auth.dto.js';

/** Where a sign-in came from. */
export interface Origin {
  /** The address, or the block of addresses that one connection gets. */
  addressBlock: string;
  requestId: string;
}

interface RefreshableRow {
  id: string;
  /** Whether the session may be refreshed: not ended, not expired, the member active. */
  good: boolean;
}

/**
 * Sessions: begun by a sign-in, refreshed, ended. The family of a refresh token is its session: each refresh
 * rotates both tokens in the one row, so that whatever ends the row ends all of them. Times are the
 * database's, the same for every process.
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly config: Config,
    private readonly audit: AuditTrail,
  ) {}

  /** Begins a session of the member. */
  async begin(tx: EntityManager, staffId: string, { addressBlock, requestId }: Origin): Promise<TokenPair> {
    const pair = this.newPair();
    const id = newId();
    await tx.query(
      `insert into session (id, staff_id, access_hash, refresh_hash, access_expires_at, refresh_expires_at)
       values ($1, $2, $3, $4, now() + make_interval(mins => $5), now() + make_interval(days => $6))`,
      [id, staffId, ...this.stored(pair)],
    );
    await this.audit.record(
      tx,
      { staffId, tokenId: null, requestId },
      { action: 'sign_in', details: { sessionId: id, address: addressBlock } },
    );
    return pair;
  }

  /**
   * Trades a refresh token for a new pair; null for one that is unknown, expired or ended. One that was traded
   * before has been stolen from somebody, who of the two cannot be told: the session ends for both. Throws
   * nothing for that, because the end of the session has to be committed.
   */
  async refresh(tx: EntityManager, refreshToken: string): Promise<TokenPair | null> {
    if (tokenKind(refreshToken) !== 'refresh') return null;
    const hash = tokenHash(refreshToken);
    const [row] = await tx.query<RefreshableRow[]>(
      `select session.id,
              session.ended_at is null and session.refresh_expires_at > now() and member.active as good
         from session join staff_member member on member.id = session.staff_id
        where session.refresh_hash = $1
          for update of session`,
      [hash],
    );
    if (!row) {
      await this.endReplayed(tx, hash);
      return null;
    }
    if (!row.good) return null;

    const pair = this.newPair();
    await tx.query('insert into spent_refresh_token (hash, session_id) values ($1, $2)', [hash, row.id]);
    await tx.query(
      `update session
          set access_hash = $2, refresh_hash = $3, access_expires_at = now() + make_interval(mins => $4),
              refresh_expires_at = now() + make_interval(days => $5)
        where id = $1`,
      [row.id, ...this.stored(pair)],
    );
    return pair;
  }

  /** Ends the actor's own session, at once and for good. */
  async signOut(tx: EntityManager, actor: Actor, sessionId: string): Promise<void> {
    const [, ended] = await tx.query<[unknown[], number]>(
      'update session set ended_at = now() where id = $1 and ended_at is null',
      [sessionId],
    );
    if (ended > 0) await this.audit.record(tx, actor, { action: 'sign_out', details: { sessionId } });
  }

  /** Ends the member's sessions, except `kept`. */
  async endAll(tx: EntityManager, staffId: string, kept: string | null): Promise<void> {
    await tx.query(
      `update session set ended_at = now()
        where staff_id = $1 and ended_at is null and id is distinct from $2::uuid`,
      [staffId, kept],
    );
  }

  private async endReplayed(tx: EntityManager, hash: Buffer): Promise<void> {
    const [ended] = await tx.query<[{ id: string; staff_id: string }[], number]>(
      `update session set ended_at = now()
        where id = (select session_id from spent_refresh_token where hash = $1) and ended_at is null
        returning id, staff_id`,
      [hash],
    );
    for (const { id, staff_id } of ended) {
      await this.audit.record(tx, null, {
        action: 'session.end_replayed',
        subject: { kind: 'staff', id: staff_id },
        details: { sessionId: id },
      });
    }
  }

  private newPair(): TokenPair {
    return {
      accessToken: newToken('access'),
      tokenType: 'Bearer',
      expiresIn: this.config.accessTokenMinutes * 60,
      refreshToken: newToken('refresh'),
    };
  }

  /** The digests of both tokens, then how long they last: the order of both statements' parameters. */
  private stored(pair: TokenPair): [Buffer, Buffer, number, number] {
    return [
      tokenHash(pair.accessToken),
      tokenHash(pair.refreshToken),
      this.config.accessTokenMinutes,
      this.config.refreshTokenDays,
    ];
  }
}
