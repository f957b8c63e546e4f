import type { Call } from '../../kit/call.ts'
import { controls } from './controls.ts'
import { isNhsNumber } from './find-recipient.ts'
import { statusOf, type MeshMessage } from './message.ts'
import { become } from './settle.ts'
import type { MeshState } from './state.ts'

/** Where lists are sent to be checked against national opt-outs, and how. */
const SPINE = 'X26HC065'
const WORKFLOW = 'SPINE_NTT_UPHOLDING'

const CLAUSE = 'Check for national data opt-outs service, over MESH'
const INVALID = 'The file contains one or more invalid NHS Numbers.'
const FILE_NAME = /^[A-Z0-9]+-\d{6}-\d{4}(\.dat)?$/

/** Answers a list of NHS numbers with those of them who have not opted out. Any other message is none of its business. */
export function answerOptOutCheck(call: Call<MeshState>, message: MeshMessage): void {
  const { state, environment } = call
  if (message.recipient !== SPINE || message.workflowId !== WORKFLOW || statusOf(message) !== 'accepted') return
  become(message, 'acknowledged', environment.clock.now())
  if (!FILE_NAME.test(message.fileName)) {
    call.note({ rule: 'opt-out-file-name', detail: `Mex-FileName is "${message.fileName}", not <mailbox>-<DDMMYY>-<nnnn>.dat`, clause: CLAUSE, pointer: 'mex-filename' })
  }
  const numbers = numbersIn(controls.readMessage(state, { id: message.id }, environment).text)
  const wellFormed = numbers?.every(isNhsNumber) ?? false
  if (!wellFormed) call.note({ rule: 'opt-out-list', detail: 'the list is not made of lines of a valid NHS number and a comma', clause: CLAUSE, pointer: 'body' })
  const valid = wellFormed && !numbers!.some((number) => state.distrusted.has(number))
  const kept = valid ? numbers!.filter((number) => !state.optOuts.has(number)) : []
  const { sender, localId, subject, fileName } = message
  controls.deliver(state, { from: SPINE, to: sender, workflowId: WORKFLOW, localId, subject, fileName, text: valid ? kept.map((number) => `${number},\n`).join('') : `${INVALID}\n` }, environment)
}

/** The numbers of a list: one a line, each with its comma, all lines ended alike. Nothing for what is no such list. */
function numbersIn(text: string): string[] | undefined {
  const list = /^(?:\d{10},\n)+$/.test(text) || /^(?:\d{10},\r\n)+$/.test(text)
  return list ? text.match(/\d{10}/g)! : undefined
}
