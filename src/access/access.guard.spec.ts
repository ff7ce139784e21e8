import { describe, expect, it } from '@jest/globals';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { AccessGuard } from './access.guard.js';
import { BearerStrategy } from './bearer.strategy.js';
import { PrincipalSource } from './principal-source.js';
import { AnyStaff, Public, Requires, ruleOf } from './rule.js';

class Routes {
  undeclared(this: void): void {}
  @Public()
  open(this: void): void {}
  @AnyStaff()
  inside(this: void): void {}
  @Requires('item.publish', 'article')
  limited(this: void): void {}
}

@Requires('audit.read')
class AllDeclared {
  inherited(this: void): void {}
  @Public()
  own(this: void): void {}
}

describe('the rule of a handler', () => {
  it('is what it declares, or else what its controller does', () => {
    expect(ruleOf(Routes.prototype.undeclared, Routes)).toBeNull();
    expect(ruleOf(Routes.prototype.open, Routes)).toEqual({ access: 'public' });
    expect(ruleOf(Routes.prototype.inside, Routes)).toEqual({ access: 'staff' });
    expect(ruleOf(Routes.prototype.limited, Routes)).toEqual({
      access: 'permission',
      permission: 'item.publish',
      kind: 'article',
    });
    expect(ruleOf(AllDeclared.prototype.inherited, AllDeclared)).toEqual({
      access: 'permission',
      permission: 'audit.read',
    });
    expect(ruleOf(AllDeclared.prototype.own, AllDeclared)).toEqual({ access: 'public' });
  });
});

/** Knows nobody. */
class Nobody extends PrincipalSource {
  byAccessToken(): Promise<null> {
    return Promise.resolve(null);
  }
  byApiToken(): Promise<null> {
    return Promise.resolve(null);
  }
}

describe('the guard', () => {
  function context(handler: () => void): ExecutionContextHost {
    return new ExecutionContextHost([{ headers: {} }, {}], Routes, handler);
  }

  it('refuses a handler that declares no rule, and lets a public one pass', async () => {
    const guard = new AccessGuard(new BearerStrategy(new Nobody()));
    await expect(guard.canActivate(context(Routes.prototype.undeclared))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(guard.canActivate(context(Routes.prototype.inside))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(guard.canActivate(context(Routes.prototype.open))).resolves.toBe(true);
  });
});
