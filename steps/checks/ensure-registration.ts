import { readInterchange, type Interchange } from '../../config/edifact/read-edifact.ts'
import { at as component } from '../../config/edifact/segment.ts'
import { writeSegment, type Written } from '../../config/edifact/write-edifact.ts'
import { loadWorld } from '../../config/world.ts'
import type { LinkFlagView, LinkTransactionView } from '../../candidate/port/registration-links.ts'
import { following } from '../support/registration-links.ts'
import { check, finding, type Found, type Sight } from './check.ts'

/** What may stand in an interchange of syntax UNOA. Source: ISO 9735, level A character set. */
const LEVEL_A = /^[A-Z0-9 .,\-()/=!"%&*;<>'+:?\r\n]*$/

interface Sent {
  text: string
  workflowId: string
  interchange: Interchange
}

/** All that the practice sent to its registration authority, once each, oldest first; what cannot be read among them stops the check. */
async function sentTo(outside: Sight['outside']): Promise<{ sent: Sent[]; unreadable: string[] }> {
  const { authority, cipher } = loadWorld().registrationLinks
  const messages = (await outside.mesh.listMessages({ to: authority.mailbox })).filter(({ type, from }) => type === 'DATA' && from !== authority.mailbox)
  const texts = new Map(messages.map(({ text, workflowId }) => [text, workflowId]))
  const sent: Sent[] = []
  const unreadable: string[] = []
  for (const [text, workflowId] of texts) {
    const interchange = readInterchange(text)
    if (interchange?.sender === cipher) sent.push({ text, workflowId, interchange })
    else unreadable.push(text.slice(0, 200))
  }
  return { sent, unreadable }
}

/** Counts, control references, parties and characters of an interchange to the authority. */
function formFindings({ text, interchange }: Sent): Found[] {
  const { authority, cipher } = loadWorld().registrationLinks
  const { syntax, sender, recipient, reference, messages, problems } = interchange
  return [
    ...problems.map((problem) => finding('the interchange is not as it should be', { expected: 'counts and control references that fit', seen: problem })),
    syntax !== 'UNOA:2' && finding('in another syntax', { expected: 'UNOA:2', seen: syntax }),
    (sender !== cipher || recipient !== authority.cipher) && finding('from or to somebody else', { expected: `${cipher} to ${authority.cipher}`, seen: `${sender} to ${recipient}` }),
    !LEVEL_A.test(text) && finding('it has characters that the authority cannot read', { expected: 'capitals, digits and few marks', seen: [...new Set(text.replaceAll(/[A-Z0-9 .,\-()/=!"%&*;<>'+:?\r\n]/g, ''))].join(' ') }),
    !/^\d{8}$/.test(reference) && finding('its number has not eight digits', { expected: 'eight digits', seen: reference }),
    ...messages.map((message) => !/^\d{8}$/.test(message.reference) && finding('the number of a message has not eight digits', { expected: 'eight digits', seen: message.reference })),
  ]
}

/**
 * The authority gets exactly one transaction of this type about the patient (or none), and it says what it has to, segment by segment.
 * Source: FHSREG:0:1:FH:FHS001, as the published transactions have it.
 */
export const ensureTransactionSent = check(
  'the registration authority is told what it has to be told',
  async ({ outside }, { type, nhsNumber, lines, gp, times = 1 }: { type: string; nhsNumber: string; lines: readonly Written[]; gp: string; times?: number }) => {
    const { sent, unreadable } = await sentTo(outside)
    if (unreadable.length > 0) return finding('something that was sent cannot be read', { expected: 'interchanges of the practice', seen: unreadable })
    const about = sent.filter(({ interchange: { messages } }) =>
      messages.some(({ segments }) => segments.some((segment) => segment.tag === 'PNA' && component(segment, 1) === nhsNumber) && segments.some((segment) => segment.tag === 'RFF' && component(segment, 0) === '950' && component(segment, 0, 1) === type)),
    )
    if (about.length !== times) return finding('told more or less often', { expected: `${type} ${times} times`, seen: about.length })
    return about.flatMap((one) => {
      const [message] = one.interchange.messages
      const segments = message!.segments
      const first = segments.findIndex(({ tag }) => tag === 'S01')
      const [group, number, named, ...rest] = segments.slice(first)
      const said = rest.map(({ tag, elements }) => writeSegment([tag, ...elements]))
      const wanted = lines.map(writeSegment)
      return [
        ...formFindings(one),
        message!.type !== 'FHSREG:0:1:FH:FHS001' && finding('another message', { expected: 'FHSREG:0:1:FH:FHS001', seen: message!.type }),
        one.workflowId !== 'NHAIS_REG' && finding('under another workflow', { expected: 'NHAIS_REG', seen: one.workflowId }),
        component(segments.find(({ tag }) => tag === 'NAD'), 1) !== loadWorld().registrationLinks.authority.code && finding('for another authority', { expected: loadWorld().registrationLinks.authority.code, seen: component(segments.find(({ tag }) => tag === 'NAD'), 1) }),
        (component(group, 0) !== '1' || !/^[1-9]\d{0,6}$/.test(component(number, 0, 1))) && finding('the transaction has no number', { expected: 'a number up to 9,999,999', seen: component(number, 0, 1) || 'none' }),
        component(named, 1) !== gp && finding('for another GP', { expected: gp, seen: component(named, 1) || 'none' }),
        said.join('\n') !== wanted.join('\n') && finding('it says something else', { expected: wanted.join(' '), seen: said.join(' ') }),
      ]
    })
  },
)

/** Numbers of interchanges and of messages follow each other, 1 after the highest: none is left out, none given twice. */
export const ensureNumbersFollow = check('the numbers of what was sent follow each other', async ({ outside }) => {
  const { sent } = await sentTo(outside)
  const inARow = (what: string, numbers: number[]): Found[] => {
    const twice = numbers.filter((number, place) => numbers.indexOf(number) !== place)
    // Of all numbers but one the next is there, too: that one is the latest.
    const without = numbers.filter((number) => !numbers.includes(following(number)))
    return [
      twice.length > 0 && finding(`a number of ${what} is given twice`, { expected: 'each once', seen: twice }),
      without.length > 1 && finding(`a number of ${what} is left out`, { expected: 'one after the other, and 1 after 99,999,999', seen: numbers }),
    ]
  }
  return [
    sent.length < 2 && finding('there is not enough to compare', { expected: 'two interchanges at least', seen: sent.length }),
    ...inARow('interchanges', sent.map(({ interchange }) => Number(interchange.reference))),
    ...inARow('messages', sent.flatMap(({ interchange }) => interchange.messages.map(({ reference }) => Number(reference)))),
  ]
})

/** The authority gets one receipt of its interchange, and it is true. Source: RECEP:0:2:FH, as the published receipts have it. */
export const ensureReceipt = check('the registration authority gets a true receipt', async ({ outside }, { reference, whole, fates }: { reference: string; whole: 'OK' | 'ER' | 'NA'; fates: readonly string[] }) => {
  const { sent } = await sentTo(outside)
  const receipts = sent.filter(({ text, workflowId }) => workflowId === 'NHAIS_RECEP' && text.includes(`RIS:${reference} `))
  const [receipt] = receipts
  if (!receipt || receipts.length > 1) return finding('more or less often', { expected: 'one receipt', seen: receipts.length })
  const [message] = receipt.interchange.messages
  const references = (message?.segments ?? []).filter(({ tag }) => tag === 'RFF').map(({ elements }) => elements[0]!.join(':'))
  const wanted = [...fates.map((fate) => `MIS:${fate}`), `RIS:${reference} ${whole}:${fates.length}`]
  const authority = component(message?.segments.find(({ tag }) => tag === 'NHS'), 0)
  return [
    ...formFindings(receipt),
    receipt.interchange.application !== 'RECEP' && finding('the interchange is for something else', { expected: 'RECEP', seen: receipt.interchange.application }),
    message?.type !== 'RECEP:0:2:FH' && finding('another message', { expected: 'RECEP:0:2:FH', seen: message?.type ?? 'none' }),
    authority !== loadWorld().registrationLinks.authority.code && finding('of another authority', { expected: loadWorld().registrationLinks.authority.code, seen: authority }),
    references.join() !== wanted.join() && finding('it says something else', { expected: wanted.join(', '), seen: references.join(', ') }),
  ]
})

/** What staff see of a transaction: how it stands, and why it was refused. */
export const ensureTransactionShown = check('the transaction is shown as what came of it', (_sight, { shown, kind, state, mentions }: { shown: readonly LinkTransactionView[]; kind: string; state: string; mentions?: RegExp }) => {
  const transaction = shown.find((each) => each.kind === kind)
  return [
    transaction?.state !== state && finding('shown otherwise', { expected: state, seen: transaction?.state ?? 'not shown' }),
    mentions && !mentions.test(transaction?.reason ?? '') && finding('the reason is not shown', { expected: mentions.source, seen: transaction?.reason ?? 'no reason' }),
  ]
})

/** Whether staff see that the authority believes a patient to be gone, why, and until when they may answer. */
export const ensureFp69 = check('staff see what the registration authority believes of the patient', (_sight, { flags, expected }: { flags: readonly LinkFlagView[]; expected: LinkFlagView | undefined }) => {
  if (!expected) return flags.length > 0 && finding('the patient is still marked', { expected: 'no mark', seen: flags })
  const [flag] = flags
  return (flags.length !== 1 || flag?.reason !== expected.reason || flag.expires !== expected.expires || flag.text !== expected.text) && finding('not marked as the authority said', { expected, seen: flags })
})
