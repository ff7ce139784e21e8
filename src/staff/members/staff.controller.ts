import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Requires } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { NoIdempotencyKey, Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../../http/lists.js';
import { etagOf } from '../../http/precondition.js';
import { Passwords } from '../passwords.js';
import {
  NewStaffMember,
  StaffMemberChange,
  StaffMemberPage,
  StaffMemberView,
  staffMemberView,
} from './staff-member.dto.js';
import { StaffReader } from './staff-reader.js';
import { Staff } from './staff.js';

const ROUTE = '/api/v1/staff';

/** The members of staff. */
@Controller(ROUTE)
export class StaffController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly commands: Commands,
    private readonly passwords: Passwords,
    private readonly staff: Staff,
    private readonly reader: StaffReader,
  ) {}

  /** All members, inactive ones too, in the order in which they were made. */
  @Get()
  @Requires('staff.manage')
  async list(@CurrentCall() call: Call, @Query() query: ListQuery): Promise<StaffMemberPage> {
    const page = await this.reader.list(this.db, listRequest(ROUTE, query));
    return this.lists.send(call, page);
  }

  /** Adds a member of staff. Takes no Idempotency-Key: the e-mail address makes a repetition harmless. */
  @Post()
  @Requires('staff.manage')
  @NoIdempotencyKey()
  @Refuses('email_taken')
  async create(@CurrentCall() call: Call, @Body() body: NewStaffMember): Promise<StaffMemberView> {
    const { password, ...draft } = body;
    const passwordHash = await this.passwords.hash(password);
    return this.commands.run(call, async (tx) => {
      const member = await this.staff.create(tx, call.actor, { ...draft, passwordHash });
      return {
        etag: etagOf(member.version),
        path: `${ROUTE}/${member.id}`,
        body: staffMemberView(member),
      };
    });
  }

  /** One member. */
  @Get(':id')
  @Requires('staff.manage')
  async read(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<StaffMemberView> {
    const member = await this.reader.byId(this.db, id);
    call.reply.header('ETag', etagOf(member.version));
    return staffMemberView(member);
  }

  /** Changes a member, their roles or their password; `active: true` brings a deactivated one back. */
  @Patch(':id')
  @Requires('staff.manage')
  @Refuses('email_taken', 'last_admin')
  async change(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: StaffMemberChange,
  ): Promise<StaffMemberView> {
    const { password, ...change } = body;
    const passwordHash = password === undefined ? undefined : await this.passwords.hash(password);
    return this.commands.run(call, async (tx) => {
      const member = await this.staff.change(tx, call.actor, id, call.precondition, {
        ...change,
        passwordHash,
      });
      return { etag: etagOf(member.version), body: staffMemberView(member) };
    });
  }

  /** Deactivates a member, from their next request. Nobody is removed: their work names them. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('staff.manage')
  @Refuses('last_admin')
  async deactivate(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    await this.commands.run(call, async (tx) => {
      await this.staff.change(tx, call.actor, id, call.precondition, { active: false });
      return { body: null };
    });
  }
}
