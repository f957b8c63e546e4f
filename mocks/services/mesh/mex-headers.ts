import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { mailboxId } from './admit.ts'
import { fault, FAULTS, notValid } from './errors.ts'
import type { MeshMessage } from './message.ts'
import type { MeshState } from './state.ts'

const CLAUSE = 'MESH API 2.0.0, Send message'

/** Longest values, in characters. */
const LONGEST: Record<string, number> = {
  'mex-to': 100,
  'mex-workflowid': 300,
  'mex-chunk-range': 20,
  'mex-subject': 500,
  'mex-localid': 300,
  'mex-filename': 300,
  'mex-content-checksum': 100,
}

/** What the sender says of a message. */
export type MexHeaders = Pick<MeshMessage, 'workflowId' | 'localId' | 'subject' | 'fileName' | 'partnerId' | 'checksum' | 'contentType' | 'contentEncoding'> & { to: string }

/** Reads and checks the headers of a send. */
export function mexHeaders(call: Call<MeshState>): MexHeaders {
  const value = (name: string) => (call.header(name) ?? '').trim()
  for (const [name, most] of Object.entries(LONGEST)) {
    if (value(name).length > most)
      refuse(notValid(['header', name], `ensure this value has at most ${most} characters`, 'value_error.any_str.max_length'), { rule: 'header-too-long', detail: `${name} has ${value(name).length} characters`, clause: CLAUSE, pointer: name })
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u001f\u007f]/.test(value(name)) || (['mex-to', 'mex-workflowid', 'mex-content-checksum'].includes(name) && /^https?:\/\//i.test(value(name))))
      refuse(fault(call, 400, FAULTS.malformedControlFile), { rule: 'header-malformed', detail: `${name} has control characters or is an address`, clause: CLAUSE, pointer: name })
  }
  if (value('mex-to') === '') refuse(fault(call, 400, FAULTS.toMissing), { rule: 'mex-to-missing', detail: 'Mex-To is missing or empty', clause: CLAUSE, pointer: 'mex-to' })
  if (value('mex-workflowid') === '')
    refuse(notValid(['header', 'mex-workflowid'], 'field required', 'value_error.missing'), { rule: 'mex-workflowid-missing', detail: 'Mex-WorkflowID is missing or empty', clause: CLAUSE, pointer: 'mex-workflowid' })
  if (!/^[A-Za-z0-9\s:\-/]*$/.test(value('mex-content-checksum')))
    refuse(fault(call, 400, FAULTS.malformedControlFile), { rule: 'checksum-characters', detail: 'Mex-Content-Checksum has other characters than letters, digits, spaces, ":", "-" and "/"', clause: CLAUSE, pointer: 'mex-content-checksum' })
  const from = value('mex-from').toUpperCase()
  if (from !== '' && from !== mailboxId(call)) call.note({ rule: 'mex-from', detail: `Mex-From is ${from}, the mailbox ${mailboxId(call)}`, clause: CLAUSE, pointer: 'mex-from' })
  return {
    to: value('mex-to'),
    workflowId: value('mex-workflowid'),
    localId: value('mex-localid'),
    subject: value('mex-subject'),
    fileName: value('mex-filename'),
    partnerId: value('mex-partnerid'),
    checksum: value('mex-content-checksum'),
    contentType: value('content-type').toLowerCase(),
    contentEncoding: contentEncoding(call),
  }
}

/** How the body is compressed. Only gzip is. */
export function contentEncoding(call: Call<MeshState>): '' | 'gzip' {
  const given = (call.header('content-encoding') ?? '').trim().toLowerCase()
  if (given === '' || given === 'gzip') return given
  return refuse(fault(call, 422, FAULTS.unsupportedEncoding), { rule: 'content-encoding', detail: `Content-Encoding is ${given}`, clause: CLAUSE, pointer: 'content-encoding' })
}
