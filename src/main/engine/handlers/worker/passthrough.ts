import type * as api from '../../../../shared/handler-api/understudy'
import { HandlerError } from './handler-error'
import { MessagePattern } from './message-pattern'
import { PathPattern } from './path-pattern'

/** Which messages go to which upstream, as declared in code. */
export class PassthroughConfig implements api.PassthroughConfig {
  /** @throws HandlerError of kind `connection` for an unusable URL, of kind `pattern` for a path pattern. */
  constructor(
    readonly pattern: api.MessagePattern,
    readonly upstreamUrl: string,
    readonly options: api.PassthroughOptions = {},
  ) {
    if (!/^wss?:\/\/[^\s/]+/i.test(upstreamUrl)) {
      throw new HandlerError('connection', `The upstream ${upstreamUrl} is not a ws:// or wss:// URL`)
    }
    // Throws here, where the mistake is, and not when the first client comes.
    if (options.path !== undefined) new PathPattern(options.path)
  }

  static regex(source: string, upstreamUrl: string, options?: api.PassthroughOptions): PassthroughConfig {
    return new PassthroughConfig(MessagePattern.regex(source), upstreamUrl, options)
  }
}

/** A passthrough rule as a handler. The worker takes the rule out of it; it has no callbacks of its own. */
export class PassthroughHandler implements api.PassthroughHandler {
  constructor(readonly config: PassthroughConfig) {}

  get handlesPath(): string {
    return this.config.options.path ?? '/*'
  }

  get upstreamUrl(): string {
    return this.config.upstreamUrl
  }

  shouldPassthrough(textOrMessage: string | api.WsMessage): boolean {
    return this.config.pattern.matches(textOrMessage)
  }
}
