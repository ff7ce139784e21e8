import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { checkedUrl } from '../text/url.js';

/** The value is a URL that may stand in a document; what is kept is what the parser understood. */
export function IsDocumentUrl(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (checkedUrl(value) ?? value) : value,
    ),
    ValidateBy({
      name: 'isDocumentUrl',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && checkedUrl(value) !== null,
        defaultMessage: () =>
          'must be an http, https, mailto, tel or root-relative URL, at most 2,048 characters',
      },
    }),
  );
}
