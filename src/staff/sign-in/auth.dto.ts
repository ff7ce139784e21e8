import { IsString, Length } from 'class-validator';
import { MAX_E_MAIL_LENGTH, PASSWORD_LENGTH } from '../../text/credentials.js';

/** The body that signs in. */
export class Credentials {
  /** Upper and lower case make no difference. */
  @IsString()
  @Length(1, MAX_E_MAIL_LENGTH)
  email: string;

  @IsString()
  @Length(1, PASSWORD_LENGTH.max)
  password: string;
}

/** The body that refreshes a session. */
export class RefreshRequest {
  /** The one that came last; an older one ends the session. */
  @IsString()
  @Length(1, 200)
  refreshToken: string;
}

/** The tokens of a session. */
export class TokenPair {
  /** Goes into `Authorization: Bearer …`. */
  accessToken: string;
  tokenType: 'Bearer';
  /** Seconds until the access token ends. */
  expiresIn: number;
  /** Good for one refresh, which gives the next. */
  refreshToken: string;
}
