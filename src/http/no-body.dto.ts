/** A request that says nothing: no body, or `{}`. Anything else in it is refused. */
export class NoBody {}
