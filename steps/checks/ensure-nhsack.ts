import { readInterchange } from '../../config/edifact/read-edifact.ts'
import { at as component } from '../../config/edifact/segment.ts'
import { EDI } from '../support/laboratory.ts'
import { check, finding, type Found } from './check.ts'

/** What an acknowledgement is to say: of the whole, and of each message in turn. */
export interface Told {
  whole: 'IAF' | 'IAP' | 'IRA' | 'IRI' | 'IRM'
  messages: readonly ('MA' | 'MR')[]
}

/**
 * The laboratory gets exactly one acknowledgement of its interchange (or none), and it says what became of it.
 * Source: NHSACK:D:1:NH:NHS001, as the published acknowledgements have it; ISO 9735 for counts and control references.
 */
export const ensureNhsack = check('the laboratory is told what became of its interchange', async ({ outside, calls }, { mailbox, reference, workflowId, told, subject }: { mailbox: string; reference: string; workflowId: string; told: Told | undefined; subject: string }) => {
  const sent = (await outside.mesh.listMessages({ to: mailbox })).filter(({ text, type }) => type === 'DATA' && text.includes(reference))
  const at = (await calls({ service: 'mesh', operation: 'send-message', subject, from: 'beginning' })).at(-1)
  const expected = told ? 1 : 0
  if (sent.length !== expected) return finding('told more or less often', { expected, seen: sent.length, at })
  const [message] = sent
  if (!message || !told) return []
  const ack = readInterchange(message.text)
  const [body] = ack?.messages ?? []
  if (!ack || !body) return finding('it is no acknowledgement that can be read', { expected: 'an interchange with one NHSACK', seen: message.text.slice(0, 300), at })
  const nir = body.segments.find(({ tag }) => tag === 'NIR')
  const messages = body.segments.filter(({ tag }) => tag === 'NMR').map((segment) => `${component(segment, 0, 1)} ${component(segment, 1)}`)
  const wanted = told.messages.map((fate, place) => `${place + 1} ${fate}`)
  const found: Found[] = [
    ...ack.problems.map((problem) => finding('the interchange is not as it should be', { expected: 'counts and control references that fit', seen: problem, at })),
    message.workflowId !== `${workflowId}_ACK` && finding('under another workflow', { expected: `${workflowId}_ACK`, seen: message.workflowId, at }),
    ack.application !== 'NHSACK' && finding('the interchange is for something else', { expected: 'NHSACK', seen: ack.application, at }),
    ack.acknowledge && finding('it asks for an acknowledgement of the acknowledgement', { expected: 'no request', seen: 'a request', at }),
    body.type !== 'NHSACK:D:1:NH:NHS001' && finding('another message', { expected: 'NHSACK:D:1:NH:NHS001', seen: body.type, at }),
    (ack.sender !== EDI.practice || ack.recipient !== EDI.laboratory) && finding('from or to somebody else', { expected: `${EDI.practice} to ${EDI.laboratory}`, seen: `${ack.sender} to ${ack.recipient}`, at }),
    component(nir, 0, 1) !== reference && finding('about another interchange', { expected: reference, seen: component(nir, 0, 1), at }),
    (nir?.elements[1]?.join(':') !== EDI.laboratory || nir?.elements[2]?.join(':') !== EDI.practice) && finding('it does not name who sent the interchange to whom', { expected: `${EDI.laboratory}, ${EDI.practice}`, seen: nir?.elements.slice(1, 3), at }),
    component(nir, 3) !== told.whole && finding('another word on the whole', { expected: told.whole, seen: component(nir, 3), at }),
    messages.join() !== wanted.join() && finding('another word on its messages', { expected: wanted.join(', ') || 'none', seen: messages.join(', ') || 'none', at }),
  ]
  const refusals = told.messages.filter((fate) => fate === 'MR').length || (told.whole === 'IRI' || told.whole === 'IRM' ? 1 : 0)
  const reasons = body.segments.filter((segment) => segment.tag === 'FTX' && component(segment, 0) === 'ERD' && component(segment, 3) !== '').length
  return [...found, reasons !== refusals && finding('it does not say why', { expected: `${refusals} reasons`, seen: reasons, at })]
})
