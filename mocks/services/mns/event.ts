/** An event in the CloudEvents form, with the members that this service knows beside those of the standard. */
export interface CloudEvent {
  specversion: '1.0'
  id: string
  source: string
  type: string
  /** ISO 8601 instant. */
  time: string
  /** NHS number. */
  subject: string
  /** Where the thing itself is found. */
  dataref?: string
  /** Version of the record, as an ETag: `W/"16"`. */
  versionid?: string
  /** What subscriptions may filter by. */
  filtering?: Record<string, unknown>
}

/** What a subscription wants: the event type, and what must hold beside it. */
export interface Criteria {
  eventType: string
  /** By the name of the filter, in lower case. */
  filters: ReadonlyMap<string, string>
}

const unquoted = (text: string) => text.trim().replace(/^'(.*)'$/, '$1')

/** Reads criteria such as `eventType='x' AND generalpractitioner='Y12345'`; undefined for what is none. */
export function readCriteria(text: string): Criteria | undefined {
  const terms = text.split(/\s+AND\s+/i).map((term) => /^\s*([\w-]+)\s*=\s*(.+?)\s*$/.exec(term))
  if (!text.startsWith('eventType=') || terms.some((term) => term === null)) return undefined
  const [first, ...rest] = terms.map((term) => [term![1]!, unquoted(term![2]!)] as const)
  return { eventType: first![1], filters: new Map(rest.map(([name, value]) => [name.toLowerCase(), value])) }
}

/** ODS codes of who made the systems that an organisation uses. */
export type MakersOf = (organisation: string) => readonly string[]

const BY_MAKER = '_manufacturer_org'

/**
 * Whether an event is what a subscription wants. A filter on something that the event does not say leaves it out. A filter with
 * `_manufacturer_org` names who made the system of the organisation that the event says, as a supplier subscribes for all its practices.
 */
export function matches({ type, filtering = {} }: CloudEvent, { eventType, filters }: Criteria, makersOf: MakersOf): boolean {
  if (type !== eventType) return false
  const told = new Map(Object.entries(filtering).map(([name, value]) => [name.toLowerCase(), String(value).toUpperCase()]))
  return [...filters].every(([name, value]) => {
    const wanted = value.toUpperCase()
    if (!name.endsWith(BY_MAKER)) return told.get(name) === wanted
    const organisation = told.get(name.slice(0, -BY_MAKER.length))
    return organisation !== undefined && makersOf(organisation).includes(wanted)
  })
}
