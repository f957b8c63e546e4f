import type { Letter } from '../support/letters.ts'
import { listAt, readFhir, textAt } from '../support/fhir-xml.ts'
import { check, finding, type Found } from './check.ts'

/** Codes of ITK-ResponseCodes-1 that tell of no failure. */
const GOOD = new Set(['20013', '30001', '30002', '30003', '30004'])

/**
 * The sender of a message gets these answers and no others: each an ITK response to that very message, under the workflow for answers,
 * asking for no answer itself. Source: ITK3 Message Distribution, acknowledgements; ITK-ResponseCodes-1.
 */
export const ensureLetterAnswered = check('the sender is told what became of the message', async ({ outside, calls }, { letter, codes, practice }: { letter: Letter; codes: readonly string[]; practice: string }) => {
  const answers = (await outside.mesh.listMessages({ to: letter.sender.mailbox, about: letter.about.nhsNumber })).filter(({ text }) => text.includes(letter.headerId) || text.includes(letter.bundleId))
  const at = (await calls({ service: 'mesh', operation: 'send-message', subject: letter.about.nhsNumber, from: 'beginning' })).at(-1)
  const seen: string[] = []
  const found: Found[] = answers.flatMap(({ text, workflowId, from }) => {
    const message = readFhir(text)
    const resources = listAt(message, 'entry').map((entry) => listAt(entry, 'resource')[0])
    const [header] = resources
    const outcome = resources.find((resource) => textAt(resource, 'resourceType') === 'OperationOutcome')
    const code = textAt(outcome, 'issue', 'details', 'coding', 'code') ?? 'no code'
    seen.push(code)
    const handling = listAt(header, 'extension')[0]
    const wanted = listAt(handling, 'extension').filter((each) => textAt(each, 'url')?.endsWith('AckRequested') && textAt(each, 'valueBoolean') !== 'false')
    const responseCode = textAt(header, 'response', 'code')
    const fitting = code === '20007' || code === '20008' ? ['ok', 'fatal-error'] : GOOD.has(code) ? ['ok'] : ['fatal-error', 'transient-error']
    const sender = resources.find((resource) => textAt(resource, 'resourceType') === 'Organization')
    return [
      textAt(header, 'event', 'code') !== 'ITK008M' && finding('no ITK response', { expected: 'event ITK008M', seen: textAt(header, 'event', 'code') ?? 'no event', at }),
      textAt(header, 'response', 'identifier') !== letter.headerId && finding('it does not say which message it answers', { expected: letter.headerId, seen: textAt(header, 'response', 'identifier') ?? 'nothing', at }),
      !fitting.includes(responseCode ?? '') && finding('its outcome does not fit its code', { expected: `${code}: ${fitting.join(' or ')}`, seen: responseCode ?? 'none', at }),
      wanted.length > 0 && finding('it asks for an answer to the answer', { expected: 'no acknowledgement requested', seen: wanted.map((each) => textAt(each, 'url')), at }),
      workflowId !== `${letter.kind.workflowId}_ACK` && finding('under another workflow', { expected: `${letter.kind.workflowId}_ACK`, seen: workflowId, at }),
      textAt(sender, 'identifier', 'value') !== practice && finding('from somebody else', { expected: practice, seen: textAt(sender, 'identifier', 'value') ?? `mailbox ${from}`, at }),
    ]
  })
  const same = [...seen].sort().join() === [...codes].sort().join()
  return [...found, !same && finding('other answers than were to be given', { expected: codes.length ? codes.join(', ') : 'none', seen: seen.length ? seen.join(', ') : 'none', at })]
})

/** Whether MESH still keeps the message for the practice, or was told that it is in safe hands. */
export const ensureMessageIn = check('the message is where it should be', async ({ outside, calls }, { messageId, status, subject }: { messageId: string; status: 'accepted' | 'acknowledged'; subject: string }) => {
  const message = await outside.mesh.readMessage({ id: messageId })
  const at = (await calls({ service: 'mesh', subject, from: 'beginning' })).at(-1)
  return message.status !== status && finding('it is not', { expected: status === 'accepted' ? 'still in the mailbox' : 'acknowledged', seen: message.status, at })
})
