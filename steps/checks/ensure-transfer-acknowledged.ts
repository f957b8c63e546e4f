import { ACTION } from '../support/transfers.ts'
import { check, finding } from './check.ts'

/** What the other practice is to hear: accepted, or a code that says why not. Nothing: it hears nothing at all. */
export type Expected = { typeCode: 'AA' } | { code: string } | undefined

/**
 * The other practice hears once what became of its message: an acknowledgement of that very message, positive, or negative with the
 * code that says why; and it hears nothing of messages that it never sent. `sent`: ids of all that it did. Source: MCCI_IN010000UK13; GP2GP response codes.
 */
export const ensureTransferAcknowledged = check(
  'the other practice is told what became of its message',
  async ({ outside, calls }, { nhsNumber, messageId, conversationId, sent, expected }: { nhsNumber: string; messageId: string; conversationId: string; sent: readonly string[]; expected: Expected }) => {
    const all = await outside.spine.listSent({ conversationId, action: ACTION.acknowledgement })
    const told = all.filter(({ facts }) => facts.messageRef === messageId)
    const strange = all.filter(({ facts }) => !sent.includes(String(facts.messageRef)))
    const at = (await calls({ service: 'spine', subject: nhsNumber, from: 'beginning' })).at(-1)
    const seen = all.map(({ facts }) => [facts.typeCode, ...new Set(facts.codes)].join(' '))
    if (strange.length > 0) return finding('it is told about a message that it never sent', { expected: sent.join(', '), seen: strange.map(({ facts }) => `${facts.typeCode} ${[...new Set(facts.codes)].join(' ')} about ${facts.messageRef}`).join(', '), at })
    if (expected === undefined) return told.length > 0 && finding('it is told something', { expected: 'nothing yet', seen: seen.join(', '), at })
    const wanted = 'code' in expected ? `AE or AR ${expected.code}` : 'AA'
    if (told.length === 0) return finding('it is not told', { expected: wanted, seen: all.length > 0 ? `an acknowledgement of another message: ${seen.join(', ')}` : 'no acknowledgement', at })
    return [
      told.length > 1 && finding('it is told more than once', { expected: '1 acknowledgement', seen: seen.join(', '), at }),
      ...told.map(({ facts }) => {
        const codes = [...new Set(facts.codes ?? [])]
        const right = 'code' in expected ? codes.length === 1 && codes[0] === expected.code && facts.typeCode !== (expected.code === '15' ? '' : 'AA') : facts.typeCode === 'AA' && codes.length === 0
        return !right && finding('it is told something else', { expected: wanted, seen: [facts.typeCode, ...codes].join(' '), at })
      }),
    ]
  },
)
