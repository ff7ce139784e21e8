import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Requires } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { Refuses } from '../../http/handler-facts.js';
import { listRequest, ListQuery, Lists } from '../../http/lists.js';
import { etagOf } from '../../http/precondition.js';
import { NewRole, RoleChange, RolePage, RoleView, roleView } from './role.dto.js';
import { RoleKeyParameter } from './role-key-parameter.js';
import { RoleReader } from './role-reader.js';
import { Roles } from './roles.js';

const ROUTE = '/api/v1/roles';

/** The roles that members are granted. */
@Controller(ROUTE)
export class RolesController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly commands: Commands,
    private readonly roles: Roles,
    private readonly reader: RoleReader,
  ) {}

  /** The roles, by key. */
  @Get()
  @Requires('role.manage')
  async list(@CurrentCall() call: Call, @Query() query: ListQuery): Promise<RolePage> {
    const page = await this.reader.list(this.db, listRequest(ROUTE, query));
    return this.lists.send(call, page);
  }

  /** Adds a role. */
  @Post()
  @Requires('role.manage')
  @Refuses('role_exists')
  async create(@CurrentCall() call: Call, @Body() body: NewRole): Promise<RoleView> {
    return this.commands.runOnce(call, {
      // Who manages roles sees all of them, and the guard has asked for the permission again.
      access: () => Promise.resolve(),
      work: async (tx) => {
        const role = await this.roles.create(tx, call.actor, body);
        return {
          etag: etagOf(role.version),
          path: `${ROUTE}/${role.key}`,
          body: roleView(role),
        };
      },
    });
  }

  /** One role. */
  @Get(':key')
  @Requires('role.manage')
  async read(@CurrentCall() call: Call, @Param('key', RoleKeyParameter) key: string): Promise<RoleView> {
    const role = await this.reader.byKey(this.db, key);
    call.reply.header('ETag', etagOf(role.version));
    return roleView(role);
  }

  /** Renames a role or replaces its permissions, for all who have it, from their next request. */
  @Patch(':key')
  @Requires('role.manage')
  @Refuses('seeded_role')
  async change(
    @CurrentCall() call: Call,
    @Param('key', RoleKeyParameter) key: string,
    @Body() body: RoleChange,
  ): Promise<RoleView> {
    return this.commands.run(call, async (tx) => {
      const role = await this.roles.change(tx, call.actor, key, call.precondition, body);
      return { etag: etagOf(role.version), body: roleView(role) };
    });
  }

  /** Removes a role that nobody has. Those that come with the system stay. */
  @Delete(':key')
  @HttpCode(204)
  @Requires('role.manage')
  @Refuses('seeded_role', 'in_use')
  async remove(@CurrentCall() call: Call, @Param('key', RoleKeyParameter) key: string): Promise<void> {
    await this.commands.run(call, async (tx) => {
      await this.roles.remove(tx, call.actor, key, call.precondition);
      return { body: null };
    });
  }
}
