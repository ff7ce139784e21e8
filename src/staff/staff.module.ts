import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PrincipalSource } from '../access/principal-source.js';
import { ApiToken } from './api-tokens/api-token.entity.js';
import { ApiTokenReader } from './api-tokens/api-token-reader.js';
import { ApiTokens } from './api-tokens/api-tokens.js';
import { ApiTokensController } from './api-tokens/api-tokens.controller.js';
import { CurrentPassword } from './me/current-password.js';
import { MeController } from './me/me.controller.js';
import { Administrators } from './members/administrators.js';
import { FirstAdministrator } from './members/first-administrator.js';
import { RoleGrants } from './members/role-grants.js';
import { StaffController } from './members/staff.controller.js';
import { StaffMember } from './members/staff-member.entity.js';
import { StaffReader } from './members/staff-reader.js';
import { StaffRole } from './members/staff-role.entity.js';
import { Staff } from './members/staff.js';
import { Passwords } from './passwords.js';
import { StaffPrincipals } from './principals.js';
import { Role } from './roles/role.entity.js';
import { RoleReader } from './roles/role-reader.js';
import { Roles } from './roles/roles.js';
import { RolesController } from './roles/roles.controller.js';
import { AuthController } from './sign-in/auth.controller.js';
import { Session } from './sign-in/session.entity.js';
import { Sessions } from './sign-in/sessions.js';
import { SignInFailures } from './sign-in/sign-in-failures.js';
import { SignIn } from './sign-in/sign-in.js';

/** Who can sign in, and what they may do. Global for one thing: the `PrincipalSource` that access asks. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([StaffMember, StaffRole, Role, Session, ApiToken])],
  controllers: [AuthController, MeController, StaffController, RolesController, ApiTokensController],
  providers: [
    { provide: PrincipalSource, useClass: StaffPrincipals },
    Passwords,
    SignIn,
    SignInFailures,
    Sessions,
    CurrentPassword,
    Staff,
    StaffReader,
    RoleGrants,
    Administrators,
    FirstAdministrator,
    Roles,
    RoleReader,
    ApiTokens,
    ApiTokenReader,
  ],
  exports: [PrincipalSource, FirstAdministrator, Passwords, Staff],
})
export class StaffModule {}
