import { type INestApplicationContext, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { type Rule, ruleOf } from '../access/rule.js';
import { type HandlerFacts, handlerFacts } from '../http/handler-facts.js';

/** The methods of HTTP that routes have, as OpenAPI writes them. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const METHODS: Readonly<Partial<Record<RequestMethod, Method>>> = {
  [RequestMethod.GET]: 'get',
  [RequestMethod.POST]: 'post',
  [RequestMethod.PUT]: 'put',
  [RequestMethod.PATCH]: 'patch',
  [RequestMethod.DELETE]: 'delete',
};

/** One handler with its address and what it says of itself. */
export interface Route {
  method: Method;
  /** As OpenAPI writes it: `/api/v1/items/{id}`. The rest of a path (`*`) is `{path}`. */
  path: string;
  controller: Type<object>;
  /** The name of the handler's method. */
  name: string;
  /** Null where neither the handler nor its controller declares one. */
  rule: Rule | null;
  facts: HandlerFacts;
  /** The classes of the handler's parameters, as TypeScript emitted them. */
  parameterTypes: readonly unknown[];
}

/** Every route that the program has, by reflection on the controllers of its modules. */
export function routeTable(app: INestApplicationContext): Route[] {
  return [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) =>
      typeof metatype === 'function' ? routesOf(metatype as Type<object>) : [],
    ),
  );
}

function routesOf(controller: Type<object>): Route[] {
  const prototype: object = controller.prototype;
  return Object.getOwnPropertyNames(prototype).flatMap((name): Route[] => {
    const handler: unknown = Reflect.get(prototype, name);
    if (typeof handler !== 'function') return [];
    const requestMethod: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, handler);
    const method = requestMethod === undefined ? undefined : METHODS[requestMethod];
    if (method === undefined) return [];
    return [
      {
        method,
        path: openApiPath(pathOf(controller), pathOf(handler)),
        controller,
        name,
        rule: ruleOf(handler, controller),
        facts: handlerFacts(handler),
        parameterTypes: Reflect.getMetadata('design:paramtypes', prototype, name) ?? [],
      },
    ];
  });
}

function pathOf(target: object): string {
  const path: unknown = Reflect.getMetadata(PATH_METADATA, target);
  if (typeof path !== 'string') throw new Error(`A path that is not one text: ${String(path)}`);
  return path;
}

function openApiPath(...parts: string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.join('/')}`.replaceAll(/:(\w+)/g, '{$1}').replace(/\*$/, '{path}');
}
