import type { Call } from '../../kit/call.ts'
import type { MeshState } from './state.ts'

/**
 * Whom a message that is being sent is about, so that the journal can be read by patient: the NHS number in its headers, or that of
 * the message which it answers, or the patient of a registration transaction. Only for the harness.
 */
export function aboutSent(call: Call<MeshState>): string | undefined {
  const named = /(?:^|\D)(9\d{9})(?:\D|$)/.exec(`${call.header('mex-to') ?? ''} ${call.header('mex-subject') ?? ''}`)?.[1]
  if (named !== undefined) return named
  if (call.header('mex-workflowid') === 'NHAIS_REG') return /PNA\+PAT\+(9\d{9}):OPI/.exec(call.text)?.[1]
  if (call.state.references.size === 0) return undefined
  const { text } = call
  for (const [reference, nhsNumber] of call.state.references) if (text.includes(reference)) return nhsNumber
  return undefined
}
