import { element } from './xml.ts'

/** 01: all reports taken in. 02: not all of them. 03: the message could not be read. Source: ICH E2B(R2) acknowledgement, transmissionacknowledgmentcode. */
export type TransmissionCode = '01' | '02' | '03'

/** An acknowledgement of a message. Its status over HTTP is 200 whatever it says: the code counts. */
export function acknowledgement(input: { messageNumber: string; sender: string; at: string; number: string; code: TransmissionCode; report?: { id: string; number?: string }; words?: string }): string {
  const { messageNumber, sender, at, code, report, words = '' } = input
  const header = element('ichicsrmessageheader', [
    element('messagetype', 'ichicsrack'),
    element('messageformatversion', '1.0'),
    element('messageformatrelease', '1.0'),
    element('messagenumb', input.number),
    element('messagesenderidentifier', 'MHRAUK'),
    element('messagereceiveridentifier', sender),
    element('messagedateformat', '204'),
    element('messagedate', at),
  ])
  const message = element('messageacknowledgment', [
    element('icsrmessagenumb', messageNumber),
    element('icsrmessagesenderidentifier', sender),
    element('icsrmessagereceiveridentifier', 'MHRAUK'),
    element('transmissionacknowledgmentcode', code),
    ...(code === '03' ? [element('parsingerrormessage', words)] : []),
  ])
  const reports = report ? [element('reportacknowledgment', [element('safetyreportid', report.id), ...(report.number === undefined ? [] : [element('localreportnumb', report.number)]), element('reportacknowledgmentcode', code === '01' ? '01' : '02'), ...(words === '' ? [] : [element('errormessagecomment', words)])])] : []
  return `<?xml version="1.0" encoding="UTF-8"?>${element('ichicsrack', [header, element('acknowledgment', [message, ...reports])])}`
}
