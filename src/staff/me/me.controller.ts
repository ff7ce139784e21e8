import { Body, Controller, Get, Patch } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../../access/rule.js';
import { DomainError } from '../../errors.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { Refuses } from '../../http/handler-facts.js';
import { etagOf } from '../../http/precondition.js';
import { StaffReader } from '../members/staff-reader.js';
import { Staff } from '../members/staff.js';
import { Passwords } from '../passwords.js';
import { addressBlock } from '../sign-in/address-block.js';
import { CurrentPassword } from './current-password.js';
import { MeChange, MeView, meView } from './me.dto.js';

/** One’s own staff record. */
@Controller('/api/v1/me')
export class MeController {
  constructor(
    private readonly db: EntityManager,
    private readonly commands: Commands,
    private readonly passwords: Passwords,
    private readonly currentPassword: CurrentPassword,
    private readonly staff: Staff,
    private readonly reader: StaffReader,
  ) {}

  /** One's own staff record, and the permissions that one holds. */
  @Get()
  @AnyStaff()
  async read(@CurrentCall() { actor, reply }: Call): Promise<MeView> {
    const member = await this.reader.byId(this.db, actor.staffId);
    reply.header('ETag', etagOf(member.version));
    return meView(member, actor);
  }

  /** Changes one's own name or password, signed in with a password and not by an API token. */
  @Patch()
  @AnyStaff()
  @Refuses('session_required', 'too_many_attempts')
  async change(@CurrentCall() call: Call, @Body() body: MeChange): Promise<MeView> {
    const { actor, precondition } = call;
    const { name, currentPassword, password } = body;
    if (actor.sessionId === null) throw new DomainError('session_required');
    if (currentPassword !== undefined) {
      // Before the transaction, because it is slow; the password's change in between moves the version.
      const origin = { addressBlock: addressBlock(call.request.ip), requestId: call.request.id };
      await this.currentPassword.require(actor.staffId, currentPassword, origin);
    }
    const passwordHash = password === undefined ? undefined : await this.passwords.hash(password);
    return this.commands.run(call, async (tx) => {
      const change = { name, passwordHash };
      const member = await this.staff.change(tx, actor, actor.staffId, precondition, change, actor.sessionId);
      return { etag: etagOf(member.version), body: meView(member, actor) };
    });
  }
}
