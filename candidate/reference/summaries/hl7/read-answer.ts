import { behaviour } from '../../behaviour.ts'
import { at, descendants, readXml, type XmlElement } from '../../spine/xml.ts'

/** What the summary service has found: a general code first, then what it is in particular. */
export interface Issue {
  code: string
  words: string
  /** Otherwise a warning. */
  isError: boolean
}

/** What an answer of the summary service says of a message. */
export interface SpineAnswer {
  /** Id of the message that it is about. */
  about: string
  /** AA; AE and AR say no. */
  positive: boolean
  issues: Issue[]
}

/** Access control lets nobody at the summary: the patient does not want it. Source: published answers of the Spine, code 420. */
export const isClosedIn = behaviour('summaries.isClosedIn', ({ issues }: SpineAnswer): boolean => issues.some(({ code, isError }) => isError && code === '420'))

/** There is no summary: nothing but warnings. Source: published answers of the Spine, code 210. */
export const isNoneIn = behaviour('summaries.isNoneIn', ({ issues }: SpineAnswer): boolean => issues.length > 0 && issues.every(({ isError }) => !isError))

/** What was found, in the words of the Spine. */
export const wordsOf = ({ issues }: SpineAnswer): string => issues.filter(({ isError }) => isError).map(({ code, words }) => `${words} (${code})`).join(', ') || 'it gave no reason'

/** Reads what an interaction says of the message that it answers. Nothing for one that is not whole: it says nothing that can be relied on. */
export function answerIn(interaction: XmlElement | undefined): SpineAnswer | undefined {
  const acknowledgement = at(interaction, 'acknowledgement')
  const typeCode = acknowledgement?.attributes['typeCode']
  const about = at(acknowledgement, 'messageRef', 'id')?.attributes['root']
  if (typeCode === undefined || about === undefined || !isWhole(interaction)) return undefined
  const issues = descendants(interaction, 'justifyingDetectedIssueEvent').map((each) => {
    const code = at(each, 'code')
    return { code: code?.attributes['code'] ?? '', words: code?.attributes['displayName'] ?? '', isError: at(code, 'qualifier')?.attributes['code'] !== 'WG' }
  })
  return { about: about.toUpperCase(), positive: typeCode === 'AA', issues }
}

/** Whether an answer is whole: it says when it was made, and of a success what has succeeded. Source: published acknowledgements, and those that are not to be taken. */
export const isWhole = behaviour('summaries.isWhole', (interaction: XmlElement | undefined): boolean => {
  const detail = descendants(interaction, 'requestSuccessDetail')[0]
  return /^\d{12,14}$/.test(at(interaction, 'creationTime')?.attributes['value'] ?? '') && (!detail || at(detail, 'detail')?.text !== '')
})

/** Reads MCCI_IN010000UK13: what became of a message. Nothing for what is none, or cannot be read. */
export function readAcknowledgement(payload: string): SpineAnswer | undefined {
  try {
    const root = readXml(payload)
    return root.name === 'MCCI_IN010000UK13' ? answerIn(root) : undefined
  } catch {
    // What cannot be read says nothing: the summary goes on waiting, and is sent again.
    return undefined
  }
}
