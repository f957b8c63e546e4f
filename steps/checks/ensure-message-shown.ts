import type { MessageView } from '../../candidate/port/messaging.ts'
import { check, finding } from './check.ts'

/** The practice's system shows what has become of the message, and the text as it was written. */
export const ensureMessageShown = check(
  'what has become of the message is shown',
  (
    _sight,
    { shown, text, states, mentions }: { shown: MessageView | undefined; text: string; states: readonly string[]; mentions?: string },
  ) => {
    if (!shown) return finding('the message is gone', { expected: text, seen: 'no message' })
    return [
      shown.text !== text && finding('another text', { expected: text, seen: shown.text }),
      !states.includes(shown.state) &&
        finding('shown as something else', { expected: states.join(' or '), seen: shown.state || 'nothing' }),
      mentions !== undefined &&
        !shown.problem?.includes(mentions) &&
        finding('the reason is not shown', { expected: mentions, seen: shown.problem ?? 'nothing' }),
    ]
  },
)
