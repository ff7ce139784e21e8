import 'reflect-metadata';

const largeMembers = new WeakMap<object, Set<string | symbol>>();

/**
 * Property decorator: the member's value may be large, and its own constraint limits it. Every other member of
 * a body shares one limit, which holds before anything is made of the body.
 */
export function LargeMember(): PropertyDecorator {
  return (prototype, member) => {
    const members = largeMembers.get(prototype) ?? new Set();
    largeMembers.set(prototype, members.add(member));
  };
}

/** Whether the class with this prototype, or one that it extends, has declared the member a large one. */
export function isLargeMember(prototype: object | null, member: string): boolean {
  for (let owner = prototype; owner !== null; owner = ownerOf(owner)) {
    if (largeMembers.get(owner)?.has(member)) return true;
  }
  return false;
}

/** The prototype of the class that the member is declared with; null where it is no class of ours. */
export function prototypeOfMember(prototype: object | null, member: string): object | null {
  if (prototype === null) return null;
  const type: unknown = Reflect.getMetadata('design:type', prototype, member);
  return typeof type === 'function' ? prototypeOf(type) : null;
}

/** The prototype of a class's instances. */
export function prototypeOf(type: unknown): object | null {
  const prototype: unknown = typeof type === 'function' ? type.prototype : null;
  return typeof prototype === 'object' ? prototype : null;
}

function ownerOf(prototype: object): object | null {
  const owner: unknown = Object.getPrototypeOf(prototype);
  return typeof owner === 'object' ? owner : null;
}
